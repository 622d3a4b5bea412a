//! A parameter stands in the path and in no table.
//!
//! It is read as a required string.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::UndocumentedPathParameter, format!("`{{{name}}}` stands in the path and in no table"), Label::new(span.clone(), "named here only"))
        .help("read as a required string")
}
