//! The crate to be generated, with all names and types decided.
//!
//! It borrows from the IR what needs no decision (words, places, bounds) and adds what Rust needs: identifiers that are distinct,
//! types, and how each member may be absent.

mod build;
mod columns;
mod errors;
mod fingerprint;
mod list;
mod method;
mod operators;
mod rest;
mod structs;
mod ty;

use std::collections::BTreeMap;

use doctract_spec::ir;
use proc_macro2::Ident;

pub(crate) use build::build;
pub(crate) use columns::{ColumnModel, Columns};
pub(crate) use errors::{ErrorSet, ErrorVariant};
pub(crate) use list::ListModel;
pub(crate) use method::{MethodModel, Output, Success};
pub(crate) use operators::OperatorModel;
pub(crate) use rest::{RestErrors, RestVariant, has_body};
pub(crate) use structs::{EnumModel, Field, Presence, StructModel, Variant};
pub(crate) use ty::Ty;

/// The whole crate.
#[derive(Debug)]
pub(crate) struct Crate<'a> {
    pub(crate) api: &'a ir::Api,
    /// The name of the server trait.
    pub(crate) service: Ident,
    pub(crate) methods: Vec<MethodModel<'a>>,
    /// The types that methods share.
    pub(crate) structs: Vec<StructModel<'a>>,
    pub(crate) enums: Vec<EnumModel<'a>>,
    /// Where each enum stands among them.
    pub(crate) enum_index: BTreeMap<Ident, usize>,
    pub(crate) errors: Vec<ErrorSet<'a>>,
    pub(crate) rest_errors: Vec<RestErrors<'a>>,
    pub(crate) operators: Vec<OperatorModel<'a>>,
    pub(crate) lists: Vec<ListModel<'a>>,
    /// Facts that no code could be made of.
    pub(crate) skipped: Vec<String>,
}

impl Crate<'_> {
    /// The words of an enum.
    pub(crate) fn words(&self, ident: &Ident) -> impl Iterator<Item = &str> {
        let known = self.enum_index.get(ident).and_then(|index| self.enums.get(*index));
        known.into_iter().flat_map(|known| &known.variants).map(|variant| variant.wire.as_str())
    }

    /// Whether the API speaks JSON-RPC.
    pub(crate) fn is_rpc(&self) -> bool {
        self.api.protocol == ir::Protocol::JsonRpc
    }
}
