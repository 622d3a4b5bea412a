//! A member stands in the JSON and not in the table.
//!
//! ## What it does
//!
//! Reports a member of the JSON structure that no row of the table of the same message describes; of an object of which no member is
//! described the first, and of an object that is not described itself the object alone.
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

/// `others` is how many members more the object of this one has, none of which is in the table.
pub(crate) fn report(path: &str, others: usize, span: &Span, table: Option<&Span>) -> Diagnostic {
    let message = match others {
        0 => format!("`{path}` is in the JSON structure and not in the table"),
        _ => format!("`{path}` and {others} more beside it, all that its object has, are in the JSON structure and not in the table"),
    };
    let found = Diagnostic::new(
        Code::OnlyInJson,
        message,
        Label::new(span.clone(), "shown here"),
    );
    let found = match table {
        Some(table) => found.with(Label::new(table.clone(), "missing from this table")),
        None => found,
    };
    found.help("read with the type that the JSON shows")
}
