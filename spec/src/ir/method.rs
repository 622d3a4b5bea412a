//! A method of an API.

use serde::{Deserialize, Serialize};

use super::{Param, Source};

/// The request line of a REST method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Http {
    /// The HTTP method, in capitals.
    pub verb: String,
    /// The path with `{name}` for its parameters; it begins with `/`, and ends with one where the pages write so.
    pub path: String,
}

impl Http {
    /// The path without a `/` at its end: what tells methods apart, since pages write one and the same path both ways.
    #[must_use]
    pub fn resource(&self) -> &str {
        match self.path.trim_end_matches('/') {
            "" => "/",
            path => path,
        }
    }
}

/// Whether a JSON-RPC result is one object or a list of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ResultKind {
    /// The fields stand in the result itself.
    #[default]
    Object,
    /// The fields are those of each row in the list that the result holds.
    List,
}

/// What a JSON-RPC method returns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResultShape {
    /// One object or a list.
    pub kind: ResultKind,
    /// For a list, the member of the result that holds the rows (`data`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_in: Option<String>,
    /// The fields of the object, or of each row.
    pub fields: Vec<Param>,
    /// For a list, the members of the result that stand beside its rows, where the method's own table names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Param>,
}

/// One documented response of a REST method.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The HTTP status code.
    pub status: u16,
    /// The header fields that it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Param>,
    /// The document's words for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The media types of its body, in the order of the documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content_types: Vec<String>,
    /// The members of its body, or of each element where the body is an array.
    #[serde(default)]
    pub fields: Vec<Param>,
    /// Whether the body is an array of objects.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub array: bool,
    /// Where it stands.
    pub source: Source,
}

/// What the documents say of all statuses that have no response of their own: those of a class, or all the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResponseClass {
    /// `4XX` for a class of statuses (RFC 9110, section 15), `default` for all that are not documented.
    pub class: String,
    /// The response; its status is the first of the class, and 0 for `default`.
    #[serde(flatten)]
    pub response: Response,
}

/// A documented error.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ErrorDoc {
    /// The code on the wire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// The HTTP status that it comes with, where the list of errors tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The stable word that clients switch on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mnemonic: Option<String>,
    /// The wording on the wire, as documented.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// When it comes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Whether the method's own section lists it; otherwise it comes from a shared section.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Where it stands.
    pub source: Source,
}

/// A remark on the whole method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The remark, white space folded.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

/// Which message an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExampleSide {
    /// What a client sends.
    Request,
    /// What a server answers.
    Response,
}

/// A message that the documents show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Whose message it is.
    pub side: ExampleSide,
    /// The status that it belongs to, for a REST response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Its media type, where the documents tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// Its text, as written.
    pub text: String,
    /// Whether its values are words for types (`"id":"number"`) rather than real values.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub structure: bool,
    /// Where it stands.
    pub source: Source,
}

/// A method, with everything that the documents say of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Method {
    /// `get.contacts`; for REST the verb and the path: `POST /path/{id}`.
    pub name: String,
    /// The request line (REST).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub http: Option<Http>,
    /// The heading under which it stands.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Who may call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access: String,
    /// The version of the API that has it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Whether a parameter that is absent keeps its stored value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial_update: bool,
    /// Whether the documents say that a caller must be authenticated; absent where they are silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires_authentication: Option<bool>,
    /// Remarks that are no rule the reader knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What a caller passes.
    pub params: Vec<Param>,
    /// What comes back (JSON-RPC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ResultShape>,
    /// What comes back (REST).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// What comes back with the statuses that have no response of their own (REST).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub response_classes: Vec<ResponseClass>,
    /// The documented errors, the method's own first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorDoc>,
    /// The messages that the documents show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// Where it begins.
    pub source: Source,
}

impl Method {
    /// The first part of a dotted JSON-RPC name (`get` of `get.contacts`), or the HTTP method.
    pub fn verb(&self) -> &str {
        match &self.http {
            Some(http) => &http.verb,
            None => self.name.split('.').next().unwrap_or_default(),
        }
    }
}
