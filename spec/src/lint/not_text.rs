//! Bytes of the file are no text.
//!
//! The file is neither UTF-8 nor UTF-16 throughout, or it was cut in the middle of a character. What is no text was replaced, and
//! the rest was read.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};

pub(crate) fn report(file: FileId, count: usize, first: usize) -> Diagnostic {
    Diagnostic::new(Code::NotText, format!("{count} sequences of bytes are not UTF-8"), Label::new(Span::new(file, first..first + 3), "the first of them"))
        .help("save the file as UTF-8")
}
