//! What headings, columns, labels and places are for, by the names that dialect files give them.

use schemars::JsonSchema;
use serde::Deserialize;

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
    /// The path of the methods below it, whose headings tell the HTTP method alone.
    Resource,
    /// Methods, one a row of a table whose columns the labels of the card name.
    Methods,
    /// The members of the parameter that the heading names as `{parent}`.
    Fields,
    /// The values of parameters above: a table of names and values, or of values of the parameter that the heading names.
    Values,
    /// The header fields of a response.
    Headers,
    /// Nothing that the reader needs; nothing in it is reported.
    Ignore,
}

impl SectionRole {
    /// Whether what stands in such a section only shows a method at work.
    pub(crate) fn is_example(self) -> bool {
        matches!(self, Self::Example | Self::RequestExample | Self::ResponseExample)
    }

    /// Whether parameters or fields are listed in a section of this role.
    pub(crate) fn has_rows(self) -> bool {
        matches!(
            self,
            Self::Params
                | Self::Body
                | Self::Request
                | Self::Response
                | Self::Result
                | Self::Fields
                | Self::Type
                | Self::Headers
        )
    }

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
    /// The object that the parameter stands in.
    Parent,
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
    /// The type of the request: its members are the parameters.
    Request,
    /// The type of the result.
    Result,
    /// Nothing that the reader needs.
    Ignore,
}

impl ColumnRole {
    /// Its name in dialect files.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Parent => "parent",
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
    /// What a method is described by, and what stands in its sections of answers.
    Result,
    /// The section of errors.
    Errors,
    /// The lines around a table of parameters.
    Params,
}
