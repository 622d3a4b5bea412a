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
                    sink.probe(cx, &spot, self.probe(&spot, fact, bound, past, refusals.clone()));
                    if let Some(far) = far(bound, step) {
                        let probe = self.probe(&spot, fact, bound, far, refusals);
                        sink.probe(cx, &spot, Probe { kind: format!("{fact}.far"), ..probe });
                    }
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

/// A whole number far past the bound: what brings numbers back to a bound may do so with those alone that are large.
fn far(bound: &Number, step: i32) -> Option<Number> {
    bound.as_i64()?.checked_add(i64::from(step) * FAR).map(Number::from)
}

/// How far past a bound, which 32 bits hold beside most bounds.
const FAR: i64 = 1_000_000_000;

/// The next number past the bound: a whole one, or for a bound with a fraction one that differs by one of its last digit.
fn past(bound: &Number, step: i32) -> Option<Number> {
    if let Some(bound) = bound.as_i64() {
        return bound.checked_add(i64::from(step)).map(Number::from);
    }
    let text = bound.to_string();
    let digits = text.split_once('.').filter(|_| !text.contains(['e', 'E']))?.1.len();
    let scale = 10_f64.powi(i32::try_from(digits).ok()?);
    let next = (bound.as_f64()? * scale + f64::from(step)).round() / scale;
    Number::from_f64(next).filter(|next| next != bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_past_a_bound_has_as_many_digits() {
        let number = |text: &str| text.parse::<Number>().unwrap();
        for (bound, step, next) in
            [("5", 1, "6"), ("0", -1, "-1"), ("0.01", -1, "0.0"), ("999999.99", 1, "1000000.0"), ("-0.5", -1, "-0.6")]
        {
            assert_eq!(past(&number(bound), step), Some(number(next)), "{bound}");
        }
    }
}
