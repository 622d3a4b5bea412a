//! Judging an answer: by what is documented, and by nothing else. The wording of an error is never compared.

mod bounds;
mod charset;
mod claims;
mod listed;
mod listing;
mod no_json;
mod passed;
mod place;
mod rest;
mod rpc;
mod rpc_error;
mod sent;
mod shape;
mod symptom;
mod xml;

use doctract_spec::Deed;
use doctract_spec::ir::{Api, Method, Protocol, Violation};
use serde::Serialize;

pub use claims::{Evidence, RowsMade, last_page_size};
pub use listing::{Listing, row_fields};
pub use place::{Place, at_place, entity_of, one_fields};
pub use rpc_error::is_mnemonic;
pub use sent::mistaken;
pub use symptom::Symptom;

use crate::case::{Case, Exchange, Outcome, Refusal};
use crate::claim::Claim;
use crate::names::LooseNames;
use crate::plan::act;
use crate::wire::Answer;
use shape::{Deviation, Shape};

/// Something that an answer gets wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// What is most likely the one defect behind it: problems with the same cause are one finding.
    pub cause: String,
    /// What the documents promise.
    pub expected: String,
    /// What came.
    pub got: String,
    /// What it has in common with other problems of the same origin; none where it stands for itself.
    #[serde(skip)]
    pub symptom: Option<Symptom>,
}

impl Problem {
    fn new(cause: impl Into<String>, expected: impl Into<String>, got: impl Into<String>) -> Self {
        Self { cause: cause.into(), expected: expected.into(), got: got.into(), symptom: None }
    }

    /// The problem as one that shows this.
    fn showing(self, symptom: Symptom) -> Self {
        Self { symptom: Some(symptom), ..self }
    }
}

/// Judges the answers to one API.
pub struct Judge<'a> {
    /// The API.
    pub api: &'a Api,
    /// The names about which the documents disagree.
    pub loose: &'a LooseNames,
}

/// One answer, and what it answers.
pub(crate) struct Hearing<'a> {
    pub(crate) api: &'a Api,
    pub(crate) loose: &'a LooseNames,
    pub(crate) method: &'a Method,
    pub(crate) case: &'a Case,
    pub(crate) exchange: &'a Exchange,
    pub(crate) answer: &'a Answer,
}

impl Judge<'_> {
    /// Everything that is wrong with an answer. Empty where the promise is kept.
    pub fn judge(&self, case: &Case, method: &Method, exchange: &Exchange, answer: &Answer) -> Vec<Problem> {
        let hearing = Hearing { api: self.api, loose: self.loose, method, case, exchange, answer };
        match self.api.protocol {
            Protocol::JsonRpc => rpc::judge(&hearing),
            Protocol::Rest => rest::judge(&hearing),
        }
    }

    /// Everything that is wrong with the last answer by one claim on its exchange, beyond what [`Judge::judge`] finds.
    pub fn claim(&self, case: &Case, method: &Method, claim: &Claim, evidence: &Evidence<'_>) -> Vec<Problem> {
        let (Some(exchange), Some(answer)) = (case.exchanges.get(claim.exchange), evidence.answers.last()) else {
            return Vec::new();
        };
        let hearing = Hearing { api: self.api, loose: self.loose, method, case, exchange, answer };
        let mut problems = claims::problems(&hearing, claim, evidence);
        // What a row should be after nothing but refusals, it was before.
        let ahead = &case.exchanges[..claim.exchange];
        let writes = |exchange: &&Exchange| exchange.refuses() || self.writes(exchange);
        let refused = ahead.iter().rev().find(writes).is_some_and(Exchange::refuses);
        for problem in problems.iter_mut().filter(|_| refused) {
            problem.symptom = Some(Symptom::Done);
        }
        problems
    }

    /// Whether an exchange may change something.
    fn writes(&self, exchange: &Exchange) -> bool {
        let called = exchange.request.calls(self.api);
        called.is_none_or(|method| act(method) != Some(Deed::Read))
    }

    /// Whether an answer refuses a request that might have been, or must be, accepted.
    pub fn refuses(&self, exchange: &Exchange, answer: &Answer) -> bool {
        let could = exchange.expect.iter().any(|outcome| matches!(outcome, Outcome::Accepted { .. }));
        let refused = || match self.api.protocol {
            Protocol::Rest => answer.status >= 400,
            Protocol::JsonRpc => serde_json::from_slice::<serde_json::Value>(&answer.body)
                .is_ok_and(|body| body.get("error").is_some_and(|error| !error.is_null())),
        };
        could && refused()
    }
}

