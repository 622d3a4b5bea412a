//! Structs and enums.

use doctract_spec::ir::{Param, Source};
use proc_macro2::Ident;

use super::Ty;

/// How a member may be absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It must be there.
    Required,
    /// It must be there, and may be `null`.
    RequiredNullable,
    /// It may be absent; whether it may be `null` is up to the reader: servers refuse it, clients take it for absent.
    Optional,
    /// It may be absent and may be `null`, which mean the same.
    OptionalNullable,
    /// It may be absent and may be `null`, which differ: in a partial update.
    Patch,
    /// It is written as `null` where there is nothing.
    WrittenAsNull,
    /// It is written as `{}` where there is nothing.
    WrittenAsObject,
    /// A list that is written as `[]` where there is nothing.
    WrittenAsList,
    /// A parameter of a path, a query or a header: no member of the body at all. Whether it must be there.
    Elsewhere(bool),
    /// The credential.
    Credential,
}

impl Presence {
    /// Whether a constructor asks for it.
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable | Self::Elsewhere(true))
    }
}

/// A member of a struct.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    pub(crate) ident: Ident,
    pub(crate) wire: &'a str,
    pub(crate) ty: Ty,
    pub(crate) presence: Presence,
    pub(crate) param: &'a Param,
}

/// A struct.
#[derive(Debug)]
pub(crate) struct StructModel<'a> {
    pub(crate) ident: Ident,
    /// Words for its doc comment, already harmless.
    pub(crate) doc: String,
    pub(crate) fields: Vec<Field<'a>>,
    /// The member that takes what is not documented, where the object is open.
    pub(crate) rest: Option<Ident>,
    /// Whether it is a request or part of one, which gives it a constructor and setters.
    pub(crate) request: bool,
    /// Whether it is part of a partial update.
    pub(crate) partial: bool,
    /// Whether it has rules to be held to.
    pub(crate) rules: bool,
}

impl StructModel<'_> {
    /// Whether it has a value without anything.
    pub(crate) fn has_default(&self) -> bool {
        self.fields.iter().all(|field| !field.presence.is_required())
    }
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) wire: String,
}

/// A string with a closed list of values.
#[derive(Debug)]
pub(crate) struct EnumModel<'a> {
    pub(crate) ident: Ident,
    pub(crate) name: &'a str,
    pub(crate) source: &'a Source,
    pub(crate) variants: Vec<Variant>,
}
