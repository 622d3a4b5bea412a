//! A row has no name.
//!
//! ## What it does
//!
//! Reports a row whose cell for the name is empty.
//!
//! ## Why it is bad
//!
//! Nobody can pass a parameter without a name. Where an example shows exactly as many members as rows lack their
//! names, the names are taken from there; otherwise the row is left out.
//!
//! ## Example
//!
//! ```text
//! | Name | Type   |
//! | ---- | ------ |
//! |      | number |
//! ```
//!
//! ## How to fix
//!
//! Write the name into the table.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// The name was found in an example.
pub(crate) fn recovered(name: &str, row: &Span, example: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::LostName,
        format!("this row has no name; the example calls it `{name}`"),
        Label::new(row.clone(), "no name here"),
    )
    .with(Label::new(example.clone(), "taken from here"))
    .help(format!("read as `{name}`"))
}

/// The name was not found.
pub(crate) fn lost(row: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::LostName,
        "this row has no name, and no example tells it",
        Label::new(row.clone(), "left out"),
    )
    .help("write the name into the table")
}
