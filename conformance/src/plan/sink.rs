//! Where checks put what they plan.

use doctract_spec::ir::{Api, Method, Param, Violation};

use super::call::Call;
use super::context::{Context, Effect};
use super::facts::lookup;
use super::spot::Spot;
use crate::case::{Case, Exchange, Level, Missing, Outcome, Refusal, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};

/// The cases and the missing cases of one plan, in order.
#[derive(Debug, Default)]
pub struct Sink {
    /// What is to be run.
    pub cases: Vec<Case>,
    /// What is not.
    pub missing: Vec<Missing>,
    /// The name of the check that is planning.
    pub check: &'static str,
}

/// What a check does with the value at a spot.
pub enum Change {
    /// Leaves it out.
    LeaveOut,
    /// Puts this in its place.
    Set(Draft),
}

impl Change {
    fn apply<'a>(self, mut call: Call<'a>, path: &Path) -> Result<Call<'a>, String> {
        let done = match self {
            Self::LeaveOut => {
                call.args.remove(path);
                true
            }
            Self::Set(value) => call.set(path, value),
        };
        if done { Ok(call) } else { Err(format!("no request can be made that reaches `{path}`")) }
    }
}

/// What a check wants to know about a spot.
pub struct Probe<'p> {
    /// The name of the check.
    pub check: &'static str,
    /// The last part of the id.
    pub kind: String,
    /// The key of the IR that states the fact.
    pub fact: &'p str,
    /// The fact in plain words.
    pub plain: String,
    /// What the request does.
    pub does: String,
    /// How the request differs from a valid one.
    pub change: Change,
    /// Which answers keep the promise.
    pub expect: Vec<Outcome>,
}

impl Sink {
    /// Notes a case that cannot be run.
    pub fn miss(&mut self, id: String, method: &Method, reason: String) {
        self.missing.push(Missing { id, method: method.name.clone(), check: self.check, reason });
    }

    /// What was made for a case; where it could not be made, the case is noted as missing.
    pub fn made<T>(&mut self, id: &str, method: &Method, made: Result<T, String>) -> Option<T> {
        match made {
            Ok(made) => Some(made),
            Err(reason) => {
                self.miss(id.to_owned(), method, reason);
                None
            }
        }
    }

    /// Plans a case that aims at one parameter.
    pub fn probe<'a>(&mut self, cx: &Context<'a>, spot: &Spot<'a>, probe: Probe<'_>) {
        let id = format!("{}/{}/{}", spot.method.name, spot.path, probe.kind);
        let accepted = probe.expect.iter().any(|outcome| matches!(outcome, Outcome::Accepted { .. }));
        let effect = if accepted { Effect::Takes } else { Effect::Shares };
        let built = cx.call_around(spot, &id, effect).and_then(|call| probe.change.apply(call, &spot.path));
        let Some(call) = self.made(&id, spot.method, built) else {
            return;
        };
        let mut expect = probe.expect;
        expect.extend(tolerated(cx, spot));
        expect.extend(impersonated(cx, spot.method));
        self.cases.push(Case {
            id,
            level: spot.level(probe.fact),
            check: probe.check,
            method: spot.method.name.clone(),
            param: Some(spot.path.clone()),
            sentence: spot.sentence(probe.fact, &probe.plain),
            does: probe.does,
            exchanges: vec![Exchange { request: call.request(), expect }],
            after: Vec::new(),
            setting: 0,
            unfit: None,
            claims: Vec::new(),
            alone: false,
            resets: Vec::new(),
        });
    }

    /// Adds a promise to the case that was planned last.
    pub fn claim(&mut self, exchange: usize, promise: Promise) {
        if let Some(case) = self.cases.last_mut() {
            case.claims.push(Claim { exchange, promise });
        }
    }

    /// Plans a case that aims at a whole method.
    pub fn whole(
        &mut self,
        check: &'static str,
        method: &Method,
        kind: &str,
        does: &str,
        exchanges: Vec<Exchange>,
    ) -> &mut Case {
        let text = if method.description.is_empty() { method.title.clone() } else { method.description.clone() };
        let sentence = Sentence { text, source: method.source.clone() };
        self.cases.push(Case {
            id: format!("{}/{kind}", method.name),
            level: Level::Must,
            check,
            method: method.name.clone(),
            param: None,
            sentence,
            does: does.to_owned(),
            exchanges,
            after: Vec::new(),
            setting: 0,
            unfit: None,
            claims: Vec::new(),
            alone: false,
            resets: Vec::new(),
        });
        let last = self.cases.len() - 1;
        &mut self.cases[last]
    }
}

/// Gives cases by a sentence of the dialect, which stands on no page, the place of their method.
pub(super) fn place(api: &Api, cases: &mut [Case]) {
    for case in cases.iter_mut().filter(|case| case.sentence.source.line == 0) {
        let method = api.methods.iter().find(|method| method.name == case.method);
        case.sentence.source = method.map(|method| method.source.clone()).unwrap_or_default();
    }
}

/// What the documents say of the error that a violation meets.
pub fn error_sentence(cx: &Context<'_>, violation: Violation) -> Option<Sentence> {
    let mnemonic = cx.api.conventions.violation(violation).mnemonic?;
    let documented = cx.api.error(&mnemonic).filter(|documented| !documented.when.is_empty())?;
    Some(Sentence { text: documented.when.clone(), source: documented.source.clone() })
}

/// A refusal for this reason, naming the parameter.
pub fn refused(cx: &Context<'_>, violation: Violation, field: Option<&Path>) -> Outcome {
    let error = cx.api.conventions.violation(violation);
    Outcome::Refused(Refusal { violation, error, field: field.cloned(), listed: Vec::new() })
}

/// What may be answered instead, whatever is wrong with the parameter: its component may be off, or the caller may not be of the kind that
/// passes it, and the documents do not say which of two errors comes first.
pub fn tolerated(cx: &Context<'_>, spot: &Spot<'_>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    if spot.depends_on_component() {
        outcomes.push(refused(cx, Violation::ComponentDisabled, None));
    }
    if spot.depends_on_caller() {
        outcomes.push(refused(cx, Violation::Forbidden, None));
        outcomes.push(refused(cx, Violation::Unexpected, None));
    }
    outcomes
}

/// What may be answered where a request has to name whom the caller acts for, and no value is configured, so that it names anybody.
pub fn impersonated(cx: &Context<'_>, method: &Method) -> Vec<Outcome> {
    let told = |param: &Param| lookup(&cx.facts.existing, &method.name, &Path::top(&param.name), &param.name).is_some();
    let made_up = |param: &&Param| param.is_required() && !param.required_for.is_empty() && !told(param);
    if !method.params.iter().any(|param| made_up(&param)) {
        return Vec::new();
    }
    [Violation::Forbidden, Violation::MissingReference].map(|violation| refused(cx, violation, None)).to_vec()
}
