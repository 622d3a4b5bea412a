//! Each value of a closed list is accepted, a value outside it is refused.

use doctract_spec::ir::Violation;
use serde_json::Value;

use super::{Check, targets};
use crate::case::Outcome;
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, refused};

/// A text that is in no list.
const OUTSIDE: &str = "no-such-value";

/// See the module.
pub struct EnumValue;

impl Check for EnumValue {
    fn name(&self) -> &'static str {
        "enum_value"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["values"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| !spot.schema.values.is_empty()) {
            for value in &spot.schema.values {
                let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let accepted = vec![Outcome::Accepted { fields: None }];
                self.one(cx, sink, &spot, format!("value.{word}"), value, accepted);
            }
            for (kind, value) in outside(&spot.schema.values) {
                let refused = vec![refused(cx, Violation::InvalidValue, Some(&spot.path))];
                self.one(cx, sink, &spot, kind.to_owned(), &value, refused);
            }
        }
    }
}

impl EnumValue {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        spot: &Spot<'a>,
        kind: String,
        value: &Value,
        expect: Vec<Outcome>,
    ) {
        let probe = Probe {
            check: self.name(),
            kind,
            fact: "values",
            plain: format!("one of {}", Value::Array(spot.schema.values.clone())),
            does: format!("sends {value} as `{}`", spot.path),
            change: Change::Set(Draft::Known(value.clone())),
            expect,
        };
        sink.probe(cx, spot, probe);
    }
}

/// Values that are not in a list of texts: one unlike all of them, and one that is unlike them in case alone.
fn outside(values: &[Value]) -> Vec<(&'static str, Value)> {
    let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    let other_case = |text: &&str| swapped(text);
    let cased = texts.iter().flatten().map(other_case).find(|text| !values.contains(&Value::from(text.as_str())));
    let unlike = texts.is_some().then(|| ("value", Value::from(OUTSIDE)));
    let cased = cased.map(|text| ("value-case", Value::from(text)));
    unlike.into_iter().chain(cased).filter(|(_, value)| !values.contains(value)).collect()
}

fn swapped(text: &str) -> String {
    if text.chars().any(char::is_lowercase) { text.to_uppercase() } else { text.to_lowercase() }
}
