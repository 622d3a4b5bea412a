//! No dialect fits the document.
//!
//! Without one nothing in it can be read.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};

pub(crate) fn report(file: FileId, known: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::UnknownDialect, "no dialect recognises this document", Label::new(Span::new(file, 0..0), "not read"))
        .help(format!("name one with --dialect; these are known: {}", known.join(", ")))
}