impl<'a> Hearing<'a> {
    /// The cause of a problem that belongs to this parameter and check.
    pub(crate) fn own_cause(&self) -> String {
        let param = self.case.param.as_ref().map(|path| format!("/{path}")).unwrap_or_default();
        let method = if self.case.id.starts_with("envelope/") { &self.case.id } else { &self.method.name };
        format!("{method}{param}: {}", self.case.check)
    }

    pub(crate) fn refusals(&self) -> impl Iterator<Item = &'a Refusal> {
        self.exchange.expect.iter().filter_map(|outcome| match outcome {
            Outcome::Refused(refusal) => Some(refusal),
            _ => None,
        })
    }

    pub(crate) fn shape(&self, lenient: bool) -> Shape<'a> {
        let empty_as_null = self.api.conventions.empty_as_null;
        Shape { loose: self.loose, empty_as_null, lenient, whose: shape::Whose::Documented, rows: false }
    }

    /// A deviation of an answer's shape. The same one in two cases of a method is one finding.
    pub(crate) fn deviates(&self, what: &str, deviation: Deviation) -> Problem {
        self.deviates_in(what, what, deviation)
    }

    /// The same, in one of several forms in which the same thing is answered: what all of them get wrong is one finding.
    pub(crate) fn deviates_in(&self, what: &str, form: &str, deviation: Deviation) -> Problem {
        let symptom = self.symptom(&deviation);
        let Deviation { path, expected, got } = deviation;
        let differs = match expected.as_str() {
            shape::NO_FIELD => "is not documented".to_owned(),
            _ => format!("is not {expected}"),
        };
        let problem = Problem::new(
            format!("{}: {what}: {path} {differs}", self.method.name),
            format!("{expected} at `{path}` of the {form}"),
            got,
        );
        problem.showing(symptom)
    }

    fn symptom(&self, deviation: &Deviation) -> Symptom {
        let chosen = |outcome: &Outcome| matches!(outcome, Outcome::Accepted { fields: Some(_) });
        let unasked = || self.exchange.expect.iter().any(chosen);
        let object = || deviation.path.rsplit_once('.').map_or("", |(object, _)| object).to_owned();
        match deviation.expected.as_str() {
            shape::NO_FIELD if unasked() => Symptom::Unasked,
            shape::NO_FIELD | shape::FIELD => Symptom::Members(object()),
            _ => Symptom::Shape(deviation.path.clone()),
        }
    }

    /// What was expected, in words.
    pub(crate) fn expected(&self) -> String {
        let words: Vec<String> = self.exchange.expect.iter().map(describe).collect();
        words.join(", or ")
    }
}

/// An outcome in words: `invalid_parameter_value (-32602) at ...`.
pub(crate) fn describe(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Accepted { .. } => "the documented result".to_owned(),
        Outcome::AcceptedXml => "the documented result in XML".to_owned(),
        Outcome::Status(status) | Outcome::Code(status) => format!("status {status}"),
        Outcome::NoResult => "no result".to_owned(),
        Outcome::Refused(refusal) => {
            let at = refusal.field.as_ref().map(|field| format!(" at `{}`", field.dotted())).unwrap_or_default();
            let error = &refusal.error;
            let name = match (&error.mnemonic, error.code, error.status) {
                (Some(mnemonic), Some(code), _) => format!("{mnemonic} ({code})"),
                (Some(mnemonic), None, _) => mnemonic.clone(),
                (None, Some(code), _) => format!("error {code}"),
                (None, None, Some(status)) => format!("status {status}"),
                (None, None, None) => format!("an error ({})", violation_word(refusal.violation)),
            };
            format!("{name}{at}")
        }
    }
}

fn violation_word(violation: Violation) -> String {
    serde_json::to_value(violation)
        .ok()
        .and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
        .replace('_', " ")
}
