//! A parameter stands twice in one place.
//!
//! ## What it does
//!
//! Reports a second row of one name in one table, where the JSON does not show that they belong to different
//! objects.
//!
//! ## Why it is bad
//!
//! The first row is taken; what the second one says is lost.
//!
//! ## Example
//!
//! ```text
//! | `id` | number | yes |
//! | `id` | string | no  |
//! ```
//!
//! ## How to fix
//!
//! Take one of the rows out, or add the JSON structure that tells them apart.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, first: &Span, second: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateParameter,
        format!("`{name}` stands twice"),
        Label::new(second.clone(), "this row is left out"),
    )
    .with(Label::new(first.clone(), "this row is read"))
}
