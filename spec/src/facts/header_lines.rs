//! Header fields that code shows as they are sent: `X-Trace: abc`, one a line.

use super::{Context, Row};
use crate::document::Code;
use crate::files::Span;
use crate::ir::{Param, Schema, Type};

/// How many lines of code are looked at.
const MAX_LINES: usize = 64;

/// The fields, if code holds nothing else. The media type is one of the body rather than a field.
pub(super) fn rows(cx: &mut Context, code: &Code) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    let mut offset = 0;
    for (at, line) in code.text.split_inclusive('\n').enumerate() {
        let start = offset;
        offset += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let name = name(line).filter(|_| at < MAX_LINES)?;
        let start = code.places.of(start + line.len() - line.trim_start().len());
        if !name.eq_ignore_ascii_case("content-type") {
            rows.push(row(cx, name, Span::new(code.span.file, start..start + name.len())));
        }
    }
    Some(rows)
}

/// The name of a field: letters, digits and dashes ahead of a colon, and a value behind it.
fn name(line: &str) -> Option<&str> {
    let (name, value) = line.trim().split_once(':')?;
    let is_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && name.chars().all(is_token) && !value.trim().is_empty() && !value.starts_with("//")).then_some(name)
}

/// A field whose value is a text, as those of all header fields are.
fn row(cx: &Context, name: &str, span: Span) -> Row {
    let schema = Schema { kind: Type::String, ..Schema::default() };
    let (required, source) = (cx.dialect.required.unmarked, cx.source(&span));
    let inferred = vec!["type".to_owned()];
    let param = Param { name: name.to_owned(), schema, required, inferred, source, ..Param::default() };
    Row { param, name: span, kind: None, unmarked: true, depth: 0 }
}
