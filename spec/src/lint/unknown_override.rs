//! An override cannot be applied.
//!
//! ## What it does
//!
//! Reports an entry of an overrides file whose address is that of no method or parameter, and a fact whose value is
//! none of that fact.
//!
//! ## Why it is bad
//!
//! What a maintainer decided does not hold, and nobody would notice. Code is not generated then.
//!
//! ## Example
//!
//! ```text
//! ["create.contact/phones"]      the method is `create.contacts`
//! reason = "the page forgets it"
//! required = true
//! ```
//!
//! ## How to fix
//!
//! Correct the address or the value. `doctract read` shows the names as they are read.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `message` says what cannot be done, with a hint.
pub(crate) fn report(message: String, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownOverride, message, Label::new(span.clone(), "not applied"))
        .help("an address is METHOD, METHOD/PARAMETER, METHOD/result/FIELD or METHOD/STATUS/FIELD; `doctract read` shows the names")
}
