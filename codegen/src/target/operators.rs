//! `src/operators.rs`: the operators of the filter language, and the columns that they apply to.

use std::collections::BTreeSet;

use doctract_spec::ir::Type;
use proc_macro2::TokenStream;
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
    format == Some("date-time")
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
    output.items("src/operators.rs", quote!(#doc #imports #operators #(#columns)*));
}

/// The kinds of columns that the lists have.
fn used(model: &Crate<'_>) -> impl Iterator<Item = &'static (&'static str, &'static [Type])> {
    let columns = model.methods.iter().filter_map(|method| method.columns.as_ref()).flat_map(|list| &list.columns);
    let used: BTreeSet<&str> = columns.map(super::columns::kind).collect();
    KINDS.iter().filter(move |(name, _)| used.contains(name))
}

fn operator_enum(operators: &[OperatorModel<'_>]) -> TokenStream {
    let variants = operators.iter().map(|model| {
        let variant = &model.variant;
        let words = format!(
            "`{}`. {}",
            doc::code(&model.operator.operator),
            doc::sentence(&model.operator.description, "An operator", &model.operator.source)
        );
        let doc = doc::outer(&words);
        quote!(#doc #variant)
    });
    let rows = operators.iter().map(|model| {
        let (variant, name) = (&model.variant, &model.operator.operator);
        let mut types: Vec<Type> = model.operator.types.iter().copied().filter(|kind| *kind != Type::Any).collect();
        types.sort_unstable();
        types.dedup();
        let dates = (applies_to_dates(model) && !types.contains(&Type::String)).then(|| quote!(| rt::ColumnType::DateTime));
        let kinds = types.iter().map(|kind| match kind {
            Type::String => quote!(rt::ColumnType::String | rt::ColumnType::DateTime),
            Type::Enum => quote!(rt::ColumnType::Enum(_)),
            kind => {
                let kind = format_ident!("{kind:?}");
                quote!(rt::ColumnType::#kind)
            }
        });
        quote!((Self::#variant, rt::filter::OperatorInfo { name: #name, applies: |kind| matches!(kind, rt::ColumnType::Any #dates #(| #kinds)*) }))
    });
    let index = if operators.is_empty() { quote!(match self {}) } else { quote!(self as usize) };
    quote! {
        /// The operators of filters.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Operator { #(#variants),* }
        impl rt::Operator for Operator {
            const ALL: &'static [(Self, rt::filter::OperatorInfo)] = &[#(#rows),*];
            fn index(self) -> usize { #index }
        }
    }
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
    let methods = applying.map(|model| {
        let (method, empty) = (operator_method(model, name), empty_method(model));
        quote!(#method #empty)
    });
    let doc =
        " A column of the kind that its name says; `FILTER` and `SORT` tell what the documents allow to do with it.";
    quote! {
        #[doc = #doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct #ident<C, const FILTER: bool, const SORT: bool>(pub(crate) C);
        impl<C: rt::Column<Operator = Operator>, const SORT: bool> #ident<C, true, SORT> { #(#methods)* }
        impl<C: rt::Column, const FILTER: bool> #ident<C, FILTER, true> {
            /// Upwards by this column.
            pub fn asc(self) -> rt::Sort<C> { rt::Sort { column: self.0, order: rt::Order::Asc } }
            /// Downwards by this column.
            pub fn desc(self) -> rt::Sort<C> { rt::Sort { column: self.0, order: rt::Order::Desc } }
        }
        impl<C: rt::Column, const FILTER: bool, const SORT: bool> #ident<C, FILTER, SORT> {
            /// The column itself.
            pub fn column(self) -> C { self.0 }
        }
    }
}

/// The comparison with nothing, where an operator is one of those that allow it.
fn empty_method(model: &OperatorModel<'_>) -> TokenStream {
    let (method, words) = match model.operator.operator.as_str() {
        "=" => ("is_empty", " Nothing is stored there: `= null`."),
        "!=" => ("is_not_empty", " Something is stored there: `!= null`."),
        _ => return TokenStream::new(),
    };
    let (method, variant) = (format_ident!("{method}"), &model.variant);
    quote! {
        #[doc = #words]
        pub fn #method(self) -> rt::Filter<C> {
            rt::Filter::leaf(self.0, Operator::#variant, rt::reexport::serde_json::Value::Null)
        }
    }
}

fn operator_method(model: &OperatorModel<'_>, kind: &str) -> TokenStream {
    let (variant, method) = (&model.variant, &model.method);
    let doc = format!(" `{}`.", doc::code(&model.operator.operator));
    let single = match kind {
        "TextColumn" | DATE_TIME | "EnumColumn" | "ListColumn" | "ObjectColumn" => quote!(impl Into<String>),
        "NumberColumn" => quote!(impl Into<rt::Number>),
        "BooleanColumn" => quote!(bool),
        _ => quote!(impl Into<rt::reexport::serde_json::Value>),
    };
    let list = model.operator.operator == "in";
    let (ty, value) = match (list, kind) {
        (true, "BooleanColumn") => {
            (quote!(impl IntoIterator<Item = bool>), quote!(value.into_iter().collect::<Vec<_>>()))
        }
        (true, _) => {
            (quote!(impl IntoIterator<Item = #single>), quote!(value.into_iter().map(Into::into).collect::<Vec<_>>()))
        }
        (false, "BooleanColumn") => (single, quote!(value)),
        (false, _) => (single, quote!(value.into())),
    };
    let value = match (kind, list) {
        ("TextColumn" | DATE_TIME | "EnumColumn" | "ListColumn" | "ObjectColumn", true) => {
            quote!({ let value: Vec<String> = #value; value })
        }
        ("TextColumn" | DATE_TIME | "EnumColumn" | "ListColumn" | "ObjectColumn", false) => {
            quote!({ let value: String = #value; value })
        }
        ("NumberColumn", true) => quote!({ let value: Vec<rt::Number> = #value; value }),
        ("NumberColumn", false) => quote!({ let value: rt::Number = #value; value }),
        _ => value,
    };
    quote! {
        #[doc = #doc]
        pub fn #method(self, value: #ty) -> rt::Filter<C> { rt::Filter::leaf(self.0, Operator::#variant, #value) }
    }
}
