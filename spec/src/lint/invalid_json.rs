//! A message that the document shows is not JSON.
//!
//! A reader who copies it gets a parse error. It is repaired where the intent is plain: a comma too many or missing, a bracket that is
//! not closed.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};
use crate::structure::Fault;

pub(crate) fn report(fault: &Fault, file: FileId) -> Diagnostic {
    let label = Label::new(Span::new(file, fault.range.clone()), fault.message.clone());
    Diagnostic::new(Code::InvalidJson, format!("this is not valid JSON: {}", fault.message), label).help("read as if it were repaired")
}
