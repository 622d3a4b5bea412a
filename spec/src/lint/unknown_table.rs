//! A table has no header that the dialect knows, so none of its cells was read.
//!
//! ## What it does
//!
//! Reports a table whose header has no heading that the dialect knows.
//!
//! ## Why it is bad
//!
//! None of its cells was read.
//!
//! ## Example
//!
//! ```text
//! | Argument | Meaning |     the dialect knows `Name` and `Description`
//! | -------- | ------- |
//! | `id`     | the id  |
//! ```
//!
//! ## How to fix
//!
//! Add its headings to `[columns]` of the dialect, or its section to `[[section]]` with the role `prose`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Table;

pub(crate) fn report(table: &Table) -> Diagnostic {
    found(table).help("add its headings to `[columns]`, or its section to `[[section]]` with the role `prose`")
}

/// A table all of whose headings are known, where nothing says what its rows belong to.
pub(crate) fn out_of_place(table: &Table) -> Diagnostic {
    found(table).help(
        "its headings are known, but no method and no section for rows is open here, for a heading above a method's own ends it: \
         give the heading over it a role in `[[section]]`, `prose` if it is for people",
    )
}

fn found(table: &Table) -> Diagnostic {
    let header = table.rows.first();
    let span =
        header.and_then(|row| row.cells.first()).map_or_else(|| table.span.clone(), |cell| cell.text.first_span());
    let headings: Vec<_> =
        header.map(|row| row.cells.iter().map(|cell| cell.text.folded()).collect()).unwrap_or_default();
    Diagnostic::new(
        Code::UnknownTable,
        format!("a table of {} rows was not read", table.rows.len()),
        Label::new(span, format!("its header: {}", headings.join(" | "))),
    )
}
