//! An id of nothing is refused wherever an id stands: of what a method acts on, of what it refers to, among others in a list.
//!
//! Where the documents say that the answer lists the ids that do not exist, a list of existing and missing ones shows whether it lists these alone.

use doctract_spec::Deed;
use doctract_spec::ir::{Format, Location, Protocol, Type, Violation};
use doctract_spec::naming::is_own_id;
use serde_json::{Value, json};

use super::{Check, targets};
use crate::case::{Level, Outcome, Refusal};
use crate::draft::Draft;
use crate::names::element;
use crate::plan::{Change, Context, Probe, Sink, Spot, act, lookup, maker_of, refers, refused};

/// Ids that are hardly in use anywhere, and that 32 bits hold.
pub(super) const NOTHING: [u32; 2] = [2_147_480_009, 2_147_480_021];

/// See the module.
pub struct UnknownReference;

impl Check for UnknownReference {
    fn name(&self) -> &'static str {
        "unknown_reference"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["on_missing_reference", "see_methods", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let writes = |spot: &Spot<'_>| matches!(act(spot.method), Some(Deed::Create | Deed::Update | Deed::Delete));
        let rest = cx.api.protocol == Protocol::Rest;
        let convention = cx.api.conventions.violations.contains_key(&Violation::MissingReference);
        let by_convention = |spot: &Spot<'_>| {
            !rest || spot.param.on_missing_reference.is_some() || (convention && maker_of(cx.api, spot).is_some())
        };
        for spot in targets(cx).filter(|spot| is_aimed(cx, spot) && writes(spot) && by_convention(spot)) {
            self.one(cx, sink, &spot, Place::Behind);
            if spot.schema.kind == Type::Array && is_told(cx, &spot) {
                for place in [Place::Ahead, Place::First, Place::Between] {
                    self.one(cx, sink, &spot, place);
                }
            }
        }
    }
}

/// Where in a list the missing ids stand.
#[derive(Clone, Copy)]
enum Place {
    /// Two of them behind one that exists.
    Behind,
    /// Two of them ahead of one that exists.
    Ahead,
    /// One ahead of two that exist.
    First,
    /// One between two that exist.
    Between,
}

impl Place {
    fn kind(self) -> &'static str {
        match self {
            Self::Behind => "unknown-id",
            Self::Ahead => "unknown-id-ahead",
            Self::First => "unknown-id-first",
            Self::Between => "unknown-id-between",
        }
    }

    fn missing(self) -> usize {
        if matches!(self, Self::Behind | Self::Ahead) { 2 } else { 1 }
    }

    fn existing(self) -> u64 {
        if matches!(self, Self::Behind | Self::Ahead) { 1 } else { 2 }
    }

    fn list(self, mut existing: Vec<Draft>, missing: &[Value]) -> Vec<Draft> {
        let at = match self {
            Self::Behind => existing.len(),
            Self::Ahead | Self::First => 0,
            Self::Between => existing.len().min(1),
        };
        existing.splice(at..at, missing.iter().cloned().map(Draft::Known));
        existing
    }
}

/// Whether an id stands at a spot that is no part of an address.
pub(super) fn is_aimed(cx: &Context<'_>, spot: &Spot<'_>) -> bool {
    let refers = refers(cx.api, spot.method, spot.param) && spot.param.required_for.is_empty();
    refers && !spot.is_item && spot.param.location != Some(Location::Path)
}

impl UnknownReference {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, place: Place) {
        let mut missing = missing(cx, spot);
        let list = spot.schema.kind == Type::Array;
        let kind = place.kind().to_owned();
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let value = if list {
            missing.truncate(place.missing());
            // Without an id that exists the list holds missing ones alone.
            let existing = is_told(cx, spot).then(|| cx.elements(spot, &id, place.existing()).ok());
            Draft::List(place.list(existing.flatten().unwrap_or_default(), &missing))
        } else {
            Draft::Known(missing[0].clone())
        };
        let mut expect = vec![refusal(cx, spot, if list { missing } else { Vec::new() })];
        if cx.api.protocol == Protocol::Rest {
            // Whether it is the value that is wrong, or that what it stands for is not found, statuses hardly tell.
            expect.extend([Violation::InvalidValue, Violation::NotFound].map(|violation| refused(cx, violation, None)));
        }
        if spot.inside_element() {
            // An element that names nothing leaves out the one that it stands for.
            expect.push(refused(cx, Violation::InvalidValue, None));
        }
        let probe = Probe {
            check: self.name(),
            kind,
            fact: "on_missing_reference",
            plain: "names something that exists".to_owned(),
            does: format!("sends an id of nothing as `{}`", spot.path),
            change: Change::Set(value),
            expect,
        };
        let before = sink.cases.len();
        sink.probe(cx, spot, probe);
        if let Some(case) = sink.cases.get_mut(before).filter(|_| !is_told(cx, spot)) {
            case.level = Level::Info;
        }
    }
}

/// Whether it is certain that the target knows all ids of this kind: the documents name the error, or there is a method that makes what the ids
/// stand for, or a configured value shows that the target keeps such things.
pub(super) fn is_told(cx: &Context<'_>, spot: &Spot<'_>) -> bool {
    let fact = lookup(&cx.facts.existing, &spot.method.name, &spot.path, &spot.param.name).is_some();
    spot.param.on_missing_reference.is_some() || fact || maker_of(cx.api, spot).is_some()
}

fn missing(cx: &Context<'_>, spot: &Spot<'_>) -> Vec<Value> {
    let told = lookup(&cx.facts.unknown, &spot.method.name, &spot.path, &spot.param.name);
    match told {
        Some(Value::Array(ids)) if !ids.is_empty() => ids.clone(),
        Some(id) => vec![id.clone()],
        None if element(spot.schema).kind == Type::String => {
            let uuid = element(spot.schema).format.as_deref().and_then(Format::named) == Some(Format::Uuid);
            let text = |id: &u32| if uuid { format!("00000000-0000-4000-8000-{id:012}") } else { format!("none-{id}") };
            NOTHING.iter().map(|id| json!(text(id))).collect()
        }
        None => NOTHING.iter().map(|id| json!(id)).collect(),
    }
}

/// The documented refusal: the parameter's own, otherwise the one of the convention.
pub(super) fn refusal(cx: &Context<'_>, spot: &Spot<'_>, missing: Vec<Value>) -> Outcome {
    let acted_on = spot.ancestors.is_empty() && is_own_id(&spot.param.name);
    let violation = if acted_on { Violation::NotFound } else { Violation::MissingReference };
    let mut error = cx.api.conventions.violation(violation);
    let own = spot.param.on_missing_reference.as_ref();
    if let Some(mnemonic) = own {
        error.mnemonic = Some(mnemonic.clone());
        error.code = cx.api.error(mnemonic).and_then(|documented| documented.code).or(error.code);
    }
    // Only the documents of the parameter itself promise a list.
    let listed = own.map(|_| missing).unwrap_or_default();
    Outcome::Refused(Refusal { violation, error, field: Some(spot.path.clone()), listed })
}
