//! The TOML form of a dialect. Keys that are not known are errors, so that a slip of the pen is not a silent loss.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::ir::{Conventions, Location, Protocol, Role, Type};

/// What a heading introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SectionRole {
    /// The request side.
    Request,
    /// Parameters in a table.
    Params,
    /// A message's body.
    Body,
    /// The response side.
    Responses,
    /// One response, with its status.
    Response,
    /// The fields of the result.
    Result,
    /// The request as JSON.
    RequestJson,
    /// The response as JSON.
    ResponseJson,
    /// A request with real values.
    RequestExample,
    /// A response with real values.
    ResponseExample,
    /// The errors of the method.
    Errors,
    /// What the method does.
    Description,
    /// A type that has a name.
    Type,
    /// The media type of the message that follows.
    Media,
    /// An example.
    Example,
    /// Errors that methods share.
    SharedErrors,
    /// Parameters that methods share.
    SharedParams,
    /// The operators of the filter language.
    Operators,
    /// The members of a list's metadata.
    Metadata,
    /// Prose, read by nobody but people.
    Prose,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ColumnRole {
    /// The name of the parameter.
    Name,
    /// Its type.
    Type,
    /// Whether it is required.
    Required,
    /// Its allowed values.
    Values,
    /// Its default.
    Default,
    /// Whether rows can be filtered by it.
    Filterable,
    /// Whether rows can be sorted by it.
    Sortable,
    /// Whether rows hold it when the caller does not choose the fields.
    ByDefault,
    /// Prose with rules in it.
    Description,
    /// An example value.
    Example,
    /// The wording of an error.
    Message,
    /// The word of an error.
    Mnemonic,
    /// The code of an error.
    Code,
    /// An operator.
    Operator,
    /// The types of an operator.
    Types,
    /// Nothing that the reader needs.
    Ignore,
}

impl ColumnRole {
    /// Its name in dialect files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Required => "required",
            Self::Values => "values",
            Self::Default => "default",
            Self::Filterable => "filterable",
            Self::Sortable => "sortable",
            Self::ByDefault => "by_default",
            Self::Description => "description",
            Self::Example => "example",
            Self::Message => "message",
            Self::Mnemonic => "mnemonic",
            Self::Code => "code",
            Self::Operator => "operator",
            Self::Types => "types",
            Self::Ignore => "ignore",
        }
    }

    /// Whether its cells are for people.
    pub(crate) fn is_prose(self) -> bool {
        matches!(self, Self::Description | Self::Example | Self::Message | Self::Ignore)
    }
}

/// Where a phrase is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// The column of allowed values.
    Values,
    /// The column that says what is required.
    Required,
    /// The description.
    Description,
    /// A block quote inside a description.
    Note,
    /// A remark on the whole method.
    Method,
    /// The section of errors.
    Errors,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DialectFile {
    pub(super) name: String,
    pub(super) protocol: Protocol,
    #[serde(default)]
    pub(super) recognise: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) card: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) request_lines: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) section: Vec<SectionEntry>,
    pub(super) line_table: Option<LineTableEntry>,
    #[serde(default)]
    pub(super) lines: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) columns: BTreeMap<String, ColumnRole>,
    #[serde(default)]
    pub(super) description: Vec<Spanned<String>>,
    #[serde(default, rename = "type")]
    pub(super) types: Vec<TypeEntry>,
    #[serde(default)]
    pub(super) required: RequiredEntry,
    #[serde(default)]
    pub(super) roles: BTreeMap<String, Role>,
    #[serde(default)]
    pub(super) role_members: BTreeMap<Role, Vec<String>>,
    pub(super) additional: Option<String>,
    #[serde(default)]
    pub(super) phrase: Vec<PhraseEntry>,
    #[serde(default)]
    pub(super) rule_words: Vec<String>,
    #[serde(default)]
    pub(super) conventions: Conventions,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionEntry {
    #[serde(rename = "match")]
    pub(super) pattern: Spanned<String>,
    pub(super) role: SectionRole,
    #[serde(rename = "in")]
    pub(super) location: Option<Location>,
    pub(super) status: Option<u16>,
    pub(super) scope: Option<String>,
    #[serde(default)]
    pub(super) before_table: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineTableEntry {
    pub(super) header: String,
    pub(super) row: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeEntry {
    #[serde(rename = "match")]
    pub(super) pattern: Spanned<String>,
    #[serde(rename = "type")]
    pub(super) kind: Type,
    pub(super) format: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequiredEntry {
    #[serde(default)]
    pub(super) yes: Vec<String>,
    #[serde(default)]
    pub(super) no: Vec<String>,
    pub(super) unmarked: Option<bool>,
    pub(super) blank: Option<bool>,
    #[serde(default)]
    pub(super) ahead_of_alphabetical: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseEntry {
    #[serde(rename = "match")]
    pub(super) pattern: Spanned<String>,
    #[serde(rename = "in")]
    pub(super) places: Vec<Place>,
    #[serde(default)]
    pub(super) types: Vec<Type>,
    #[serde(default)]
    pub(super) set: BTreeMap<String, Value>,
    pub(super) lost: Option<String>,
}
