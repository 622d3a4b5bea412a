//! A field is a number in one method and a string in another.
//!
//! ## What it does
//!
//! Reports a field that is a number in one method of the API and a string in another.
//!
//! ## Why it is bad
//!
//! What one method returns cannot be passed to the other as it is. Both types are taken in both places, so that
//! neither reading of the documents is held against an implementation.
//!
//! ## Example
//!
//! ```text
//! get.calls      | `phone_number` | number |
//! create.calls   | `phone_number` | string |
//! ```
//!
//! ## How to fix
//!
//! Give the field one type in all methods. If the server really differs, say so in `overrides.toml`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, number: &Span, string: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::FieldTypeVaries,
        format!("`{name}` is a number in one method and a string in another"),
        Label::new(string.clone(), "a string here"),
    )
    .with(Label::new(number.clone(), "a number here"))
    .help("read as either of them, everywhere")
}
