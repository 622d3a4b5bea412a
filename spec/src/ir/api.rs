//! An API: its methods and what they share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Conventions, ErrorDoc, Method, Param, Source, Type};

/// The protocol that an API speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Protocol {
    /// JSON-RPC 2.0 over HTTP POST.
    #[serde(rename = "json-rpc-2.0")]
    JsonRpc,
    /// Resources, HTTP methods and statuses.
    #[serde(rename = "rest")]
    Rest,
}

/// The errors that a shared section lists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorScope {
    /// The verb whose methods have them (`get`); `*` for all methods.
    pub scope: String,
    /// The errors.
    pub errors: Vec<ErrorDoc>,
}

/// An operator of the filter language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operator {
    /// The operator on the wire (`=`, `like`).
    pub operator: String,
    /// The types of fields that it applies to.
    pub types: Vec<Type>,
    /// The formats of strings that it applies to although it does not apply to all strings (`date-time`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<String>,
    /// Whether a field can be compared with `null` by it, whatever its type.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls: bool,
    /// What it does, in the document's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it stands.
    pub source: Source,
}

/// One API.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// The name, which also names the generated crate.
    pub name: String,
    /// The dialect by which it was read.
    pub dialect: String,
    /// The protocol.
    pub protocol: Protocol,
    /// The servers that the documents name, without a path that belongs to the methods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<String>,
    /// What holds for all methods.
    #[serde(default)]
    pub conventions: Conventions,
    /// The errors of the shared sections.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ErrorScope>,
    /// The operators of the filter language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operators: Vec<Operator>,
    /// The members of the metadata that comes with a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub metadata: Vec<Param>,
    /// The methods, in the order of the documents.
    pub methods: Vec<Method>,
}

impl Api {
    /// The error behind a mnemonic, from the shared sections or from any method's own.
    pub fn error(&self, mnemonic: &str) -> Option<&ErrorDoc> {
        let shared = self.errors.iter().flat_map(|scope| &scope.errors);
        let own = self.methods.iter().flat_map(|method| &method.errors);
        shared.chain(own).find(|error| error.mnemonic.as_deref() == Some(mnemonic))
    }
}
