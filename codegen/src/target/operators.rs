//! `src/operators.rs`: the operators of the filter language, and the columns that they apply to.

use std::collections::BTreeSet;

use doctract_spec::ir::{Format, Type};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::imports;
use crate::{
    Options, doc,
    model::{Crate, OperatorModel},
    output::Output,
};

/// The kind of columns that hold strings of a format with an order of its own.
pub(super) const DATE_TIME: &str = "DateTimeColumn";

/// Whether a string of the format `date-time` (RFC 3339 or the documents' own).
pub(super) fn is_date_time(format: Option<&str>) -> bool {
    format.and_then(Format::named) == Some(Format::DateTime)
}

/// The kinds of columns: the name of the type, what a single value of it is, and as which types the documents know it.
pub(super) const KINDS: &[(&str, &[Type])] = &[
    ("TextColumn", &[Type::String]),
    (DATE_TIME, &[]),
    ("NumberColumn", &[Type::Integer, Type::Number]),
    ("BooleanColumn", &[Type::Boolean]),
    ("EnumColumn", &[Type::Enum]),
    ("ListColumn", &[Type::Array]),
    ("ObjectColumn", &[Type::Object]),
    ("AnyColumn", &[Type::Any]),
];

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.methods.iter().all(|method| method.columns.is_none()) {
        return;
    }
    let (doc, imports) =
        (doc::inner("The operators of filters, and the kinds of columns with those that apply to them."), imports());
    let (operators, columns) =
        (operator_enum(&model.operators), used(model).map(|(name, types)| column(name, types, &model.operators)));
    output.items("src/operators.rs", quote!(#doc #imports));
    output.table("src/operators.rs", operators);
    columns.for_each(|kind| output.table("src/operators.rs", kind));
}

/// The kinds of columns that the lists have.
fn used(model: &Crate<'_>) -> impl Iterator<Item = &'static (&'static str, &'static [Type])> {
    let columns = model.methods.iter().filter_map(|method| method.columns.as_ref()).flat_map(|list| &list.columns);
    let used: BTreeSet<&str> = columns.map(super::columns::kind).collect();
    KINDS.iter().filter(move |(name, _)| used.contains(name))
}

fn operator_enum(operators: &[OperatorModel<'_>]) -> TokenStream {
    let rows = operators.iter().map(|model| {
        let (variant, word) = (&model.variant, &model.operator.operator);
        let words = doc::sentence(&model.operator.description, "An operator", &model.operator.source);
        let doc = doc::outer(&format!("`{}`. {words}", doc::code(word)));
        let kinds = applying_to(model).into_iter().map(|kind| format_ident!("{kind}"));
        quote!(#doc #variant = #word, [#(#kinds)*];)
    });
    quote!(rt::operators! { #[doc = " The operators of filters."] Operator { #(#rows)* } })
}

/// The types of columns that an operator applies to, by their names in the runtime, besides those of any type.
fn applying_to(model: &OperatorModel<'_>) -> BTreeSet<String> {
    let documented = model.operator.types.iter().filter(|kind| **kind != Type::Any).map(|kind| format!("{kind:?}"));
    documented.chain(applies_to_dates(model).then(|| "DateTime".to_owned())).collect()
}

/// Whether an operator applies to dates: by itself, or because it applies to all strings.
fn applies_to_dates(model: &OperatorModel<'_>) -> bool {
    model.operator.types.contains(&Type::String)
        || model.operator.formats.iter().any(|format| is_date_time(Some(format)))
}

/// A kind of columns, with a method for each operator that applies to it.
fn column(name: &str, types: &[Type], operators: &[OperatorModel<'_>]) -> TokenStream {
    let ident = format_ident!("{name}");
    let any = types.contains(&Type::Any);
    let applying = operators.iter().filter(|model| {
        any || model.operator.types.iter().any(|kind| types.contains(kind))
            || (name == DATE_TIME && applies_to_dates(model))
    });
    let applying: Vec<_> = applying.collect();
    let rows = |models: Vec<&&OperatorModel<'_>>| {
        let rows: Vec<_> = models.iter().map(|model| row(&model.method, &model.variant)).collect();
        rows
    };
    let (lists, single): (Vec<_>, Vec<_>) = applying.iter().partition(|model| model.operator.operator == "in");
    let (single, lists) = (section("one", &rows(single)), section("list", &rows(lists)));
    let empty: Vec<_> = applying.iter().filter_map(|model| empty_row(model)).collect();
    let (empty, (value, owned)) = (section("empty", &empty), compared_with(name));
    quote!(rt::column_kind! { #ident(#value => #owned): Operator { #single #lists #empty } })
}

fn section(name: &str, rows: &[TokenStream]) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    (!rows.is_empty()).then(|| quote!(#name { #(#rows)* }))
}

fn row(method: &Ident, variant: &Ident) -> TokenStream {
    quote!(#method: #variant;)
}

/// The comparison with nothing, where an operator is one of those that allow it.
fn empty_row(model: &OperatorModel<'_>) -> Option<TokenStream> {
    let method = match model.operator.operator.as_str() {
        "=" => "is_empty",
        "!=" => "is_not_empty",
        _ => return None,
    };
    Some(row(&format_ident!("{method}"), &model.variant))
}

/// What the columns of a kind are compared with: the type of an argument, and the type that it becomes.
fn compared_with(kind: &str) -> (TokenStream, TokenStream) {
    match kind {
        "TextColumn" | DATE_TIME | "EnumColumn" | "ListColumn" | "ObjectColumn" => {
            (quote!(impl Into<String>), quote!(String))
        }
        "NumberColumn" => (quote!(impl Into<rt::Number>), quote!(rt::Number)),
        "BooleanColumn" => (quote!(bool), quote!(bool)),
        _ => {
            let value = quote!(rt::reexport::serde_json::Value);
            (quote!(impl Into<#value>), value)
        }
    }
}
