//! A fault in a request.

use std::fmt;

use serde_json::Value;

/// The kinds of faults that a request can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The body is not JSON.
    ParseError,
    /// The body is JSON, but no request.
    InvalidRequest,
    /// The method does not exist.
    MethodNotFound,
    /// An array of requests where only one is allowed.
    Batch,
    /// A request without `id` where one is needed.
    Notification,
    /// No credential, or an unknown one.
    Unauthenticated,
    /// The credential does not give this right.
    Forbidden,
    /// The resource does not exist.
    NotFound,
    /// A required parameter is absent.
    MissingRequired,
    /// A value of the wrong JSON type.
    WrongType,
    /// A value out of its bounds, list or format.
    InvalidValue,
    /// A parameter that is not documented.
    Unexpected,
    /// Parameters that contradict each other.
    InvalidCombination,
    /// A parameter whose component is off.
    ComponentDisabled,
    /// Equal elements in a list of unique ones.
    Duplicate,
    /// An id of nothing.
    MissingReference,
    /// An entity that others still use.
    InUse,
    /// A filter by a field that may not be filtered by.
    FilterProhibited,
    /// A sort by a field that may not be sorted by.
    SortProhibited,
    /// Too many requests.
    LimitExceeded,
    /// A fault of the server.
    Internal,
}

impl Kind {
    /// A sentence for it where the documents have none.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::ParseError => "The body is not valid JSON",
            Self::InvalidRequest => "The body is not a valid request",
            Self::MethodNotFound => "There is no such method",
            Self::Batch => "Batches are not supported",
            Self::Notification => "Notifications are not supported",
            Self::Unauthenticated => "The credential is missing or unknown",
            Self::Forbidden => "The credential does not give this right",
            Self::NotFound => "There is no such resource",
            Self::MissingRequired => "A required parameter is missing",
            Self::WrongType => "A parameter has the wrong type",
            Self::InvalidValue => "A parameter has a value that is not allowed",
            Self::Unexpected => "A parameter is not documented",
            Self::InvalidCombination => "Parameters contradict each other",
            Self::ComponentDisabled => "The component that a parameter needs is off",
            Self::Duplicate => "A list of unique elements holds equal ones",
            Self::MissingReference => "A parameter refers to something that does not exist",
            Self::InUse => "The entity is still in use",
            Self::FilterProhibited => "The field cannot be filtered by",
            Self::SortProhibited => "The field cannot be sorted by",
            Self::LimitExceeded => "There are too many requests",
            Self::Internal => "The server failed",
        }
    }
}

/// The documented sentence behind a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The sentence as documented.
    pub text: &'static str,
    /// Where it stands, as `file:line`.
    pub source: &'static str,
}

impl Rule {
    /// A sentence and its place.
    pub const fn new(text: &'static str, source: &'static str) -> Self {
        Self { text, source }
    }
}

/// A fault in a request: what it is, where, and which documented sentence it breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// What it is.
    pub kind: Kind,
    /// The wire path of the parameter, nested names joined with `.`; empty for the request as a whole.
    pub path: String,
    /// The value as passed; `None` where there is none.
    pub value: Option<Value>,
    /// The mnemonic that the documents give this very rule, where it is not the usual one of its kind.
    pub mnemonic: Option<&'static str>,
    /// The sentence that was broken.
    pub rule: Option<Rule>,
}

impl Violation {
    /// A fault at a path.
    pub fn new(kind: Kind, path: impl Into<String>) -> Self {
        Self { kind, path: path.into(), value: None, mnemonic: None, rule: None }
    }

    /// With the value that was passed.
    #[must_use]
    pub fn with_value(mut self, value: impl Into<Value>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// With the sentence that it breaks.
    #[must_use]
    pub fn with_rule(mut self, rule: Rule) -> Self {
        self.rule = Some(rule);
        self
    }

    /// The same fault seen from one level further out: `number` within `phones` is `phones.number`.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => outer.to_owned(),
            path => format!("{outer}.{path}"),
        };
        self
    }
}

impl Violation {
    /// The fault in words for the caller: what [`Display`](fmt::Display) writes, without the place in the documents, which is for
    /// those who run the server.
    pub fn message(&self) -> String {
        let words = self.rule.map_or_else(|| self.kind.sentence(), |rule| rule.text);
        if self.path.is_empty() { words.to_owned() } else { format!("`{}`: {words}", self.path) }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())?;
        match self.rule {
            Some(rule) => write!(f, " ({})", rule.source),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Violation {}

#[cfg(test)]
mod tests {
    use super::{Kind, Rule, Violation};

    #[test]
    fn callers_are_not_told_where_the_documents_are() {
        let violation = Violation::new(Kind::InvalidValue, "a.b").with_rule(Rule::new("At most 5.", "docs/a.md:7"));
        assert_eq!(violation.message(), "`a.b`: At most 5.");
        assert_eq!(violation.to_string(), "`a.b`: At most 5. (docs/a.md:7)");
    }
}
