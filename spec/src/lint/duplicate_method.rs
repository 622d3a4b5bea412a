//! A method is documented twice.
//!
//! ## What it does
//!
//! Reports a second place, on the same page or on another one, that documents a method of the same name.
//!
//! ## Why it is bad
//!
//! The first place is taken; where the second one says something else, nobody can tell which of them holds.
//!
//! ## Example
//!
//! ```text
//! a.md   | Method | `get.contacts` |
//! b.md   | Method | `get.contacts` |
//! ```
//!
//! ## How to fix
//!
//! Keep one of the places and let the other one point to it.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, first: &Span, second: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateMethod,
        format!("`{name}` is documented twice"),
        Label::new(second.clone(), "this one is left out"),
    )
    .with(Label::new(first.clone(), "this one is read"))
}
