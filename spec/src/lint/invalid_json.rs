//! A message that the document shows is not JSON.
//!
//! ## What it does
//!
//! Reports each place where a message that the document shows breaks the grammar of JSON (RFC 8259).
//!
//! ## Why it is bad
//!
//! A reader who copies it gets a parse error. It is repaired where the intent is plain: a comma too many or
//! missing, a bracket that is not closed.
//!
//! ## Example
//!
//! ```text
//! {
//!   "id": 1,
//!   "name": "a",
//! }
//! ```
//!
//! ## How to fix
//!
//! Correct the message at the place that is underlined. A message leaves nothing out; say in the prose what it does not show.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};
use crate::structure::Fault;

pub(crate) fn report(fault: &Fault, file: FileId) -> Diagnostic {
    let label = Label::new(Span::new(file, fault.range.clone()), fault.message.clone());
    Diagnostic::new(Code::InvalidJson, format!("this is not valid JSON: {}", fault.message), label)
        .help("read as if it were repaired")
}
