//! `minimum` and `maximum`: the bound itself is accepted, one past it is refused.

use doctract_spec::ir::{Location, Role, Type, Violation};
use serde_json::{Number, Value};

use super::{Check, targets};
use crate::case::Outcome;
use crate::claim::Promise;
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, refused};

/// See the module.
pub struct NumberRange;

impl Check for NumberRange {
    fn name(&self) -> &'static str {
        "number_range"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["minimum", "maximum"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| matches!(spot.schema.kind, Type::Integer | Type::Number)) {
            let bounds = [("minimum", &spot.schema.minimum, -1), ("maximum", &spot.schema.maximum, 1)];
            for (fact, bound, step) in bounds {
                let Some(bound) = bound else { continue };
                let at = vec![Outcome::Accepted { fields: None }];
                let planned = sink.cases.len();
                sink.probe(cx, &spot, self.probe(&spot, fact, bound, bound.clone(), at));
                if let Some(limit) = page_size(&spot, bound).filter(|_| sink.cases.len() > planned) {
                    sink.claim(0, Promise::Length { limit, offset: 0 });
                }
                if let Some(past) = past(bound, step) {
                    let in_path = spot.param.location == Some(Location::Path);
                    let mut refusals = vec![refused(cx, Violation::InvalidValue, Some(&spot.path))];
                    refusals.extend(in_path.then(|| refused(cx, Violation::NotFound, None)));
                    sink.probe(cx, &spot, self.probe(&spot, fact, bound, past, refusals));
                }
            }
        }
    }
}

impl NumberRange {
    fn probe<'p>(
        &self,
        spot: &Spot<'_>,
        fact: &'p str,
        bound: &Number,
        value: Number,
        expect: Vec<Outcome>,
    ) -> Probe<'p> {
        let kind = if &value == bound { format!("{fact}.at") } else { fact.to_owned() };
        Probe {
            check: self.name(),
            kind,
            fact,
            plain: format!("{fact} {bound}"),
            does: format!("sends {value} as `{}`", spot.path),
            change: Change::Set(Draft::Known(Value::Number(value))),
            expect,
        }
    }
}

/// How many rows may come at most, where the bound is that of the size of a page.
fn page_size(spot: &Spot<'_>, bound: &Number) -> Option<u64> {
    bound.as_u64().filter(|_| spot.param.role == Some(Role::Limit))
}

/// The next whole number past the bound.
fn past(bound: &Number, step: i64) -> Option<Number> {
    bound.as_i64().and_then(|bound| bound.checked_add(step)).map(Number::from)
}
