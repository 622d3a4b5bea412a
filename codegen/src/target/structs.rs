//! Structs and their members, constructors and setters.

use std::collections::BTreeSet;

use doctract_spec::ir::Param;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::validate;
use crate::{
    doc,
    model::{Field, Presence, StructModel, Ty},
    output::Output,
};

/// Writes a struct with everything that belongs to it to the end of a file.
pub(super) fn write(model: &StructModel<'_>, path: &str, output: &mut Output) {
    output.items(path, definition(model));
    if model.request {
        output.table(path, builder(model));
    }
    output.table(path, validate::table(model));
}

/// The struct alone.
pub(super) fn definition(model: &StructModel<'_>) -> TokenStream {
    let (ident, doc) = (&model.ident, doc::outer(&model.doc));
    let fields = model.fields.iter().map(field);
    let rest = model.rest.as_ref().map(|rest| {
        let ty = Ty::Map.tokens();
        quote!(#[doc = " Members that are not documented."] #[serde(flatten)] pub #rest: #ty)
    });
    let default = model.has_default().then(|| quote!(, Default));
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize #default)]
        pub struct #ident { #(#fields,)* #rest }
    }
}

fn field(field: &Field<'_>) -> TokenStream {
    let ident = &field.ident;
    let attributes = attributes(field);
    let instead = format!("The member `{}`.", doc::code(field.wire));
    let words = doc::sentence(&field.param.description, &instead, &field.param.source);
    let doc = doc::outer(&format!("{words}{}", doc::conditions(field.param)));
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
    if field.presence == Presence::Required {
        parts.extend(columns.clone());
    }
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

/// The constructor and the setters: see `builder!` in the runtime.
fn builder(model: &StructModel<'_>) -> TokenStream {
    let ident = &model.ident;
    let section = |name: &str, rows: Vec<TokenStream>| {
        let name = ident_of(name);
        (!rows.is_empty()).then(|| quote!(#name { #(#rows;)* }))
    };
    let fields = || model.fields.iter();
    let new = fields().filter_map(required);
    let taken: BTreeSet<String> = fields().map(|field| field.ident.to_string()).collect();
    let sections = [
        section("set", fields().filter_map(setter).collect()),
        section("push", fields().filter_map(pusher).collect()),
        section("reset", fields().filter_map(|field| reset(field, &taken)).collect()),
        section("default", fields().filter_map(|field| default(field, &taken)).collect()),
        section("unset", unset(model)),
    ];
    let sections = sections.into_iter().flatten();
    quote!(rt::builder! { #ident { new { #(#new;)* } #(#sections)* } })
}

fn ident_of(name: &str) -> proc_macro2::Ident {
    crate::name::ident(name)
}

/// An argument of the constructor.
fn required(field: &Field<'_>) -> Option<TokenStream> {
    let ident = &field.ident;
    if field.presence == Presence::RequiredNullable {
        let ty = member_type(field);
        return Some(quote!(#ident: #ty = #ident));
    }
    let (ty, expression) = field.ty.setter(ident);
    field.presence.is_required().then(|| quote!(#ident: #ty = #expression))
}

/// A setter for what may be absent.
fn setter(field: &Field<'_>) -> Option<TokenStream> {
    let ident = &field.ident;
    let (ty, expression) = field.ty.setter(ident);
    if matches!(field.ty, Ty::Sort(_)) {
        return None;
    }
    match field.presence {
        Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false) => {
            Some(quote!(#ident: #ty = Some(#expression)))
        }
        Presence::Patch => Some(quote!(#ident: #ty = rt::Patch::Value(#expression))),
        _ => None,
    }
}

/// A setter that adds a column to an order of rows.
fn pusher(field: &Field<'_>) -> Option<TokenStream> {
    let (Ty::Sort(module), Presence::Optional) = (&field.ty, field.presence) else { return None };
    let ident = &field.ident;
    Some(quote!(#ident: rt::Sort<crate::columns::#module::Column>))
}

/// The members that neither the constructor nor a setter knows, because they are not for callers to set.
fn unset(model: &StructModel<'_>) -> Vec<TokenStream> {
    let known = |field: &&Field<'_>| required(field).is_none() && setter(field).is_none() && pusher(field).is_none();
    let fields = model.fields.iter().filter(known).map(|field| &field.ident);
    fields.chain(&model.rest).map(|ident| quote!(#ident)).collect()
}

/// A setter that empties a member of a partial update, unless another member has taken its name.
fn reset(field: &Field<'_>, taken: &BTreeSet<String>) -> Option<TokenStream> {
    let ident = &field.ident;
    let stem = crate::name::stem(ident);
    let name = format_ident!("reset_{stem}");
    let twin = *ident != stem && taken.contains(&stem);
    if field.presence != Presence::Patch || twin || taken.contains(&name.to_string()) {
        return None;
    }
    Some(quote!(#name: #ident))
}

/// What holds when a member is absent, where the documents tell and the value fits its type.
fn default(field: &Field<'_>, taken: &BTreeSet<String>) -> Option<TokenStream> {
    let ident = &field.ident;
    let stem = crate::name::stem(ident);
    let name = format_ident!("{stem}_or_default");
    let twin = *ident != stem && taken.contains(&stem);
    let optional =
        matches!(field.presence, Presence::Optional | Presence::OptionalNullable | Presence::Elsewhere(false));
    if !optional || twin || taken.contains(&name.to_string()) {
        return None;
    }
    let (ty, value) = default_value(field.param, &field.ty)?;
    let by = matches!(field.ty, Ty::String).then(|| quote!(.as_deref()));
    Some(quote!(#name: #ty = #ident #by or #value))
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
