//! `src/lib.rs` and the module lists.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{Options, doc, model::Crate, output::Output};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    let about = format!(
        "The API `{}`, as its documents have it.\n\nIts types are here; the features `server` and `client` add what their names say.",
        doc::code(&model.api.name)
    );
    let doc = doc::inner(&about);
    let optional = |present: bool, tokens: TokenStream| if present { tokens } else { TokenStream::new() };
    let types = optional(
        !model.structs.is_empty() || !model.enums.is_empty(),
        quote!(
            mod types;
            pub use types::*;
        ),
    );
    let errors = optional(
        !model.errors.is_empty() || !model.rest_errors.is_empty(),
        quote!(
            mod errors;
            pub use errors::*;
        ),
    );
    let lists = optional(
        !model.lists.is_empty(),
        quote!(
            mod list;
            pub use list::*;
        ),
    );
    let columns: Vec<_> =
        model.methods.iter().filter_map(|method| method.columns.as_ref()).map(|columns| &columns.module).collect();
    let columns = optional(
        !columns.is_empty(),
        quote! {
            pub mod columns;
            mod operators;
            pub use columns::{#(#columns),*};
            pub use operators::*;
        },
    );
    output.items(
        "src/lib.rs",
        quote! {
            #doc
            #![deny(warnings, missing_docs)]
            #![forbid(unsafe_code)]
            /// What this code stands on: the types that a caller or an implementer meets.
            pub use doctract_runtime as runtime;
            #columns #errors #lists
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
