//! Structs and their members, constructors and setters.

use doctract_spec::ir::Param;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::validate;
use crate::{
    doc,
    model::{Field, Presence, StructModel, Ty},
};

/// A struct with everything that belongs to it, but the rules of a method's parameters.
pub(super) fn structure(model: &StructModel<'_>) -> TokenStream {
    let (ident, doc) = (&model.ident, doc::outer(&model.doc));
    let fields = model.fields.iter().map(field);
    let rest = model.rest.as_ref().map(|rest| {
        let ty = Ty::Map.tokens();
        quote!(#[doc = " Members that are not documented."] #[serde(flatten)] pub #rest: #ty)
    });
    let default = model.has_default().then(|| quote!(, Default));
    let implementation = if model.request { implementation(model) } else { TokenStream::new() };
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize #default)]
        pub struct #ident { #(#fields,)* #rest }
        #implementation
    }
}

fn field(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    let attributes = attributes(field);
    let doc = doc::outer(&doc::sentence(
        &field.param.description,
        &format!("The member `{}`.", doc::code(field.wire)),
        &field.param.source,
    ));
    let ty = member_type(field);
    if field.presence == Presence::Credential {
        return quote!(#[doc = " The credential."] #attributes pub(crate) #ident: #ty);
    }
    quote!(#doc #attributes pub #ident: #ty)
}

/// The type of a member, with how it may be absent.
pub(super) fn member_type(field: &Field<'_>) -> TokenStream {
    let ty = field.ty.tokens();
    match field.presence {
        Presence::Required | Presence::WrittenAsList | Presence::Elsewhere(true) => ty,
        Presence::Patch => quote!(rt::Patch<#ty>),
        Presence::Credential => quote!(Option<rt::Credential>),
        _ => quote!(Option<#ty>),
    }
}

fn attributes(field: &Field<'_>) -> TokenStream {
    let mut parts = Vec::new();
    if field.ident != field.wire {
        let wire = field.wire;
        parts.push(quote!(rename = #wire));
    }
    let columns = matches!(field.ty, Ty::Columns(_)).then(|| quote!(with = "rt::filter::columns"));
    match field.presence {
        Presence::Elsewhere(_) => return quote!(#[serde(skip)]),
        Presence::Required | Presence::WrittenAsNull => {}
        Presence::RequiredNullable => parts.push(quote!(deserialize_with = "rt::wire::nullable")),
        Presence::Optional if columns.is_some() => {
            parts.push(quote!(default, skip_serializing_if = "Option::is_none", #columns));
        }
        Presence::Optional | Presence::Credential => parts.push(quote!(skip_serializing_if = "Option::is_none")),
        Presence::OptionalNullable => {
            parts.push(quote!(
                default,
                skip_serializing_if = "Option::is_none",
                deserialize_with = "rt::wire::nullable"
            ));
        }
        Presence::Patch => parts.push(quote!(default, skip_serializing_if = "rt::Patch::is_absent")),
        Presence::WrittenAsObject => parts.push(quote!(serialize_with = "rt::wire::or_empty_object")),
        Presence::WrittenAsList => parts.push(quote!(default, deserialize_with = "rt::wire::null_as_default")),
    }
    if parts.is_empty() { TokenStream::new() } else { quote!(#[serde(#(#parts),*)]) }
}

fn implementation(model: &StructModel<'_>) -> TokenStream {
    let ident = &model.ident;
    let new = constructor(model);
    let setters = model.fields.iter().map(setter);
    let defaults = model.fields.iter().map(default);
    let resets = model.fields.iter().map(|field| reset(field, &model.fields));
    quote!(impl #ident { #new #(#setters)* #(#resets)* #(#defaults)* })
}

/// `new`, with everything that must be there.
fn constructor(model: &StructModel<'_>) -> TokenStream {
    let required: Vec<_> = model.fields.iter().filter(|field| field.presence.is_required()).collect();
    let arguments = required.iter().map(|field| {
        let (ident, (ty, _)) = (&field.ident, field.ty.setter());
        let ty = if field.presence == Presence::RequiredNullable { member_type(field) } else { ty };
        quote!(#ident: #ty)
    });
    let members = model.fields.iter().map(|field| {
        let ident = &field.ident;
        match field.presence {
            Presence::RequiredNullable => quote!(#ident),
            presence if presence.is_required() => {
                let (_, expression) = field.ty.setter();
                let expression = rename_value(&expression, ident);
                // The short form where nothing is converted.
                if *ident == expression.to_string() { quote!(#ident) } else { quote!(#ident: #expression) }
            }
            Presence::Patch => quote!(#ident: rt::Patch::Absent),
            _ => quote!(#ident: None),
        }
    });
    let rest = model.rest.as_ref().map(|rest| quote!(#rest: Default::default()));
    let too_many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let (doc, body) = if required.is_empty() {
        (" Nothing is required.", quote!(Self::default()))
    } else {
        (" With what is required.", quote!(Self { #(#members,)* #rest }))
    };
    quote! {
        #[doc = #doc]
        #too_many
        pub fn new(#(#arguments),*) -> Self { #body }
    }
}

/// The expression of a setter with another name for the value.
fn rename_value(expression: &TokenStream, ident: &proc_macro2::Ident) -> TokenStream {
    fn rename(tokens: TokenStream, ident: &proc_macro2::Ident) -> TokenStream {
        let renamed = tokens.into_iter().map(|token| match token {
            proc_macro2::TokenTree::Ident(word) if word == "value" => proc_macro2::TokenTree::Ident(ident.clone()),
            proc_macro2::TokenTree::Group(group) => {
                let stream = rename(group.stream(), ident);
                proc_macro2::TokenTree::Group(proc_macro2::Group::new(group.delimiter(), stream))
            }
            other => other,
        });
        renamed.collect()
    }
    rename(expression.clone(), ident)
}

/// A setter for what may be absent.
fn setter(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    let (ty, expression) = field.ty.setter();
    let wrapped = match field.presence {
        Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false) => quote!(Some(#expression)),
        Presence::Patch => quote!(rt::Patch::Value(#expression)),
        _ => return TokenStream::new(),
    };
    let doc = format!(" Sets `{}`.", doc::code(field.wire));
    if matches!(field.ty, Ty::Sort(_)) {
        let Ty::Sort(module) = &field.ty else { return TokenStream::new() };
        return quote! {
            #[doc = " Sorts by a column, after those named before."]
            #[must_use]
            pub fn #ident(mut self, by: rt::Sort<crate::columns::#module::Column>) -> Self {
                self.#ident.get_or_insert_default().push(by);
                self
            }
        };
    }
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #ident(mut self, value: #ty) -> Self {
            self.#ident = #wrapped;
            self
        }
    }
}

/// A setter that empties a member of a partial update, unless another member has taken its name.
fn reset(field: &Field<'_>, siblings: &[Field<'_>]) -> TokenStream {
    let ident = &field.ident;
    let name = format_ident!("reset_{}", ident.to_string().trim_end_matches('_'));
    if field.presence != Presence::Patch || siblings.iter().any(|sibling| sibling.ident == name) {
        return TokenStream::new();
    }
    let twins = siblings
        .iter()
        .filter(|sibling| sibling.ident.to_string().trim_end_matches('_') == ident.to_string().trim_end_matches('_'));
    if twins.count() > 1 {
        return TokenStream::new();
    }
    let doc = format!(" Empties `{}`: what is stored there goes.", doc::code(field.wire));
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #name(mut self) -> Self {
            self.#ident = rt::Patch::Null;
            self
        }
    }
}

/// What holds when a member is absent, where the documents tell and the value fits its type.
fn default(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    if !matches!(field.presence, Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false)) {
        return TokenStream::new();
    }
    let Some((ty, value)) = default_value(field.param, &field.ty) else { return TokenStream::new() };
    let name = format_ident!("{}_or_default", ident.to_string().trim_end_matches('_'));
    let words = field.param.default.as_ref().map(ToString::to_string).unwrap_or_default();
    let doc = format!(" `{}`, which is {} when it is absent.", doc::code(field.wire), doc::escape(&words));
    let body = match field.ty {
        Ty::String => quote!(self.#ident.as_deref().unwrap_or(#value)),
        _ => quote!(self.#ident.unwrap_or(#value)),
    };
    quote! {
        #[doc = #doc]
        pub fn #name(&self) -> #ty { #body }
    }
}

/// The documented default as an expression, if it is a value of the member's type.
pub(crate) fn default_value(param: &Param, ty: &Ty) -> Option<(TokenStream, TokenStream)> {
    let default = param.default.as_ref()?;
    let tokens = ty.tokens();
    match ty {
        Ty::Integer => default.as_i64().map(|n| (tokens, validate::integer(n))),
        Ty::Number => default.as_i64().map(|n| {
            let n = Literal::i64_suffixed(n.saturating_abs()).to_string().parse::<TokenStream>().unwrap_or_default();
            let sign = default.as_i64().is_some_and(|n| n < 0).then(|| quote!(-));
            (tokens, quote!(rt::Number::from(#sign #n)))
        }),
        Ty::Boolean => default.as_bool().map(|b| (tokens, quote!(#b))),
        Ty::String => default.as_str().map(|s| (quote!(&str), quote!(#s))),
        _ => None,
    }
}
