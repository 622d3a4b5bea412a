//! `src/client.rs` of a REST API.

use doctract_spec::ir::{Location, Role};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::client_rpc::{is_integer, write};
use crate::{
    Options, doc,
    model::{Crate, Field, MethodModel, Output as Result_, Presence, Ty, has_body},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.is_rpc() {
        return;
    }
    let mut methods = model.methods.iter().map(|method| {
        let (call, rows) = (call(method), rows(model, method));
        quote!(#call #rows)
    });
    write(output, &mut methods);
}

fn call(model: &MethodModel<'_>) -> TokenStream {
    let (function, params) = (&model.function, &model.params.ident);
    let doc = doc::outer(&doc::heading(model.method));
    let send = if let Result_::OneOf(_) = model.output { quote!(send_for_one_of) } else { quote!(send) };
    let (verb, template) =
        model.method.http.as_ref().map_or(("POST", "/"), |http| (http.verb.as_str(), http.path.as_str()));
    let parts: Vec<_> = model.params.fields.iter().filter_map(part).collect();
    let body = has_body(&model.params).then(|| quote!(.body(&params)));
    let unused = (parts.is_empty() && body.is_none()).then(|| quote!(let _ = params;));
    quote! {
        #doc
        pub async fn #function(&self, params: crate::#params) -> Answer<crate::#params> {
            #unused
            let request = rt::client::Request::new(#verb, #template) #(#parts)* #body;
            self.transport.#send::<crate::#params>(request).await
        }
    }
}

/// A parameter that is no member of the body.
fn part(field: &Field<'_>) -> Option<TokenStream> {
    let Presence::Elsewhere(_) = field.presence else { return None };
    let (ident, wire) = (&field.ident, field.wire);
    Some(match field.param.location {
        Some(Location::Path) => quote!(.path(#wire, &params.#ident)),
        Some(Location::Header) => quote!(.header(#wire, &params.#ident)),
        _ => quote!(.query(#wire, &params.#ident)),
    })
}

/// A list as a stream, where it can be read page by page: its pages are numbered, and one member holds the rows.
fn rows(model: &Crate<'_>, method: &MethodModel<'_>) -> TokenStream {
    let Some(page) = method.role(Role::Page).filter(|page| is_integer(&method.params, page)) else {
        return TokenStream::new();
    };
    let Some((taken, item)) = rows_taken(model, method) else { return TokenStream::new() };
    let (function, params, error) = (&method.function, &method.params.ident, &method.error);
    let (name, item) = (format_ident!("{function}_stream"), item);
    let doc = format!(" The rows of `{}`, page by page.", doc::code(&method.method.name));
    let pages = pages_member(model, method).map_or_else(|| quote!(None), |pages| quote!(list.#pages));
    quote! {
        #[doc = #doc]
        pub fn #name(&self, params: crate::#params) -> Rows<#item, crate::#error> {
            let client = self.clone();
            Rows::new(params.#page.unwrap_or(1), move |page| {
                let (client, params) = (client.clone(), params.clone().#page(page));
                async move {
                    let list = client.#function(params).await?;
                    let (rows, pages) = (#taken, #pages);
                    let next = rt::client::next_page(page, rows.len(), pages);
                    Ok((rows, next))
                }
            })
        }
    }
}

/// The expression that takes the rows out of `list`, and their type.
fn rows_taken(model: &Crate<'_>, method: &MethodModel<'_>) -> Option<(TokenStream, TokenStream)> {
    if let Result_::Array(rows) = &method.output {
        let row = &rows.ident;
        return Some((quote!(list), quote!(crate::#row)));
    }
    let (rows, item, optional) = rows_member(model, method)?;
    let taken = if optional { quote!(list.#rows.unwrap_or_default()) } else { quote!(list.#rows) };
    Some((taken, item.tokens()))
}

/// The member that holds the rows: the one that the conventions name, or the only list. Whether it may be absent.
fn rows_member<'a>(model: &Crate<'_>, method: &'a MethodModel<'_>) -> Option<(&'a Ident, &'a Ty, bool)> {
    let Result_::Object(structure) = &method.output else { return None };
    let named = model.api.conventions.list.rows.as_deref();
    let mut lists =
        structure.fields.iter().filter(|field| named.is_none_or(|name| name == field.wire)).filter_map(|field| {
            match &field.ty {
                Ty::List(item) => Some((
                    &field.ident,
                    &**item,
                    !matches!(field.presence, Presence::Required | Presence::WrittenAsList),
                )),
                _ => None,
            }
        });
    let only = lists.next()?;
    lists.next().is_none().then_some(only)
}

/// The member that counts the pages, if it is an integer that may be absent.
fn pages_member<'a>(model: &Crate<'_>, method: &'a MethodModel<'_>) -> Option<&'a Ident> {
    let Result_::Object(structure) = &method.output else { return None };
    let name = model.api.conventions.list.pages.as_deref()?;
    let field = structure.fields.iter().find(|field| field.wire == name)?;
    (matches!(field.ty, Ty::Integer) && !field.presence.is_required()).then_some(&field.ident)
}
