//! A parameter stands twice in one place.
//!
//! The first row is taken.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, first: &Span, second: &Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateParameter, format!("`{name}` stands twice"), Label::new(second.clone(), "this row is left out"))
        .with(Label::new(first.clone(), "this row is read"))
}
