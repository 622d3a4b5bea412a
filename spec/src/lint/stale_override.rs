//! An override changes nothing.
//!
//! ## What it does
//!
//! Reports an entry of an overrides file, or a fact in it, that says what the documents say already and that
//! settles no finding.
//!
//! ## Why it is bad
//!
//! The page was corrected, and the override would hide its next change.
//!
//! ## Example
//!
//! ```text
//! ["create.contacts/phones"]
//! reason = "the page forgets it"
//! required = true      the page says so by now
//! ```
//!
//! ## How to fix
//!
//! Take the fact, or the whole entry, out of the overrides file.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `what` is the key that changes nothing.
pub(crate) fn report(address: &str, what: &str, span: &Span) -> Diagnostic {
    let message = format!("the override `{what}` of `{address}` changes nothing");
    Diagnostic::new(Code::StaleOverride, message, Label::new(span.clone(), "the documents say so already"))
        .about(address)
        .help("take it out")
}
