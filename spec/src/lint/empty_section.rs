//! A section has a heading and says nothing.
//!
//! The page was cut off, or nobody wrote it.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(what: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::EmptySection, format!("the section of {what} is empty"), Label::new(span.clone(), "nothing follows"))
}
