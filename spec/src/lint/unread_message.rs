//! A message stands under a heading without a role, and nothing else shows what is sent or what comes back.
//!
//! ## What it does
//!
//! Reports the first JSON message of a method that stands under a heading or a line of which the dialect does not know what it
//! heads, where nothing else of the method shows a message or tells the members of an answer.
//!
//! ## Why it is bad
//!
//! What comes back is known from nothing, so nobody is held to it.
//!
//! ## Example
//!
//! ```text
//! What you get:      while the dialect has no section for this line
//!
//!     {"id": 7}
//! ```
//!
//! ## How to fix
//!
//! Give the heading over it the role `response`, or `example` where it is sent, in a `[[section]]`; `prose` says that it is for
//! people.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadMessage,
        "a message stands under a heading without a role, and was not read",
        Label::new(span.clone(), "the only message of its method"),
    )
    .help("give the heading over it the role `response`, `request_example` or `prose` in a `[[section]]`")
}
