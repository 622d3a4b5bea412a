//! A method is documented twice.
//!
//! The first place is taken; where the second one says something else, nobody can tell which of them holds.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, first: &Span, second: &Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateMethod, format!("`{name}` is documented twice"), Label::new(second.clone(), "this one is left out"))
        .with(Label::new(first.clone(), "this one is read"))
}
