//! A parameter stands in the table and not in the JSON.
//!
//! ## What it does
//!
//! Reports a row of a table whose name is not in the JSON structure of the same message.
//!
//! ## Why it is bad
//!
//! One of the two was not kept up to date. The parameter is read; where it nests is a guess from the rows around
//! it.
//!
//! ## Example
//!
//! ```text
//! | `id`    | number |
//! | `email` | string |
//!
//! {"id": "number"}
//! ```
//!
//! ## How to fix
//!
//! Add the member to the structure, or take the row out.

use super::Code;
use crate::diagnostic::{Diagnostic, Label, Suggestion};
use crate::files::Span;

/// `address` is the path of the parameter in the message.
pub(crate) fn report(name: &str, span: &Span, json: &Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OnlyInTable,
        format!("`{name}` is in the table and not in the JSON structure"),
        Label::new(span.clone(), "documented here"),
    )
    .with(Label::new(json.clone(), "missing from this structure"))
    .help("read as documented in the table")
    .suggest(Suggestion::new(address, vec![("drop", true.into())]))
}
