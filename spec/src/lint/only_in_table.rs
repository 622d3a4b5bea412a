//! A parameter stands in the table and not in the JSON.
//!
//! One of the two was not kept up to date. The parameter is read; where it nests is a guess from the rows around it.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, span: &Span, json: &Span) -> Diagnostic {
    Diagnostic::new(Code::OnlyInTable, format!("`{name}` is in the table and not in the JSON structure"), Label::new(span.clone(), "documented here"))
        .with(Label::new(json.clone(), "missing from this structure"))
        .help("read as documented in the table")
}
