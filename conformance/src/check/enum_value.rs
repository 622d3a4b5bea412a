//! Each value of a closed list is accepted, a value outside it is refused.

use std::collections::BTreeSet;

use doctract_spec::ir::Violation;
use serde_json::Value;

use super::{Check, targets};
use crate::case::Outcome;
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, Spot, refused};

/// A text that is in no list.
const OUTSIDE: &str = "no-such-value";

/// Words that a list often has, and that are taken by habit where it has them not.
const USUAL: [&str; 5] = ["none", "null", "all", "any", "default"];

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
                self.one(cx, sink, &spot, kind, &value, refused);
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

/// Values that are not in a list of texts: one unlike all of them, those that are unlike them in case alone, a part of one and two of them in one,
/// and words that are usual in other lists.
fn outside(values: &[Value]) -> Vec<(String, Value)> {
    let Some(texts) = values.iter().map(Value::as_str).collect::<Option<Vec<&str>>>() else { return Vec::new() };
    let is_new = |text: &String| !texts.contains(&text.as_str());
    let all = |other: fn(&str) -> String| texts.iter().map(|text| other(text)).find(is_new);
    let kinds = [
        ("value", Some(OUTSIDE.to_owned())),
        ("value-case", all(swapped)),
        ("value-title", all(titled)),
        ("value-part", all(shortened).filter(|part| !part.is_empty())),
        ("value-two", (texts.len() > 1).then(|| texts[..2].join(","))),
    ];
    let made = kinds.into_iter().filter_map(|(kind, text)| Some((kind.to_owned(), text?)));
    let usual = USUAL.iter().map(|word| (format!("value-other.{word}"), (*word).to_owned()));
    let mut told = BTreeSet::new();
    let each = made.chain(usual).filter(|(_, text)| is_new(text) && told.insert(text.clone()));
    each.map(|(kind, text)| (kind, Value::from(text))).collect()
}

/// A text with a capital ahead: `Active` for `active`.
fn titled(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut letters = lower.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// A text without its last letter.
fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    letters.next_back();
    letters.as_str().to_owned()
}

fn swapped(text: &str) -> String {
    if text.chars().any(char::is_lowercase) { text.to_uppercase() } else { text.to_lowercase() }
}
