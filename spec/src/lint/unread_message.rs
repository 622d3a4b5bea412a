//! A message is not read, or only a part of it.
//!
//! ## What it does
//!
//! Reports the first JSON message of a method that stands under a heading or a line of which the dialect does not know what it
//! heads, where nothing else of the method shows a message or tells the members of an answer; an example that has no member in common
//! with the one ahead of it; and a request that is a list, of which the elements alone are read.
//!
//! ## Why it is bad
//!
//! What comes back is known from nothing, so nobody is held to it. Two messages without a common member show two things, and which is
//! which the page does not tell.
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
//! people. Give each of two answers its status, and each of two requests its heading.

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

/// An example that has nothing in common with the one that is read.
pub(crate) fn stranger(span: &Span, first: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadMessage,
        "this example has no member in common with the one ahead of it, and was not read",
        Label::new(span.clone(), "of what it is an example is not told"),
    )
    .with(Label::new(first.clone(), "the example that is read"))
    .help("give the line over it a section with its status, or the role `prose`")
}

/// A request that is a list of objects.
pub(crate) fn list(span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadMessage,
        "this request is a list, and is read as one of its elements",
        Label::new(span.clone(), "a list is sent"),
    )
    .help("requests that are lists are not generated: the members that are read are those of an element")
}
