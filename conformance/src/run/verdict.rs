//! What became of each case, in the form that reports are made from.

use serde::Serialize;

use super::outcome::{Failure, Outcome, Status};
use crate::case::{Case, Exchange, Level, Sentence};

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ended {
    /// The promise was kept.
    Passed,
    /// It was not.
    Failed,
    /// It was not, as was known before.
    Known,
    /// The documents are silent, and something was seen.
    Seen,
}

/// A case that ran.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The id of the case.
    pub id: String,
    /// The method.
    pub method: String,
    /// The check.
    pub check: &'static str,
    /// How binding the sentence is.
    pub level: Level,
    /// The parameter at which it aims.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<String>,
    /// The documented sentence.
    pub sentence: Sentence,
    /// What the request does.
    pub does: String,
    /// How it ended.
    pub ended: Ended,
    /// Why the failure was known before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<String>,
    /// What was wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
    /// Whether a request of the case must be refused.
    #[serde(skip)]
    pub(super) refuses: bool,
    /// How often a request was sent again after the network failed.
    #[serde(skip_serializing_if = "is_zero")]
    pub retries: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl Verdict {
    /// The verdict on a case. The error is why it was not tested.
    pub(super) fn of(case: &Case, outcome: Outcome) -> Result<Self, String> {
        let failures = match outcome.status {
            Status::Passed => Vec::new(),
            Status::Failed(failures) => failures,
            Status::Missing(reason) => return Err(reason),
            Status::Broken => return Err("a defect of the suite kept the case from its end".to_owned()),
        };
        let ended = match (failures.is_empty(), case.level) {
            (true, _) => Ended::Passed,
            (false, Level::Info) => Ended::Seen,
            (false, _) => Ended::Failed,
        };
        Ok(Self {
            id: case.id.clone(),
            method: case.method.clone(),
            check: case.check,
            level: case.level,
            param: case.param.as_ref().map(ToString::to_string),
            sentence: case.sentence.clone(),
            does: case.does.clone(),
            ended,
            known: None,
            failures,
            refuses: case.exchanges.iter().any(Exchange::refuses),
            retries: outcome.retries,
        })
    }
}
