//! The result of a REST method that has several documented successes: an enum of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::structs;
use crate::{
    doc,
    model::{MethodModel, Success},
    output::Output,
};

/// Writes the enum, and the bodies of its variants, to the end of a file.
pub(super) fn write(model: &MethodModel<'_>, successes: &[Success<'_>], path: &str, output: &mut Output) {
    let result = &model.result;
    let about = format!(" What comes back from `{}`: one of the documented successes.", doc::code(&model.method.name));
    let (variants, writings, readings) =
        (successes.iter().map(variant), successes.iter().map(writing), successes.iter().map(reading));
    output.items(
        path,
        quote! {
            #[doc = #about]
            #[derive(Clone, Debug, PartialEq)]
            #[allow(clippy::large_enum_variant, reason = "a result is made once and written once")]
            pub enum #result { #(#variants),* }
            impl rt::RestResult for #result {
                fn response(&self) -> rt::reexport::serde_json::Result<(u16, Option<Vec<u8>>)> {
                    Ok(match self { #(#writings),* })
                }
                fn from_response(status: u16, body: &[u8]) -> rt::reexport::serde_json::Result<Option<Self>> {
                    let _ = body;
                    Ok(Some(match status { #(#readings,)* _ => return Ok(None) }))
                }
            }
        },
    );
    for body in successes.iter().filter_map(|success| success.body.as_ref()) {
        structs::write(body, path, output);
    }
}

fn variant(success: &Success<'_>) -> TokenStream {
    let (variant, response) = (&success.variant, success.response);
    let status = format!("Status {}.", response.status);
    let doc = doc::outer(&doc::sentence(&response.description, &status, &response.source));
    let body = success.body.as_ref().map(|body| super::body_type(response, &body.ident)).into_iter();
    quote!(#doc #variant #((#body))*)
}

fn writing(success: &Success<'_>) -> TokenStream {
    let (variant, status) = (&success.variant, Literal::u16_unsuffixed(success.response.status));
    match success.body {
        Some(_) => quote!(Self::#variant(body) => (#status, Some(rt::reexport::serde_json::to_vec(body)?))),
        None => quote!(Self::#variant => (#status, None)),
    }
}

fn reading(success: &Success<'_>) -> TokenStream {
    let (variant, status) = (&success.variant, Literal::u16_unsuffixed(success.response.status));
    match success.body {
        Some(_) => quote!(#status => Self::#variant(rt::reexport::serde_json::from_slice(body)?)),
        None => quote!(#status => Self::#variant),
    }
}
