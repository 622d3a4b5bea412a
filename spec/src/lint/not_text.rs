//! Bytes of the file are no text.
//!
//! ## What it does
//!
//! Reports a file that is neither UTF-8 nor UTF-16 throughout.
//!
//! ## Why it is bad
//!
//! It was saved in another encoding, or cut in the middle of a character. What is no text was replaced, and the
//! rest was read; a name with a replaced character is another name.
//!
//! ## Example
//!
//! ```text
//! na\xEFve     Latin-1 in a file that is read as UTF-8
//! ```
//!
//! ## How to fix
//!
//! Save the file as UTF-8.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};

pub(crate) fn report(file: FileId, count: usize, first: usize) -> Diagnostic {
    Diagnostic::new(
        Code::NotText,
        format!("{count} sequences of bytes are not UTF-8"),
        Label::new(Span::new(file, first..first + 3), "the first of them"),
    )
    .help("save the file as UTF-8")
}
