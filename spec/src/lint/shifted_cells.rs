//! A row has more or fewer cells than its header.
//!
//! ## What it does
//!
//! Reports a row that has more or fewer cells than the header of its table.
//!
//! ## Why it is bad
//!
//! What stands in the wrong column is read as what it is not: a description as a type, a type as a mark.
//!
//! ## Example
//!
//! ```text
//! | Name | Type   | Required |
//! | ---- | ------ | -------- |
//! | `id` | yes |
//! ```
//!
//! ## How to fix
//!
//! Correct the row. A bar inside a cell is written `\|` in Markdown.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Row;

/// `moved` tells whether the cells were read where they fit rather than where they stand.
pub(crate) fn report(row: &Row, found: usize, width: usize, name: &str, moved: bool) -> Diagnostic {
    let span = row.cells.first().map_or_else(|| row.span.clone(), |cell| cell.text.first_span());
    Diagnostic::new(
        Code::ShiftedCells,
        format!("the row of `{name}` has {found} cells, the header {width}"),
        Label::new(span, "cells may stand in the wrong columns"),
    )
    .help(if moved { "read where the cells fit their columns; correct the row" } else { "correct the row" })
}
