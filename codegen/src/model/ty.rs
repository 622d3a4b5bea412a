//! Rust types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type of a value.
#[derive(Clone, Debug)]
pub(crate) enum Ty {
    Integer,
    Number,
    String,
    Boolean,
    NumberOrString,
    /// Anything.
    Value,
    /// An object of which no member is documented.
    Map,
    /// A generated enum.
    Enum(Ident),
    /// A generated struct; whether it has rules of its own.
    Struct(Ident, bool),
    /// A struct behind a pointer, because it holds itself.
    Boxed(Ident, bool),
    List(Box<Ty>),
    /// A filter over a list's columns, which are in that module.
    Filter(Ident),
    /// An order of a list's columns.
    Sort(Ident),
    /// Names of a list's columns.
    Columns(Ident),
}

impl Ty {
    /// The type as it stands in code.
    pub(crate) fn tokens(&self) -> TokenStream {
        match self {
            Self::Integer => quote!(i64),
            Self::Number => quote!(rt::Number),
            Self::String => quote!(String),
            Self::Boolean => quote!(bool),
            Self::NumberOrString => quote!(rt::NumberOrString),
            Self::Value => quote!(rt::reexport::serde_json::Value),
            Self::Map => quote!(rt::reexport::serde_json::Map<String, rt::reexport::serde_json::Value>),
            Self::Enum(name) | Self::Struct(name, _) => quote!(crate::#name),
            Self::Boxed(name, _) => quote!(Box<crate::#name>),
            Self::List(item) => {
                let item = item.tokens();
                quote!(Vec<#item>)
            }
            Self::Filter(module) => quote!(rt::Filter<crate::columns::#module::Column>),
            Self::Sort(module) => quote!(Vec<rt::Sort<crate::columns::#module::Column>>),
            Self::Columns(module) => quote!(Vec<crate::columns::#module::Column>),
        }
    }

    /// Whether it is a list of values.
    pub(crate) fn is_list(&self) -> bool {
        matches!(self, Self::List(_) | Self::Sort(_) | Self::Columns(_))
    }

    /// What a setter takes, and the expression that makes the member's type of the argument, which is named like the member.
    pub(crate) fn setter(&self, name: &Ident) -> (TokenStream, TokenStream) {
        match self {
            Self::List(item) => match &**item {
                Self::Integer | Self::Boolean | Self::Enum(_) | Self::Struct(..) | Self::Map | Self::List(_) => {
                    let item = item.tokens();
                    (quote!(impl IntoIterator<Item = #item>), quote!(#name.into_iter().collect()))
                }
                item => {
                    let item = item.tokens();
                    (
                        quote!(impl IntoIterator<Item = impl Into<#item>>),
                        quote!(#name.into_iter().map(Into::into).collect()),
                    )
                }
            },
            Self::String | Self::Number | Self::NumberOrString | Self::Value => {
                let ty = self.tokens();
                (quote!(impl Into<#ty>), quote!(#name.into()))
            }
            Self::Boxed(ident, _) => (quote!(crate::#ident), quote!(Box::new(#name))),
            Self::Columns(module) => (
                quote!(impl IntoIterator<Item = impl Into<crate::columns::#module::Column>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            ),
            _ => (self.tokens(), quote!(#name)),
        }
    }
}
