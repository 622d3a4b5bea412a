//! Where no dialect tells the status of a fault, a refusal still has one that the method documents, and one that can be about this fault: a wrong
//! value is no matter of what is not found (RFC 9110, section 15.5.5) or of a conflict (section 15.5.10).
//!
//! A page that lists statuses, and none for wrong values, does not say how these are refused: another status is then told, and fails nothing.

use std::collections::BTreeSet;

use doctract_spec::ir::{ErrorRef, Method, Response, Violation};

use super::Check;
use crate::case::{Case, Exchange, Level, Outcome, Refusal, Sentence};
use crate::plan::{Context, Sink};

/// See the module.
pub struct RefusalStatus;

/// The faults of a request by itself.
const FAULTS: &[Violation] = &[
    Violation::ParseError,
    Violation::InvalidRequest,
    Violation::WrongType,
    Violation::InvalidValue,
    Violation::MissingRequired,
    Violation::Unexpected,
    Violation::Duplicate,
];

/// The statuses that RFC 9110, section 15.5, and its kin (RFC 4918, 6585, 7725, 8470) define for something else than a fault of what is sent.
const ELSEWHERE: &[u16] =
    &[401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 415, 417, 421, 423, 424, 425, 426, 428, 429, 451];

/// The statuses about callers.
const CALLERS: &[u16] = &[401, 403, 407];

impl Check for RefusalStatus {
    fn name(&self) -> &'static str {
        "refusal_status"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["responses.status", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let mut met = BTreeSet::new();
        let planned: Vec<Case> = sink.cases.iter().filter(|case| has_untold(case)).cloned().collect();
        for case in &planned {
            let method = cx.api.methods.iter().find(|method| method.name == case.method);
            let Some(method) = method.filter(|method| lists_statuses(method)) else { continue };
            // The same code answers all faults of one kind at one place.
            if met.insert((case.check, &case.method, case.param.as_ref().map(ToString::to_string))) {
                self.one(sink, method, case);
            }
        }
    }
}

impl RefusalStatus {
    fn one(&self, sink: &mut Sink, method: &Method, planned: &Case) {
        let Some(exchange) = planned.exchanges.first() else { return };
        let about = about(exchange);
        let fits = |response: &&Response| match about {
            About::Caller => CALLERS.contains(&response.status),
            About::Value => !ELSEWHERE.contains(&response.status),
        };
        let fitting: Vec<&Response> = refusals(method).filter(fits).collect();
        let silent = fitting.is_empty();
        let allowed = if silent { refusals(method).collect() } else { fitting };
        let expect = by_status(exchange, &allowed);
        let id = planned.id.strip_prefix(&format!("{}/", method.name)).unwrap_or(&planned.id);
        let exchanges = vec![Exchange { expect, ..exchange.clone() }];
        let case = sink.whole(self.name(), method, &format!("{id}/status"), &planned.does, exchanges);
        case.param.clone_from(&planned.param);
        // What a status is for is told by HTTP rather than by the page.
        case.level = if silent { Level::Info } else { planned.level.max(Level::Should) };
        let words = |response: &&Response| format!("{}: {}", response.status, response.description);
        let source = allowed.first().map_or_else(|| method.source.clone(), |response| response.source.clone());
        case.sentence = Sentence { text: allowed.iter().map(words).collect::<Vec<_>>().join("; "), source };
    }
}

/// The refusals that are told, and one by each of these statuses.
fn by_status(exchange: &Exchange, allowed: &[&Response]) -> Vec<Outcome> {
    let (known, untold): (Vec<&Refusal>, Vec<&Refusal>) =
        told(exchange).partition(|refusal| refusal.error.status.is_some());
    let one = |response: &&Response| {
        let refusal = Refusal::clone(untold.first()?);
        let error = ErrorRef { status: Some(response.status), ..refusal.error };
        Some(Outcome::Refused(Refusal { error, ..refusal }))
    };
    let known = known.into_iter().cloned().map(Outcome::Refused);
    allowed.iter().filter_map(one).chain(known).collect()
}

/// What a refusal is about.
#[derive(Clone, Copy)]
enum About {
    Caller,
    Value,
}

fn about(exchange: &Exchange) -> About {
    let caller = told(exchange).any(|refusal| refusal.violation == Violation::Unauthenticated);
    if caller { About::Caller } else { About::Value }
}

/// The refusals that a request may meet.
fn told(exchange: &Exchange) -> impl Iterator<Item = &Refusal> {
    exchange.expect.iter().filter_map(|outcome| match outcome {
        Outcome::Refused(refusal) => Some(refusal),
        _ => None,
    })
}

/// Whether a case is one request that must be refused, for nothing but a fault of its own, by a status that the dialect does not tell.
fn has_untold(case: &Case) -> bool {
    let [exchange] = &case.exchanges[..] else { return false };
    let own = |outcome: &Outcome| match outcome {
        Outcome::Refused(refusal) => FAULTS.contains(&refusal.violation),
        _ => false,
    };
    let caller = |outcome: &Outcome| matches!(outcome, Outcome::Refused(refusal) if refusal.violation == Violation::Unauthenticated);
    let expect = &exchange.expect;
    let one_kind = !expect.is_empty() && (expect.iter().all(own) || expect.iter().all(caller));
    case.level != Level::Info && one_kind && told(exchange).any(|refusal| refusal.error.status.is_none())
}

/// Whether a REST method lists the statuses of its refusals one by one.
fn lists_statuses(method: &Method) -> bool {
    method.http.is_some() && method.response_classes.is_empty() && refusals(method).next().is_some()
}

fn refusals(method: &Method) -> impl Iterator<Item = &Response> {
    method.responses.iter().filter(|response| (400..500).contains(&response.status))
}
