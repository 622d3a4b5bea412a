//! `src/columns/<list>.rs`: the columns of a list.

use doctract_spec::ir::Type;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{
    imports,
    operators::{DATE_TIME, KINDS, is_date_time},
};
use crate::{
    Options, doc,
    model::{ColumnModel, Crate, MethodModel, Ty},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    let doc = doc::inner("The columns of lists, which filters, sort orders and selections name.");
    for method in &model.methods {
        let Some(columns) = &method.columns else { continue };
        let module = &columns.module;
        if output.is_new("src/columns/mod.rs") {
            output.items("src/columns/mod.rs", doc.clone());
        }
        // They are used like members: `contacts::last_name`.
        output.items("src/columns/mod.rs", quote!(#[allow(non_upper_case_globals)] pub mod #module;));
        output.items(&format!("src/columns/{module}.rs"), items(model, method, &columns.columns));
    }
}

fn items(model: &Crate<'_>, method: &MethodModel<'_>, columns: &[ColumnModel<'_>]) -> TokenStream {
    let about = format!("The columns of `{}`.", doc::code(&method.method.name));
    let (file_doc, enum_doc, imports) = (doc::inner(&about), doc::outer(&about), imports());
    let variants = columns.iter().map(|column| {
        let (variant, doc) = (&column.variant, format!(" `{}`.", doc::code(&column.param.name)));
        quote!(#[doc = #doc] #variant)
    });
    let rows = columns.iter().map(|column| row(model, column));
    let constants = columns.iter().map(constant);
    quote! {
        #file_doc
        #imports
        #enum_doc
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Column { #(#variants),* }
        impl rt::Column for Column {
            type Operator = crate::Operator;
            const ALL: &'static [(Self, rt::ColumnInfo)] = &[#(#rows),*];
            fn index(self) -> usize { self as usize }
        }
        #(#constants)*
    }
}

/// The type as the documents have it; an enum without values is a string.
fn column_type(column: &ColumnModel<'_>) -> Type {
    match (&column.ty, column.param.schema.kind) {
        (Ty::Enum(_), _) => Type::Enum,
        (_, Type::Enum) => Type::String,
        (_, kind) => kind,
    }
}

fn row(model: &Crate<'_>, column: &ColumnModel<'_>) -> TokenStream {
    let (variant, name) = (&column.variant, &column.param.name);
    let kind = match (&column.ty, column_type(column)) {
        (Ty::Enum(ident), _) => {
            let values = enum_values(model, ident);
            quote!(Enum(&[#(#values),*]))
        }
        (_, Type::String) if is_date_time(column.param.schema.format.as_deref()) => quote!(DateTime),
        (_, kind) => {
            let kind = format_ident!("{kind:?}");
            quote!(#kind)
        }
    };
    let filterable = (column.param.filterable == Some(true)).then(|| quote!(.filterable()));
    let sortable = (column.param.sortable == Some(true)).then(|| quote!(.sortable()));
    quote!((Self::#variant, rt::ColumnInfo::new(#name, rt::ColumnType::#kind) #filterable #sortable))
}

fn enum_values<'a>(model: &'a Crate<'_>, ident: &Ident) -> Vec<&'a str> {
    let known = model.enums.iter().find(|known| known.ident == *ident);
    known.into_iter().flat_map(|known| &known.variants).map(|variant| variant.wire.as_str()).collect()
}

/// The name of the type of a column.
pub(super) fn kind(column: &ColumnModel<'_>) -> &'static str {
    let kind = column_type(column);
    if kind == Type::String && is_date_time(column.param.schema.format.as_deref()) {
        return DATE_TIME;
    }
    KINDS.iter().find(|(_, types)| types.contains(&kind)).map_or("AnyColumn", |(name, _)| name)
}

fn constant(column: &ColumnModel<'_>) -> TokenStream {
    let (ty, constant, variant) = (format_ident!("{}", kind(column)), &column.constant, &column.variant);
    let (filter, sort) = (column.param.filterable == Some(true), column.param.sortable == Some(true));
    let doc = doc::outer(&doc::sentence(
        &column.param.description,
        &format!("`{}`.", doc::code(&column.param.name)),
        &column.param.source,
    ));
    quote!(#doc pub const #constant: crate::#ty<Column, #filter, #sort> = crate::#ty(Column::#variant);)
}
