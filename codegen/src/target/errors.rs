//! `src/errors/<set>.rs`: the documented errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::{imports, option};
use crate::{
    Options, doc,
    model::{Crate, ErrorSet, ErrorVariant},
    name,
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.errors.is_empty() {
        return;
    }
    let doc = doc::inner("The documented errors. Methods that have the same share one enum.");
    output.items("src/errors/mod.rs", doc);
    for set in &model.errors {
        let module = name::snake(&set.ident.to_string(), "errors");
        output.items(&format!("src/errors/{module}.rs"), items(set));
        let module = name::ident(&module);
        output.items("src/errors/mod.rs", quote!(mod #module; pub use #module::*;));
    }
}

fn items(set: &ErrorSet<'_>) -> TokenStream {
    let names: Vec<_> = set.methods.iter().map(|name| format!("`{}`", doc::code(name))).collect();
    let about = format!("The documented errors of {}.", names.join(", "));
    let (file_doc, enum_doc, imports) = (doc::inner(&about), doc::outer(&about), imports());
    let ident = &set.ident;
    let variants = set.variants.iter().map(variant);
    let constructors = set.variants.iter().map(constructor);
    let implementation = implementation(set);
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
            #(#constructors)*
            /// The method is documented, and this server does not have it yet.
            pub fn not_implemented() -> Self { Self::Undocumented(rt::Undocumented::not_implemented()) }
        }
        #implementation
    }
}

fn variant(model: &ErrorVariant<'_>) -> TokenStream {
    let variant = &model.variant;
    let words = if model.error.when.is_empty() { &model.error.message } else { &model.error.when };
    let doc = doc::outer(&doc::sentence(words, "A documented error.", &model.error.source));
    quote!(#doc #variant(rt::Detail))
}

fn constructor(model: &ErrorVariant<'_>) -> TokenStream {
    let (variant, constructor) = (&model.variant, &model.constructor);
    let word =
        model.error.mnemonic.clone().or_else(|| model.error.code.map(|code| code.to_string())).unwrap_or_default();
    let word = doc::code(&word);
    if model.about_parameter {
        let doc = format!(" `{word}`, about a parameter and its value.");
        quote! {
            #[doc = #doc]
            pub fn #constructor(field: impl Into<String>, value: impl serde::Serialize) -> Self {
                Self::#variant(rt::Detail::new(field, value))
            }
        }
    } else {
        let doc = format!(" `{word}`.");
        quote!(#[doc = #doc] pub fn #constructor() -> Self { Self::#variant(rt::Detail::default()) })
    }
}

fn implementation(set: &ErrorSet<'_>) -> TokenStream {
    let ident = &set.ident;
    let rows = set.variants.iter().map(|model| {
        let (variant, message) = (&model.variant, &model.error.message);
        let spec = match (&model.error.mnemonic, model.error.code) {
            (Some(mnemonic), Some(code)) => quote!(rt::ErrorSpec::rpc(#mnemonic, #code, #message)),
            (mnemonic, code) => {
                let (mnemonic, code) = (option(mnemonic.as_ref()), option(code));
                quote!(rt::ErrorSpec { mnemonic: #mnemonic, code: #code, status: None, message: #message })
            }
        };
        quote!((#spec, Self::#variant))
    });
    let arms = set.variants.iter().enumerate().map(|(index, model)| {
        let (variant, index) = (&model.variant, proc_macro2::Literal::usize_unsuffixed(index));
        quote!(Self::#variant(detail) => Ok((#index, detail)))
    });
    quote! {
        impl rt::ApiError for #ident {
            const VARIANTS: &'static [rt::Documented<Self>] = &[#(#rows),*];
            fn parts(&self) -> Result<(usize, &rt::Detail), &rt::Undocumented> {
                match self {
                    #(#arms,)*
                    Self::Undocumented(error) => Err(error),
                }
            }
            fn undocumented(error: rt::Undocumented) -> Self { Self::Undocumented(error) }
        }
        impl std::fmt::Display for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { rt::ApiError::describe(self, f) }
        }
        impl std::error::Error for #ident {}
    }
}
