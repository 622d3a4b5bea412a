//! A case: one documented sentence, what is sent to hold a target to it, and which answers keep the promise.

use doctract_spec::ir::{ErrorRef, Source, Violation};
use serde::Serialize;
use serde_json::Value;

use crate::claim::Claim;
use crate::draft::{Path, Slot};
use crate::request::Request;

/// How binding the sentence is that a case judges by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The documents or the conventions of their dialect state it.
    Must,
    /// It was inferred from the documents rather than written there.
    Should,
    /// The documents are silent: what was seen is reported, and is never a failure.
    Info,
}

impl Level {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Info => "info",
        }
    }
}

/// What the documents say, and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// The sentence as documented, or the fact in the terms of JSON Schema where the documents state it by a table cell.
    pub text: String,
    /// The place.
    pub source: Source,
}

/// One documented way to refuse a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What is wrong with the request.
    pub violation: Violation,
    /// How that is answered.
    pub error: ErrorRef,
    /// The parameter that the answer must name; none where it need not.
    pub field: Option<Path>,
    /// What the answer lists, where the dialect tells in which members of an error such lists stand; empty where nothing is promised.
    pub listed: Vec<Value>,
}

/// An answer that keeps the promise.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The documented result.
    Accepted {
        /// For a list, the only fields that rows hold; none where all documented ones are to be there.
        fields: Option<Vec<String>>,
    },
    /// The documented result in the documented XML.
    AcceptedXml,
    /// An error.
    Refused(Refusal),
    /// Any answer with this HTTP status.
    Code(u16),
    /// The documented response with this HTTP status.
    Status(u16),
    /// Anything but a result: how this is refused, the documents do not tell.
    NoResult,
}

/// A request and the answers that keep the promise: any one of them will do.
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    /// What is sent.
    pub request: Request,
    /// What may come back.
    pub expect: Vec<Outcome>,
}

impl Exchange {
    /// Whether the request must be refused.
    pub fn refuses(&self) -> bool {
        let refused = |outcome: &Outcome| match outcome {
            Outcome::Refused(_) | Outcome::NoResult => true,
            Outcome::Status(status) | Outcome::Code(status) => *status >= 400,
            Outcome::Accepted { .. } | Outcome::AcceptedXml => false,
        };
        !self.expect.is_empty() && self.expect.iter().all(refused)
    }
}

/// One case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Stable and readable: `create.contacts/phone_numbers/max-items`.
    pub id: String,
    /// How binding the sentence is.
    pub level: Level,
    /// The name of the check that planned it.
    pub check: &'static str,
    /// The method under test.
    pub method: String,
    /// The parameter under test.
    pub param: Option<Path>,
    /// What is documented.
    pub sentence: Sentence,
    /// What the request does, in a few words: `sends 11 items`.
    pub does: String,
    /// What is sent, in order, each with what may come back.
    pub exchanges: Vec<Exchange>,
    /// Entities that should exist before, although no request names them. The case runs without them if they cannot be made.
    pub after: Vec<Slot>,
    /// How many of the exchanges only set the scene: what is wrong with their answers is a finding of other cases.
    pub setting: usize,
    /// Why nothing can be told where the scene is another one; none where that is a finding of other cases.
    pub unfit: Option<&'static str>,
    /// What the answers must hold beyond their shape.
    pub claims: Vec<Claim>,
    /// Whether the case runs by itself after all others, because it judges all rows of an account.
    pub alone: bool,
    /// The exchanges ahead of which the target is brought back to the state in which the run began. Such cases run last.
    pub resets: Vec<usize>,
}

impl Case {
    /// The case as one that is not run, for this reason.
    pub fn not_run(&self, reason: String) -> Missing {
        Missing { id: self.id.clone(), method: self.method.clone(), check: self.check, reason }
    }
}

/// A case that could be told from the documents, but is not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The id that the case has or would have.
    pub id: String,
    /// The method.
    pub method: String,
    /// The name of the check that would have planned it.
    pub check: &'static str,
    /// Why it is not run.
    pub reason: String,
}
