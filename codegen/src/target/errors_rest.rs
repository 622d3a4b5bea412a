//! `src/errors/<set>.rs` of a REST API: the documented error responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports;
use crate::{
    Options, doc,
    model::{Crate, RestErrors, RestVariant},
    name,
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.rest_errors.is_empty() {
        return;
    }
    if output.is_new("src/errors/mod.rs") {
        output.items(
            "src/errors/mod.rs",
            doc::inner("The documented error responses. Methods that have the same share one enum."),
        );
    }
    for set in &model.rest_errors {
        let module = name::snake(&set.ident.to_string(), "errors");
        output.items(&format!("src/errors/{module}.rs"), items(set));
        let module = name::ident(&module);
        output.items("src/errors/mod.rs", quote!(mod #module; pub use #module::*;));
    }
}

fn items(set: &RestErrors<'_>) -> TokenStream {
    let names: Vec<_> = set.methods.iter().map(|name| format!("`{}`", doc::code(name))).collect();
    let about = format!("The documented error responses of {}.", names.join(", "));
    let (file_doc, enum_doc, imports) = (doc::inner(&about), doc::outer(&about), imports());
    let ident = &set.ident;
    let variants = set.variants.iter().map(variant);
    let statuses = set.variants.iter().map(status);
    let read = read(set);
    quote! {
        #file_doc
        #imports
        #enum_doc
        #[derive(Clone, Debug, PartialEq)]
        pub enum #ident {
            #(#variants,)*
            /// An error that the documents do not list.
            Undocumented(rt::Undocumented),
        }
        impl #ident {
            /// The method is documented, and this server does not have it yet.
            pub fn not_implemented() -> Self { Self::Undocumented(rt::Undocumented::not_implemented()) }
        }
        impl rt::RestError for #ident {
            fn documented(&self) -> Result<(u16, Option<rt::reexport::serde_json::Value>), &rt::Undocumented> {
                match self {
                    #(#statuses,)*
                    Self::Undocumented(error) => Err(error),
                }
            }
            fn from_response(status: u16, body: &[u8]) -> Option<Self> {
                #read
            }
            fn undocumented(error: rt::Undocumented) -> Self { Self::Undocumented(error) }
        }
        rt::errors!(@error #ident RestError);
    }
}

/// The body of the function that reads a response.
fn read(set: &RestErrors<'_>) -> TokenStream {
    // A match needs something to match, and the body is read only by responses that have one.
    if set.variants.is_empty() {
        return quote!(let _ = (status, body); None);
    }
    let readings = set.variants.iter().map(reading);
    quote!(let _ = body; match status { #(#readings,)* _ => None })
}

fn variant(model: &RestVariant<'_>) -> TokenStream {
    let variant = &model.variant;
    let doc = doc::outer(&doc::sentence(
        &model.response.description,
        &format!("Status {}.", model.response.status),
        &model.response.source,
    ));
    match &model.body {
        Some(body) => {
            let body = super::body_type(model.response, body);
            quote!(#doc #variant(#body))
        }
        None => quote!(#doc #variant),
    }
}

fn status(model: &RestVariant<'_>) -> TokenStream {
    let (variant, status) = (&model.variant, proc_macro2::Literal::u16_unsuffixed(model.response.status));
    match model.body {
        Some(_) => quote!(Self::#variant(body) => Ok((#status, rt::reexport::serde_json::to_value(body).ok()))),
        None => quote!(Self::#variant => Ok((#status, None))),
    }
}

fn reading(model: &RestVariant<'_>) -> TokenStream {
    let (variant, status) = (&model.variant, proc_macro2::Literal::u16_unsuffixed(model.response.status));
    match model.body {
        Some(_) => quote!(#status => rt::reexport::serde_json::from_slice(body).ok().map(Self::#variant)),
        None => quote!(#status => Some(Self::#variant)),
    }
}
