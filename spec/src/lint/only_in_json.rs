//! A member stands in the JSON and not in the table.
//!
//! ## What it does
//!
//! Reports a member of the JSON structure that no row of the table of the same message describes.
//!
//! ## Why it is bad
//!
//! Its type, whether it is required and what it means are not documented. It is read with what the JSON tells.
//!
//! ## Example
//!
//! ```text
//! | `id` | number |
//!
//! {"id": "number", "email": "string"}
//! ```
//!
//! ## How to fix
//!
//! Add a row for it, or take the member out.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(path: &str, span: &Span, table: Option<&Span>) -> Diagnostic {
    let found = Diagnostic::new(
        Code::OnlyInJson,
        format!("`{path}` is in the JSON structure and not in the table"),
        Label::new(span.clone(), "shown here"),
    );
    let found = match table {
        Some(table) => found.with(Label::new(table.clone(), "missing from this table")),
        None => found,
    };
    found.help("read with the type that the JSON shows")
}
