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
    output.items("src/errors/mod.rs", doc::inner("The documented errors. Methods that have the same share one enum."));
    for set in &model.errors {
        let module = name::snake(&set.ident.to_string(), "errors");
        let path = format!("src/errors/{module}.rs");
        let (file_doc, imports) = (doc::inner(&about(set)), imports());
        output.items(&path, quote!(#file_doc #imports));
        output.table(&path, table(set));
        let module = name::ident(&module);
        output.table("src/errors/mod.rs", quote!(mod #module; pub use #module::*;));
    }
}

fn about(set: &ErrorSet<'_>) -> String {
    let names: Vec<_> = set.methods.iter().map(|name| format!("`{}`", doc::code(name))).collect();
    format!("The documented errors of {}.", names.join(", "))
}

fn table(set: &ErrorSet<'_>) -> TokenStream {
    let (ident, doc) = (&set.ident, doc::outer(&about(set)));
    let rows = set.variants.iter().map(row);
    quote!(rt::errors! { #doc #ident { #(#rows)* } })
}

fn row(model: &ErrorVariant<'_>) -> TokenStream {
    let (variant, constructor, message) = (&model.variant, &model.constructor, &model.error.message);
    let words = if model.error.when.is_empty() { message } else { &model.error.when };
    let doc = doc::outer(&doc::sentence(words, "A documented error.", &model.error.source));
    let (mnemonic, code) = (option(model.error.mnemonic.as_ref()), option(model.error.code.map(super::integer)));
    let at = model.about_parameter.then(|| quote!(at));
    quote!(#doc #variant = #constructor(#at), #mnemonic, #code, #message;)
}
