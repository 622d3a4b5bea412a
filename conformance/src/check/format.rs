//! A text that is not in the documented format is refused, and one that is as long as the format allows is not.

use doctract_spec::ir::{Type, Violation};

use serde_json::Value;

use super::{Check, targets};
use crate::case::Outcome;
use crate::draft::Draft;
use crate::formats::{longest, misfits};
use crate::plan::{Change, Context, Probe, Sink, Spot, refused};

/// A text that is in none of the formats of JSON Schema (section 7.3 of its validation vocabulary), nor in any kind of number.
const NO_FORMAT: &str = "?? no format ??";

/// Formats that any text meets.
const ANY_TEXT: &[&str] = &["binary", "password", "regex", "text", "uri-reference"];

/// See the module.
pub struct Format;

impl Check for Format {
    fn name(&self) -> &'static str {
        "format"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["format", "item_format"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx) {
            let Some(format) = spot.schema.format.as_deref().filter(|format| !ANY_TEXT.contains(format)) else {
                continue;
            };
            for (kind, text) in [("", NO_FORMAT)].iter().chain(misfits(format)) {
                self.one(cx, sink, &spot, (format, kind, text));
            }
            self.longest(cx, sink, &spot, format);
        }
    }
}

impl Format {
    /// A text as long as the format allows, where the documents allow no less.
    fn longest<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, format: &str) {
        let schema = spot.schema;
        let free = schema.max_length.is_none() && schema.pattern.is_none() && schema.maximum.is_none();
        let Some((head, length)) = longest(format).filter(|_| free && schema.values.is_empty()) else { return };
        let kind = format!("format.{length}-digits.at");
        let id = format!("{}/{}/{kind}", spot.method.name, spot.path);
        let text = format!("{head}{}", cx.sampler(&id).unique.digits(length - head.len()));
        let number = text.parse::<u64>().ok().filter(|_| schema.kind != Type::String).map(Value::from);
        let probe = Probe {
            check: self.name(),
            kind,
            fact: if spot.is_item { "item_format" } else { "format" },
            plain: format!("format {format}"),
            does: format!("sends {length} digits as `{}`", spot.path),
            change: Change::Set(Draft::Known(number.unwrap_or_else(|| Value::from(text)))),
            expect: vec![Outcome::Accepted { fields: None }],
        };
        sink.probe(cx, spot, probe);
    }

    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, spot: &Spot<'a>, (format, kind, text): (&str, &str, &str)) {
        let mut expect = vec![refused(cx, Violation::InvalidValue, Some(&spot.path))];
        if spot.schema.kind != Type::String {
            // Where the documents call it a number, a text is of the wrong type as well.
            expect.push(refused(cx, Violation::WrongType, Some(&spot.path)));
        }
        let probe = Probe {
            check: self.name(),
            kind: if kind.is_empty() { "format".to_owned() } else { format!("format.{kind}") },
            fact: if spot.is_item { "item_format" } else { "format" },
            plain: format!("format {format}"),
            does: format!("sends {text:?} as `{}`", spot.path),
            change: Change::Set(Draft::text(text)),
            expect,
        };
        sink.probe(cx, spot, probe);
    }
}
