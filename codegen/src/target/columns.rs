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
    model::{ColumnModel, Crate, MethodModel, Output as Result_, Ty},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    const MODULES: &str = "src/columns/mod.rs";
    for method in &model.methods {
        let (Some(columns), Result_::List(_, rows)) = (&method.columns, &method.output) else { continue };
        let module = &columns.module;
        if output.is_new(MODULES) {
            output.items(MODULES, doc::inner("The columns of lists, which filters, sort orders and selections name."));
        }
        output.table(MODULES, quote!(pub mod #module;));
        let (path, about) = (format!("src/columns/{module}.rs"), about(method));
        let (doc, imports) = (doc::inner(&about), imports());
        output.items(&path, quote!(#doc #imports));
        output.table(&path, table(model, &about, &rows.ident, &columns.columns));
    }
}

fn about(method: &MethodModel<'_>) -> String {
    format!("The columns of `{}`.", doc::code(&method.method.name))
}

fn table(model: &Crate<'_>, about: &str, row: &Ident, columns: &[ColumnModel<'_>]) -> TokenStream {
    let doc = doc::outer(about);
    let rows = columns.iter().map(|column| constant(model, column));
    quote!(rt::columns! { #doc Column(crate::#row, crate::Operator) { #(#rows)* } })
}

/// The type as the documents have it; an enum without values is a string.
fn column_type(column: &ColumnModel<'_>) -> Type {
    match (&column.ty, column.param.schema.kind) {
        (Ty::Enum(_), _) => Type::Enum,
        (_, Type::Enum) => Type::String,
        (_, kind) => kind,
    }
}

/// The type of a column in the runtime.
fn column_kind(model: &Crate<'_>, column: &ColumnModel<'_>) -> TokenStream {
    match (&column.ty, column_type(column)) {
        (Ty::Enum(ident), _) => {
            let values = model.words(ident);
            quote!(rt::ColumnType::Enum(&[#(#values),*]))
        }
        (_, Type::String) if is_date_time(column.param.schema.format.as_deref()) => quote!(rt::ColumnType::DateTime),
        (_, kind) => {
            let kind = format_ident!("{kind:?}");
            quote!(rt::ColumnType::#kind)
        }
    }
}

/// The name of the type of a column.
pub(super) fn kind(column: &ColumnModel<'_>) -> &'static str {
    let kind = column_type(column);
    if kind == Type::String && is_date_time(column.param.schema.format.as_deref()) {
        return DATE_TIME;
    }
    KINDS.iter().find(|(_, types)| types.contains(&kind)).map_or("AnyColumn", |(name, _)| name)
}

fn constant(model: &Crate<'_>, column: &ColumnModel<'_>) -> TokenStream {
    let (name, wire) = (format_ident!("{}", kind(column)), &column.param.name);
    let (constant, variant, kind) = (&column.constant, &column.variant, column_kind(model, column));
    let (filter, sort) = (column.param.filterable == Some(true), column.param.sortable == Some(true));
    let on_request = (column.param.by_default == Some(false)).then(|| quote!(, on_request));
    quote!(#constant: #variant = #wire, #kind, crate::#name<Column, #filter, #sort> #on_request;)
}
