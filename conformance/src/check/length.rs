//! `min_length` and `max_length`: a value of that length is accepted, one character or digit past it is refused.

use doctract_spec::ir::{Type, Violation};
use serde_json::Value;

use super::{Check, targets};
use crate::case::Outcome;
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, refused};

/// Longer values are not sent: they would test the limits of the transport.
const LONGEST: u64 = 1 << 20;

/// So few characters leave little room for unlike values.
const SHORT: u64 = 3;

/// A letter of two bytes in UTF-8.
const WIDE: char = 'é';

/// See the module.
pub struct Length;

impl Check for Length {
    fn name(&self) -> &'static str {
        "length"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["min_length", "max_length"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        // A length of a value in a format cannot be reached by padding, which would break the format.
        let scalar = |spot: &Spot<'_>| {
            matches!(spot.schema.kind, Type::String | Type::Integer | Type::Number) && spot.schema.format.is_none()
        };
        for spot in targets(cx).filter(scalar) {
            if let Some(least) = spot.schema.min_length.filter(|least| *least > 0 && *least < LONGEST) {
                self.both(cx, sink, &spot, "min_length", least, least - 1);
                self.wide(cx, sink, &spot, least);
            }
            if let Some(most) = spot.schema.max_length.filter(|most| *most < LONGEST) {
                self.both(cx, sink, &spot, "max_length", most, most + 1);
            }
        }
    }
}

impl Length {
    fn both<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, fact: &str, bound: u64, past: u64) {
        let number = spot.schema.kind != Type::String;
        for length in [bound, past] {
            let at = length == bound;
            if length == 0 && number {
                continue;
            }
            let accepted = || vec![Outcome::Accepted { fields: None }];
            let mut expect = if at { accepted() } else { vec![refused(cx, Violation::InvalidValue, Some(&spot.path))] };
            if at && length <= SHORT {
                // There are so few of them that another entity may have it, where no two may have the same.
                let taken = cx.api.conventions.violations.contains_key(&Violation::Duplicate);
                expect.extend(taken.then(|| refused(cx, Violation::Duplicate, None)));
            }
            let kind = format!("{}{}", fact.replace('_', "-"), if at { ".at" } else { "" });
            let probe = Probe {
                check: self.name(),
                fact,
                plain: format!("{fact} {bound}"),
                does: format!("sends {length} {} as `{}`", if number { "digits" } else { "characters" }, spot.path),
                change: Change::Set(Draft::Known(value(cx, spot, &kind, length))),
                kind,
                expect,
            };
            sink.probe(cx, spot, probe);
        }
    }
}

impl Length {
    /// Fewer characters than that, of as many bytes or more: a length counts characters (JSON Schema 2020-12, section 6.3.2).
    fn wide<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, least: u64) {
        let free = spot.schema.kind == Type::String && spot.schema.pattern.is_none();
        let Some(length) = usize::try_from(least - 1).ok().filter(|length| *length > 1 && free) else { return };
        let probe = Probe {
            check: self.name(),
            kind: "min-length.wide".to_owned(),
            fact: "min_length",
            plain: format!("min_length {least}"),
            does: format!("sends {length} characters of several bytes as `{}`", spot.path),
            change: Change::Set(Draft::text(WIDE.to_string().repeat(length))),
            expect: vec![refused(cx, Violation::InvalidValue, Some(&spot.path))],
        };
        sink.probe(cx, spot, probe);
    }
}

fn value(cx: &Context<'_>, spot: &Spot<'_>, kind: &str, length: u64) -> Value {
    let sampler = cx.sampler(&format!("{}/{}/{kind}#value", spot.method.name, spot.path));
    sampler.of_length(spot.schema, usize::try_from(length).unwrap_or(0))
}
