//! What an API does in its own way, as data that generated code states.

use serde::{Serialize, de::DeserializeOwned};

use crate::{Credential, Kind, Rules};

/// A documented error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErrorSpec {
    /// The stable word that clients switch on.
    pub mnemonic: Option<&'static str>,
    /// The code in the error object.
    pub code: Option<i64>,
    /// The HTTP status (REST).
    pub status: Option<u16>,
    /// The documented wording.
    pub message: &'static str,
}

impl ErrorSpec {
    /// An error with its mnemonic, code and status, where it has them, and its wording.
    pub const fn new(
        mnemonic: Option<&'static str>,
        code: Option<i64>,
        status: Option<u16>,
        message: &'static str,
    ) -> Self {
        Self { mnemonic, code, status, message }
    }
}

/// Where the parts of an error answer stand. A dot goes down one level: `data.mnemonic`. `None` for a part that it lacks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Members {
    /// The code.
    pub code: Option<&'static str>,
    /// The wording.
    pub message: Option<&'static str>,
    /// The stable word.
    pub mnemonic: Option<&'static str>,
    /// The wire path of the parameter at fault.
    pub field: Option<&'static str>,
    /// The value as passed.
    pub value: Option<&'static str>,
    /// Further details.
    pub params: Option<&'static str>,
    /// The metadata of the answer.
    pub metadata: Option<&'static str>,
}

/// How a caller proves who it is.
#[derive(Clone, Copy, Debug)]
pub enum AuthSpec {
    /// By a parameter of the method.
    Param(&'static str),
    /// By a header field, with the scheme ahead of the credential where there is one.
    Header {
        /// The name of the header field.
        name: &'static str,
        /// The scheme, without the space that follows it.
        scheme: Option<&'static str>,
    },
}

/// How an API writes XML.
#[derive(Clone, Copy, Debug)]
pub struct XmlSpec {
    /// The media type.
    pub content_type: &'static str,
    /// The root element.
    pub root: &'static str,
    /// The words for `true` and `false`.
    pub booleans: [&'static str; 2],
    /// The suffix of the path that asks for XML.
    pub suffix: Option<&'static str>,
}

/// What holds for all methods of an API.
#[derive(Clone, Copy, Debug)]
pub struct ApiSpec {
    /// The path of the endpoint (JSON-RPC).
    pub endpoint: &'static str,
    /// How a caller proves who it is.
    pub auth: Option<AuthSpec>,
    /// How faults in requests are answered.
    pub violations: &'static [(Kind, ErrorSpec)],
    /// Where the parts of an error answer stand.
    pub members: Members,
    /// The documented members of an error answer that are lists; empty where there is nothing to list (REST).
    pub error_lists: &'static [&'static str],
    /// Whether members of a request that are not documented are refused.
    pub closed: bool,
    /// XML beside JSON.
    pub xml: Option<XmlSpec>,
}

impl ApiSpec {
    /// How a fault is answered, if the documents tell.
    pub fn violation(&self, kind: Kind) -> Option<&'static ErrorSpec> {
        self.violations.iter().find(|(known, _)| *known == kind).map(|(_, spec)| spec)
    }
}

/// A method of an API: implemented by the type of its parameters.
pub trait Method: Rules + Serialize + DeserializeOwned + Send {
    /// The name on the wire, or the verb and the path.
    const NAME: &'static str;
    /// What it returns.
    type Output: Send + 'static;
    /// The errors that are documented for it.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The parameter that holds the credential, where it travels in one.
    fn credential(&mut self) -> Option<&mut Option<Credential>> {
        None
    }
}
