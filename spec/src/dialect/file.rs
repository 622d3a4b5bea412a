//! The TOML form of a dialect. Keys that are not known are errors, so that a slip of the pen is not a silent loss.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use crate::ir::{Conventions, Location, Protocol, Role, Type};

/// What a heading introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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
    /// A method: its heading names it, or stands over its request line.
    Method,
    /// The members of the parameter that the heading names as `{parent}`.
    Fields,
    /// The header fields of a response.
    Headers,
    /// Nothing that the reader needs; nothing in it is reported.
    Ignore,
}

impl SectionRole {
    /// Whether a section of this role is for all methods.
    pub(crate) fn is_shared(self) -> bool {
        matches!(self, Self::SharedErrors | Self::SharedParams | Self::Operators | Self::Metadata)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
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
    /// Where a parameter travels.
    In,
    /// The HTTP status of a response or an error.
    Status,
    /// Whether `null` is a value.
    Nullable,
    /// The least number.
    Minimum,
    /// The greatest number.
    Maximum,
    /// The least length.
    MinLength,
    /// The greatest length.
    MaxLength,
    /// The format.
    Format,
    /// The regular expression.
    Pattern,
    /// Nothing that the reader needs.
    Ignore,
}

/// What a label of a method's card introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CardKey {
    /// The name of the method.
    Name,
    /// The HTTP method.
    Verb,
    /// The path or the URL; the HTTP method may stand ahead of it.
    Path,
    /// The title.
    Title,
    /// The version of the API.
    Version,
    /// What the method does.
    Description,
    /// Who may call it.
    Access,
    /// Whether a caller must be authenticated: a word of the required column.
    RequiresAuthentication,
    /// A remark on the method.
    Note,
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
            Self::In => "in",
            Self::Status => "status",
            Self::Nullable => "nullable",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MinLength => "min_length",
            Self::MaxLength => "max_length",
            Self::Format => "format",
            Self::Pattern => "pattern",
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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
    /// The lines around a table of parameters.
    Params,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DialectFile {
    /// The name of the dialect, which is also the name of the API where the configuration gives no other.
    pub(super) name: String,
    /// The protocol of the API.
    pub(super) protocol: Protocol,
    /// Regular expressions all of which a document of this dialect holds; `^` and `$` stand for the ends of a line.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) recognise: Vec<Spanned<String>>,
    /// Kinds of captures of your own: a name, and the regular expression of what such a capture may be.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) kinds: BTreeMap<String, Spanned<String>>,
    /// The labels in the table that names a method, by what they introduce.
    #[serde(default)]
    pub(super) card: BTreeMap<String, CardKey>,
    /// The line that begins a REST method, in a heading, a paragraph or a code block.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) request_lines: Vec<Spanned<String>>,
    /// Whether a curl command tells the request line of a method that has no other.
    #[serde(default)]
    pub(super) curl: bool,
    /// The request line of methods that are documented by their names alone: `POST /rest/{name}`.
    #[schemars(with = "Option<String>")]
    pub(super) request: Option<Spanned<String>>,
    /// What headings introduce; the first that matches holds.
    #[serde(default)]
    pub(super) section: Vec<SectionEntry>,
    /// A table of page text whose cells came out as lines.
    pub(super) line_table: Option<LineTableEntry>,
    /// Lines that state a fact by themselves: `Host: {server:host}`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) lines: Vec<Spanned<String>>,
    /// Lines that are no part of what the documents say: directives of the tool that renders them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) furniture: Vec<Spanned<String>>,
    /// The headings of columns, by what they hold.
    #[serde(default)]
    pub(super) columns: BTreeMap<String, ColumnRole>,
    /// What the columns of a table without a header hold, from the left.
    #[serde(default)]
    pub(super) headerless: Vec<ColumnRole>,
    /// What stands ahead of a description: `Type: {type:type}`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) description: Vec<Spanned<String>>,
    /// What the cell of a name holds beside the name: ``{name:name} `{type}` ``.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) names: Vec<Spanned<String>>,
    /// Parameters in a list or in paragraphs: ``{name} ({attributes}): {description}``.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) items: Vec<Spanned<String>>,
    /// How names show that they stand in each other.
    #[serde(default)]
    pub(super) nesting: NestingEntry,
    /// The words that say where a parameter travels.
    #[serde(default)]
    pub(super) locations: BTreeMap<String, Location>,
    /// What stands between the types of a union; `,`, `|`, `/` and ` or ` where absent.
    #[serde(default)]
    pub(super) union: Option<Vec<String>>,
    /// The words for `null` among types; `null` where absent.
    #[serde(default)]
    pub(super) null: Option<Vec<String>>,
    /// Formats of text that may look like a number.
    #[serde(default)]
    pub(super) text_formats: Vec<String>,
    /// Words for types; the first that matches holds.
    #[serde(default, rename = "type")]
    pub(super) types: Vec<TypeEntry>,
    /// The words and marks of what is required.
    #[serde(default)]
    pub(super) required: RequiredEntry,
    /// What parameters are for, by name.
    #[serde(default)]
    pub(super) roles: BTreeMap<String, Role>,
    /// The names of what stands in a parameter of a role: the parts of a filter.
    #[serde(default)]
    pub(super) role_members: BTreeMap<Role, Vec<String>>,
    /// A row name that stands for further members of an object.
    pub(super) additional: Option<String>,
    /// Sentences that state rules.
    #[serde(default)]
    pub(super) phrase: Vec<PhraseEntry>,
    /// Words that a rule may hold: a sentence with one of them that no phrase knows is reported.
    #[serde(default)]
    pub(super) rule_words: Vec<String>,
    /// What holds for all methods: how callers prove who they are, how violations are answered.
    #[serde(default)]
    pub(super) conventions: Conventions,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionEntry {
    /// The pattern.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    pub(super) pattern: Spanned<String>,
    /// What it introduces.
    pub(super) role: SectionRole,
    /// Where its parameters travel.
    #[serde(rename = "in")]
    pub(super) location: Option<Location>,
    /// The status of its response.
    pub(super) status: Option<u16>,
    /// The verb whose methods have its errors; all methods where absent.
    pub(super) scope: Option<String>,
    /// Whether a table must follow at once.
    #[serde(default)]
    pub(super) before_table: bool,
    /// The level that the heading must have.
    pub(super) level: Option<u8>,
    /// The parameter whose members it lists, where the heading does not name it.
    pub(super) parent: Option<String>,
    /// Texts that the pattern must match; the file is refused where it does not.
    #[serde(default)]
    pub(super) examples: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LineTableEntry {
    /// The line that begins the table.
    pub(super) header: String,
    /// The pattern of each line of a row; `? ` ahead of one that may be missing.
    #[schemars(with = "Vec<String>")]
    pub(super) row: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NestingEntry {
    /// What stands between the name of an object and that of its member: `.`.
    #[serde(default)]
    pub(super) separators: Vec<String>,
    /// What stands ahead of or behind a name.
    #[serde(default)]
    pub(super) marks: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeEntry {
    /// The pattern.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    pub(super) pattern: Spanned<String>,
    /// The type.
    #[serde(rename = "type")]
    pub(super) kind: Type,
    /// The format.
    pub(super) format: Option<String>,
    /// Whether `null` is a value, too.
    #[serde(default)]
    pub(super) nullable: bool,
    /// Texts that the pattern must match; the file is refused where it does not.
    #[serde(default)]
    pub(super) examples: Vec<String>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequiredEntry {
    /// The words for required.
    #[serde(default)]
    pub(super) yes: Vec<String>,
    /// The words for optional.
    #[serde(default)]
    pub(super) no: Vec<String>,
    /// What stands ahead of or behind a name.
    #[serde(default)]
    pub(super) marks: Vec<String>,
    /// What stands ahead of or behind the name of an optional parameter.
    #[serde(default)]
    pub(super) optional_marks: Vec<String>,
    /// What holds where nothing says whether a parameter is required.
    pub(super) unmarked: Option<bool>,
    /// What an empty cell means.
    pub(super) blank: Option<bool>,
    /// Whether the rows ahead of the alphabetical ones are the required ones.
    #[serde(default)]
    pub(super) ahead_of_alphabetical: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseEntry {
    /// The pattern.
    #[serde(rename = "match")]
    #[schemars(with = "String")]
    pub(super) pattern: Spanned<String>,
    /// Where it is looked for.
    #[serde(rename = "in")]
    pub(super) places: Vec<Place>,
    /// Words for types; the first that matches holds.
    #[serde(default)]
    pub(super) types: Vec<Type>,
    /// Facts that hold where it stands.
    #[serde(default)]
    pub(super) set: BTreeMap<String, Value>,
    /// The fact whose value the document lost.
    pub(super) lost: Option<String>,
    /// Texts that the pattern must match; the file is refused where it does not.
    #[serde(default)]
    pub(super) examples: Vec<String>,
}
