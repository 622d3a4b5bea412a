//! Equal elements are refused where the documents say that the elements must differ.

use doctract_spec::ir::{ErrorRef, Type, Violation};
use serde_json::Value;

use super::{Check, targets};
use crate::case::{Outcome, Refusal};
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, is_reference};

/// See the module.
pub struct UniqueItems;

impl Check for UniqueItems {
    fn name(&self) -> &'static str {
        "unique_items"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["unique_items", "on_duplicate"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| spot.param.unique_items && spot.schema.kind == Type::Array) {
            for (kind, count, repeated, does) in REPEATS {
                self.repeat(cx, sink, &spot, (kind, *count, *repeated), does);
            }
            self.late(cx, sink, &spot);
        }
    }
}

/// So many unlike elements stand ahead of those that are alike in the longest list.
const MANY: u64 = 6;

/// How many elements are sent, and how many of them twice. The one that is sent once shows whether the answer lists the duplicates alone; two
/// that are sent twice, whether it lists all of them.
const REPEATS: &[(&str, u64, usize, &str)] = &[
    ("unique-items", 2, 1, "sends the same element twice"),
    ("unique-items.two", 3, 2, "sends two elements twice each"),
];

impl UniqueItems {
    /// The last element of many is that ahead of it.
    fn late<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>) {
        let kind = "unique-items.late".to_owned();
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        if spot.param.schema.max_items.is_some_and(|most| most <= MANY) {
            return;
        }
        let refers = is_reference(spot.param);
        let many = if refers { cx.referred_elements(spot, &id, MANY) } else { cx.elements(spot, &id, MANY) };
        let Some(mut elements) = sink.made(&id, spot.method, many) else { return };
        let last: Vec<Draft> = elements.last().cloned().into_iter().collect();
        elements.extend(last.clone());
        let probe = Probe {
            check: self.name(),
            kind,
            fact: "unique_items",
            plain: "the elements differ".to_owned(),
            does: format!("sends the last of {MANY} elements of `{}` once more", spot.path),
            expect: duplicate(cx, spot, last.iter().filter_map(Draft::known).collect()),
            change: Change::Set(Draft::List(elements)),
        };
        sink.probe(cx, spot, probe);
    }

    fn repeat<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        spot: &Spot<'a>,
        (kind, count, repeated): (&str, u64, usize),
        does: &str,
    ) {
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let Some(elements) = sink.made(&id, spot.method, cx.elements(spot, &id, count)) else {
            return;
        };
        let again = elements.get(..repeated).unwrap_or_default();
        let sent = elements.iter().chain(again).cloned().collect::<Vec<_>>();
        let most = spot.param.schema.max_items.unwrap_or(u64::MAX);
        if repeated > 1 && sent.len() as u64 > most {
            return;
        }
        let probe = Probe {
            check: self.name(),
            kind: kind.to_owned(),
            fact: "unique_items",
            plain: "the elements differ".to_owned(),
            does: format!("{does} in `{}`", spot.path),
            expect: duplicate(cx, spot, again.iter().filter_map(Draft::known).collect()),
            change: Change::Set(Draft::List(sent)),
        };
        sink.probe(cx, spot, probe);
    }
}

/// The documented refusal: the parameter's own; where the documents of the parameter name none, that of the convention, which may be about entities,
/// or that of a value which is none, as far as the method documents them.
fn duplicate(cx: &Context<'_>, spot: &Spot<'_>, listed: Vec<Value>) -> Vec<Outcome> {
    let refusal = |error: ErrorRef, listed: Vec<Value>| {
        Outcome::Refused(Refusal { violation: Violation::Duplicate, error, field: Some(spot.path.clone()), listed })
    };
    let known = cx.api.conventions.violation(Violation::Duplicate);
    if let Some(mnemonic) = &spot.param.on_duplicate {
        let code = cx.api.error(mnemonic).and_then(|documented| documented.code).or(known.code);
        // Only the documents of the parameter itself promise a list.
        return vec![refusal(ErrorRef { mnemonic: Some(mnemonic.clone()), code, status: known.status }, listed)];
    }
    let invalid = cx.api.conventions.violation(Violation::InvalidValue);
    let statuses = &spot.method.responses;
    let documented = |error: &ErrorRef| {
        let status = |status: u16| statuses.is_empty() || statuses.iter().any(|response| response.status == status);
        *error != ErrorRef::default() && error.status.is_none_or(status)
    };
    let known = Some(known).filter(documented).into_iter();
    known.chain([invalid]).map(|error| refusal(error, Vec::new())).collect()
}
