//! No dialect fits the document.
//!
//! ## What it does
//!
//! Reports a document that fits the `recognise` patterns of no dialect.
//!
//! ## Why it is bad
//!
//! Without a dialect nothing in it can be read.
//!
//! ## Example
//!
//! ```text
//! doctract read notes.md     a page of a vendor whose dialect nobody wrote yet
//! ```
//!
//! ## How to mend
//!
//! Name a dialect with `--dialect`, write one, or leave the file out of the set.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};

pub(crate) fn report(file: FileId, known: &[&str]) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownDialect,
        "no dialect recognises this document",
        Label::new(Span::new(file, 0..0), "not read"),
    )
    .help(format!("name one with --dialect; these are known: {}", known.join(", ")))
}
