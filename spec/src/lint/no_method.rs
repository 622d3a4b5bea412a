//! No method was found in the document.
//!
//! ## What it does
//!
//! Reports a document in which neither a method nor a section that methods share was found.
//!
//! ## Why it is bad
//!
//! Either it is no page of an API, or its dialect does not know how its methods begin; then all of it is lost.
//!
//! ## Example
//!
//! ```text
//! # Release notes
//!
//! Nothing here describes a method.
//! ```
//!
//! ## How to fix
//!
//! Name its dialect with `--dialect`, or leave the file out of the set.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};

pub(crate) fn report(file: FileId) -> Diagnostic {
    Diagnostic::new(
        Code::NoMethod,
        "no method and no shared section was found in this document",
        Label::new(Span::new(file, 0..0), "read to its end"),
    )
    .help("name its dialect with --dialect, or leave it out")
}
