//! `src/methods/<method>.rs`: the parameters, the result and the rules of a method.

use proc_macro2::TokenStream;
use quote::quote;

use super::{imports, structs, successes};
use crate::{
    Options, doc,
    model::{Crate, MethodModel, Output as Result_, Presence},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    for method in &model.methods {
        let path = format!("src/methods/{}.rs", method.function);
        let (doc, imports) = (doc::inner(&doc::heading(method.method)), imports());
        output.items(&path, quote!(#doc #imports));
        structs::write(&method.params, &path, output);
        output.table(&path, implementation(method));
        result(method, &path, output);
        output.table(&path, errors(method));
        for inner in &method.inner {
            structs::write(inner, &path, output);
        }
    }
}

fn result(model: &MethodModel<'_>, path: &str, output: &mut Output) {
    let result = &model.result;
    match &model.output {
        Result_::Object(structure) => structs::write(structure, path, output),
        Result_::OneOf(successes) => successes::write(model, successes, path, output),
        Result_::Array(rows) => {
            let row = &rows.ident;
            let doc = format!(" What comes back from `{}`.", doc::code(&model.method.name));
            output.table(path, quote!(#[doc = #doc] pub type #result = Vec<crate::#row>;));
            structs::write(rows, path, output);
        }
        Result_::List(envelope, rows) => {
            let row = &rows.ident;
            let doc = format!(" What comes back from `{}`.", doc::code(&model.method.name));
            output.table(path, quote!(#[doc = #doc] pub type #result = crate::#envelope<#row>;));
            structs::write(rows, path, output);
        }
    }
}

fn errors(model: &MethodModel<'_>) -> TokenStream {
    let (error, set) = (&model.error, &model.error_set);
    let doc = format!(" The documented errors of `{}`.", doc::code(&model.method.name));
    quote!(#[doc = #doc] pub type #error = crate::#set;)
}

fn implementation(model: &MethodModel<'_>) -> TokenStream {
    let (ident, result, error, name) = (&model.params.ident, &model.result, &model.error, &model.method.name);
    let credential = model.params.fields.iter().filter(|field| field.presence == Presence::Credential);
    let credential = credential.map(|field| &field.ident);
    quote!(rt::method!(#name: #ident => #result, #error #(, #credential)*);)
}
