//! `src/lib.rs` and the module lists.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{Options, doc, model::Crate, output::Output};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    let about = format!(
        "The API `{}`, as its documents have it.\n\nIts types are here; the features `server` and `client` add what their names say.",
        doc::code(&model.api.name)
    );
    let (doc, lists) = (doc::inner(&about), lists(model));
    let types = module(
        !model.structs.is_empty() || !model.enums.is_empty(),
        quote!(
            mod types;
            pub use types::*;
        ),
    );
    output.items(
        "src/lib.rs",
        quote! {
            #doc
            #![deny(warnings, missing_docs)]
            #![forbid(unsafe_code)]
            /// What this code stands on: the types that a caller or an implementer meets.
            pub use doctract_runtime as runtime;
            #lists
            mod methods;
            pub use methods::*;
            mod spec;
            pub use spec::SPEC;
            #types
            #[cfg(feature = "server")]
            pub mod server;
            #[cfg(feature = "client")]
            pub mod client;
            #[cfg(feature = "client")]
            pub use client::{Client, Error, Rows};
        },
    );
    let modules: Vec<_> = model.methods.iter().map(|method| &method.function).collect();
    let doc = doc::inner("The methods: their parameters, results and rules.");
    output.items("src/methods/mod.rs", quote!(#doc #(mod #modules;)* #(pub use #modules::*;)*));
}

/// A module that only some APIs have.
fn module(present: bool, tokens: TokenStream) -> TokenStream {
    if present { tokens } else { TokenStream::new() }
}

/// The modules of columns, errors and lists, where the API has them.
fn lists(model: &Crate<'_>) -> TokenStream {
    let columns: Vec<_> = model.methods.iter().filter_map(|method| Some(&method.columns.as_ref()?.module)).collect();
    let columns = module(
        !columns.is_empty(),
        quote! {
            pub mod columns;
            mod operators;
            pub use columns::{#(#columns),*};
            pub use operators::*;
        },
    );
    let has_errors = !model.errors.is_empty() || !model.rest_errors.is_empty();
    let errors = module(
        has_errors,
        quote!(
            mod errors;
            pub use errors::*;
        ),
    );
    let lists = module(
        !model.lists.is_empty(),
        quote!(
            mod list;
            pub use list::*;
        ),
    );
    quote!(#columns #errors #lists)
}
