//! `src/methods/<method>.rs`: the parameters, the result and the rules of a method.

use proc_macro2::TokenStream;
use quote::quote;

use super::{imports, structs, validate};
use crate::{
    Options, doc,
    model::{Crate, MethodModel, Output as Result_, Presence},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    for method in &model.methods {
        let path = format!("src/methods/{}.rs", method.function);
        output.items(&path, items(method));
    }
}

fn items(model: &MethodModel<'_>) -> TokenStream {
    let method = model.method;
    let (doc, imports) = (doc::inner(&doc::heading(method)), imports());
    let params = structs::structure(&model.params);
    let result = result(model);
    let inner = model.inner.iter().map(|inner| {
        let (structure, rules) = (structs::structure(inner), validate::function(inner));
        quote!(#structure #rules)
    });
    let implementation = implementation(model);
    let errors = errors(model);
    quote!(#doc #imports #params #implementation #result #errors #(#inner)*)
}

fn result(model: &MethodModel<'_>) -> TokenStream {
    let result = &model.result;
    match &model.output {
        Result_::Object(structure) => structs::structure(structure),
        Result_::List(envelope, rows) => {
            let (structure, row) = (structs::structure(rows), &rows.ident);
            let doc = format!(" What comes back from `{}`.", doc::code(&model.method.name));
            quote!(#[doc = #doc] pub type #result = crate::#envelope<#row>; #structure)
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
    let rules = validate::body(&model.params);
    let credential = model.params.fields.iter().find(|field| field.presence == Presence::Credential).map(|field| {
        let ident = &field.ident;
        quote! {
            fn credential(&mut self) -> Option<&mut Option<rt::Credential>> { Some(&mut self.#ident) }
        }
    });
    quote! {
        impl rt::Method for #ident {
            const NAME: &'static str = #name;
            type Output = #result;
            type Error = #error;
            fn validate(&self) -> Result<(), rt::Violation> { #rules }
            #credential
        }
    }
}
