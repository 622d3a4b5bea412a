//! What cannot be done as it was asked, though nothing failed.

use serde_json::Value;

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// An id is the id of nothing.
    NotFound,
    /// Something else refers to it.
    InUse,
    /// It belongs to the system.
    System,
    /// It stands twice where all differ.
    Duplicate,
    /// A part is needed that is neither there nor given.
    Required,
    /// The value is not allowed.
    Value,
    /// The value does not go with another one.
    Combination,
}

/// What was refused: nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    /// Why.
    pub(crate) reason: Reason,
    /// What is at fault, parts joined with `.`.
    pub(crate) field: &'static str,
    /// Its value, where it has one.
    pub(crate) value: Option<Value>,
}

impl Refusal {
    /// A value that is at fault.
    pub(crate) fn new(reason: Reason, field: &'static str, value: impl Into<Value>) -> Self {
        Self { reason, field, value: Some(value.into()) }
    }

    /// A part that is at fault and has no value of its own.
    pub(crate) fn without_value(reason: Reason, field: &'static str) -> Self {
        Self { reason, field, value: None }
    }
}

/// Why a write ended early.
#[derive(Debug)]
pub(super) enum Stop {
    /// It was refused.
    Refused(Refusal),
    /// The engine failed.
    Failed(rusqlite::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error)
    }
}
