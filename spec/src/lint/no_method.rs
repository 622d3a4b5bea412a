//! No method was found in the document.
//!
//! Either it is none of an API, or its dialect does not know how its methods begin.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};

pub(crate) fn report(file: FileId) -> Diagnostic {
    Diagnostic::new(Code::NoMethod, "no method and no shared section was found in this document", Label::new(Span::new(file, 0..0), "read to its end"))
        .help("name its dialect with --dialect, or leave it out")
}
