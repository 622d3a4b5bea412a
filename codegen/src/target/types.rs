//! `src/types.rs`: the objects and enums that methods share.

use proc_macro2::TokenStream;
use quote::quote;

use super::{imports, structs};
use crate::{
    Options, doc,
    model::{Crate, EnumModel},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.structs.is_empty() && model.enums.is_empty() {
        return;
    }
    let doc = doc::inner("The objects and enums that methods share.");
    let imports = imports();
    output.items("src/types.rs", quote!(#doc #imports));
    for enumeration in &model.enums {
        output.table("src/types.rs", words(enumeration));
    }
    for structure in &model.structs {
        structs::write(structure, "src/types.rs", output);
    }
}

fn words(model: &EnumModel<'_>) -> TokenStream {
    let ident = &model.ident;
    let about = format!("The values of `{}` (`{}`).", doc::code(model.name), doc::code(&doc::place(model.source)));
    let doc = doc::outer(&about);
    let rows = model.variants.iter().map(|variant| {
        let (variant, wire) = (&variant.ident, &variant.wire);
        quote!(#variant = #wire)
    });
    quote!(rt::words! { #doc #ident { #(#rows,)* } })
}
