//! What became of one case.

use serde::Serialize;
use serde_json::Value;

use crate::case::Case;
use crate::judge::Problem;
use crate::redact;
use crate::report::curl;
use crate::request::{Rendered, Request};
use crate::run::entities::KnownValues;
use crate::target::Target;
use crate::wire::{Answer, Lost};

/// How many characters of an answer a report shows.
const SHOWN: usize = 2000;

/// How many characters of what was expected and of what came: a target decides on the length of some of them.
const WORDS: usize = 600;

/// Whether the promise was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It was.
    Passed,
    /// It was not.
    Failed(Vec<Failure>),
    /// It could not be tested, for this reason.
    Missing(String),
    /// A defect of the suite kept the case from its end.
    Broken,
}

/// One thing that an answer got wrong, with everything that is needed to see it again. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What was expected, what came, and the defect that is most likely behind it.
    #[serde(flatten)]
    pub problem: Problem,
    /// The request: its line, its header fields and the beginning of its body; the secret is an environment variable.
    pub request: String,
    /// A command that sends the request again; the secret is an environment variable.
    pub curl: String,
    /// The answer: its status and the beginning of its body.
    pub answer: String,
}

/// What became of a case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its position in the plan.
    pub position: usize,
    /// Its id.
    pub id: String,
    /// Whether the promise was kept.
    pub status: Status,
    /// How often a request of the case was sent again after the network failed.
    pub retries: usize,
}

impl Outcome {
    /// The case was not tested.
    pub(super) fn missing(position: usize, case: &Case, reason: String) -> Self {
        Self { position, id: case.id.clone(), status: Status::Missing(reason), retries: 0 }
    }
}

/// Puts a problem down, with the request as it can be sent again.
pub(super) fn failure(
    target: &Target,
    request: &Request,
    known: &KnownValues,
    problem: Problem,
    answer: &Result<Answer, Lost>,
) -> Failure {
    let hide = |text: &str| redact::beginning(target.credential.as_ref(), text, WORDS);
    let marked = request.render(&KnownValues { secret: curl::MARKER.to_owned(), ..known.clone() });
    let marked = marked.ok();
    let command = |rendered: &Rendered| curl::command(target, rendered);
    let Problem { cause, expected, got, symptom } = problem;
    Failure {
        problem: Problem { cause: hide(&cause), expected: hide(&expected), got: hide(&got), symptom },
        request: marked.as_ref().map(|rendered| sent(target, rendered)).unwrap_or_default(),
        curl: marked.as_ref().map(command).unwrap_or_default(),
        answer: shown(target, answer),
    }
}

/// The request as it goes over the wire, a JSON body on lines of its own.
fn sent(target: &Target, request: &Rendered) -> String {
    let fields: String = request.headers.iter().map(|(name, value)| name.clone() + ": " + value + "\n").collect();
    let text = format!("{} {}\n{fields}", request.verb, request.target);
    let pretty = serde_json::from_slice::<Value>(&request.body).and_then(|body| serde_json::to_string_pretty(&body));
    let body = pretty.unwrap_or_else(|_| String::from_utf8_lossy(&request.body).into_owned());
    let variable = target.credential.as_ref().map(|credential| format!("${}", credential.variable));
    let text = format!("{text}\n{body}").replace(curl::MARKER, &variable.unwrap_or_default());
    redact::beginning(target.credential.as_ref(), text.trim_end(), SHOWN)
}

fn shown(target: &Target, answer: &Result<Answer, Lost>) -> String {
    match answer {
        Err(lost) => redact::beginning(target.credential.as_ref(), &lost.to_string(), WORDS),
        Ok(answer) => {
            let body = String::from_utf8_lossy(&answer.body);
            format!("HTTP {} {}", answer.status, redact::beginning(target.credential.as_ref(), &body, SHOWN))
        }
    }
}
