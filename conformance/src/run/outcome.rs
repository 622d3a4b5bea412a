//! What became of one case.

use serde::Serialize;

use crate::case::Case;
use crate::judge::Problem;
use crate::plan::Plan;
use crate::report::curl;
use crate::request::{Rendered, Request};
use crate::run::entities::Known;
use crate::target::Target;
use crate::wire::{Answer, Lost};

/// How many characters of an answer a report shows.
const SHOWN: usize = 2000;

/// Whether the promise was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It was.
    Passed,
    /// It was not.
    Failed(Vec<Failure>),
    /// It could not be tested, for this reason.
    Missing(String),
}

/// One thing that an answer got wrong, with everything that is needed to see it again. It holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// What was expected, what came, and the defect that is most likely behind it.
    #[serde(flatten)]
    pub problem: Problem,
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
}

impl Outcome {
    /// The case was not tested.
    pub(super) fn missing(position: usize, case: &Case, reason: String) -> Self {
        Self { position, id: case.id.clone(), status: Status::Missing(reason) }
    }
}

/// Puts a problem down, with the request as it can be sent again.
pub(super) fn failure(
    target: &Target,
    request: &Request,
    known: &Known,
    problem: Problem,
    answer: &Result<Answer, Lost>,
) -> Failure {
    let hide = |text: &str| redact(target, text);
    let marked = request.render(&Known { secret: curl::MARKER.to_owned(), ..known.clone() });
    let command = |rendered: Rendered| curl::command(target, &rendered);
    let Problem { cause, expected, got } = problem;
    Failure {
        problem: Problem { cause: hide(&cause), expected: hide(&expected), got: hide(&got) },
        curl: marked.map(command).unwrap_or_default(),
        answer: hide(&shown(answer)),
    }
}

fn shown(answer: &Result<Answer, Lost>) -> String {
    match answer {
        Err(lost) => lost.to_string(),
        Ok(answer) => {
            let body = String::from_utf8_lossy(&answer.body);
            let beginning: String = body.chars().take(SHOWN).collect();
            let more = if beginning.len() < body.len() { " …" } else { "" };
            format!("HTTP {} {beginning}{more}", answer.status)
        }
    }
}

/// Replaces the secret by the name of its variable, in its plain form and as JSON writes it.
pub(super) fn redact(target: &Target, text: &str) -> String {
    let Some(credential) = &target.credential else {
        return text.to_owned();
    };
    let quoted = serde_json::Value::from(credential.secret.as_str()).to_string();
    let escaped = quoted.trim_matches('"');
    let name = format!("${}", credential.variable);
    let text = text.replace(&credential.secret, &name);
    if escaped.is_empty() { text } else { text.replace(escaped, &name) }
}

/// The cases of a plan that were never begun.
pub(super) fn never_begun(plan: &Plan, position: usize, reason: &str) -> Option<Outcome> {
    plan.cases.get(position).map(|case| Outcome::missing(position, case, reason.to_owned()))
}
