//! `src/list.rs`: the envelopes of lists.

use proc_macro2::TokenStream;
use quote::quote;

use super::{imports, structs};
use crate::{
    Options, doc,
    model::{Crate, ListModel},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.lists.is_empty() {
        return;
    }
    let (doc, imports) = (doc::inner("The envelopes of lists."), imports());
    output.items("src/list.rs", quote!(#doc #imports));
    for list in &model.lists {
        output.items("src/list.rs", envelope(list));
    }
}

fn rename(ident: &proc_macro2::Ident, wire: &str) -> Option<TokenStream> {
    (ident != wire).then(|| quote!(#[serde(rename = #wire)]))
}

fn envelope(list: &ListModel<'_>) -> TokenStream {
    let (ident, rows) = (&list.ident, &list.rows);
    let rename_rows = rename(rows, list.rows_wire);
    let (mut types, mut member, mut passed) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    if let Some((wire, metadata, structure)) = &list.metadata {
        list.inner.iter().for_each(|inner| types.extend(structs::definition(inner)));
        types.extend(structs::definition(structure));
        let rename = wire.map_or_else(|| Some(quote!(#[serde(flatten)])), |wire| rename(metadata, wire));
        let ty = &structure.ident;
        member = quote!(#[doc = " What comes with the rows."] #rename pub #metadata: #ty,);
        passed = quote!(#metadata: self.#metadata,);
    }
    quote! {
        #types
        /// Rows, and what comes with them.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct #ident<R> {
            #member
            /// The rows.
            #rename_rows
            pub #rows: Vec<R>,
        }
        impl<R> #ident<R> {
            /// The same list with only the named members of each row; `None` for all of them.
            pub fn select<'a>(self, names: Option<&'a [&'static str]>) -> #ident<rt::filter::Selected<'a, R>> {
                let #rows = self.#rows.into_iter().map(|row| rt::filter::Selected::new(row, names)).collect();
                #ident { #passed #rows }
            }
        }
    }
}
