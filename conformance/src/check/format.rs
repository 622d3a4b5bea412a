//! A text that is not in the documented format is refused.

use doctract_spec::ir::Violation;

use super::{Check, targets};
use crate::draft::Draft;
use crate::plan::{Change, Context, Probe, Sink, refused};

/// A text that is in none of the formats of JSON Schema (section 7.3 of its validation vocabulary), nor in any kind of number.
const NO_FORMAT: &str = "?? no format ??";

/// Formats that any text meets.
const ANY_TEXT: &[&str] = &["password", "regex", "text", "uri-reference"];

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
            let fact = if spot.is_item { "item_format" } else { "format" };
            let mut expect = vec![refused(cx, Violation::InvalidValue, Some(&spot.path))];
            if spot.schema.kind != doctract_spec::ir::Type::String {
                // Where the documents call it a number, a text is of the wrong type as well.
                expect.push(refused(cx, Violation::WrongType, Some(&spot.path)));
            }
            let probe = Probe {
                check: self.name(),
                kind: "format".to_owned(),
                fact,
                plain: format!("format {format}"),
                does: format!("sends {NO_FORMAT:?} as `{}`", spot.path),
                change: Change::Set(Draft::text(NO_FORMAT)),
                expect,
            };
            sink.probe(cx, &spot, probe);
        }
    }
}
