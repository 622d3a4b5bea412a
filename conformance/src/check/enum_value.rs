//! Each value of a closed list is accepted, a value outside it is refused.

use doctract_spec::ir::Violation;
use serde_json::Value;

use super::{Check, targets};
use crate::case::Outcome;
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, refused};

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
            let text = spot.schema.values.iter().all(Value::is_string);
            let outside = text.then(|| Value::from(OUTSIDE)).filter(|value| !spot.schema.values.contains(value));
            for value in spot.schema.values.iter().chain(&outside) {
                let inside = spot.schema.values.contains(value);
                let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let accepted = || vec![Outcome::Accepted { fields: None }];
                let expect =
                    if inside { accepted() } else { vec![refused(cx, Violation::InvalidValue, Some(&spot.path))] };
                let probe = Probe {
                    check: self.name(),
                    kind: if inside { format!("value.{word}") } else { "value".to_owned() },
                    fact: "values",
                    plain: format!("one of {}", Value::Array(spot.schema.values.clone())),
                    does: format!("sends {value} as `{}`", spot.path),
                    change: Change::Set(Draft::Known(value.clone())),
                    expect,
                };
                sink.probe(cx, &spot, probe);
            }
        }
    }
}
