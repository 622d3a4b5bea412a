//! Nothing shows how the rows of a table nest.
//!
//! ## What it does
//!
//! Reports an object or a list in a table with rows behind it, where no message shows what it holds.
//!
//! ## Why it is bad
//!
//! A table is flat. Without the JSON structure nobody can tell which rows are children of its objects and lists;
//! all of them are read as standing side by side.
//!
//! ## Example
//!
//! ```text
//! | `contact` | object |
//! | `name`    | string |     of the contact, or beside it?
//! ```
//!
//! ## How to fix
//!
//! Add the JSON structure, or give it the member names that the protocol prescribes.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `what` says which message lacks its structure.
pub(crate) fn report(what: &str, container: &str, row: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownNesting,
        format!("no JSON structure shows what `{container}` of the {what} holds"),
        Label::new(row.clone(), "the rows behind it are read as standing beside it"),
    )
    .help("add the structure, or give it the member names that the protocol prescribes")
}
