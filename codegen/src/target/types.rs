//! `src/types.rs`: the objects and enums that methods share.

use proc_macro2::TokenStream;
use quote::quote;

use super::{imports, structs, validate};
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
    let imports = (!model.structs.is_empty()).then(imports);
    output.items("src/types.rs", quote!(#doc #imports));
    for enumeration in &model.enums {
        output.items("src/types.rs", enum_items(enumeration));
    }
    for structure in &model.structs {
        output.items("src/types.rs", structs::structure(structure));
        output.items("src/types.rs", validate::function(structure));
    }
}

fn enum_items(model: &EnumModel<'_>) -> TokenStream {
    let ident = &model.ident;
    let doc =
        doc::outer(&format!("The values of `{}` (`{}`).", doc::code(model.name), doc::code(&doc::place(model.source))));
    let variants = model.variants.iter().enumerate().map(|(index, variant)| {
        let (name, wire, doc) = (&variant.ident, &variant.wire, format!(" `{}`.", doc::code(&variant.wire)));
        let rename = (name != wire).then(|| quote!(#[serde(rename = #wire)]));
        let default = (index == 0).then(|| quote!(#[default]));
        quote!(#[doc = #doc] #rename #default #name)
    });
    let arms = model.variants.iter().map(|variant| {
        let (name, wire) = (&variant.ident, &variant.wire);
        quote!(Self::#name => #wire)
    });
    quote! {
        #doc
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum #ident { #(#variants),* }
        impl #ident {
            /// The value on the wire.
            pub fn as_str(self) -> &'static str {
                match self { #(#arms),* }
            }
        }
        impl From<#ident> for String {
            fn from(value: #ident) -> Self { value.as_str().into() }
        }
    }
}
