//! A row has more or fewer cells than its header.
//!
//! What stands in the wrong column is read as what it is not.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Row;

pub(crate) fn report(row: &Row, width: usize, name: &str) -> Diagnostic {
    let found = row.written.unwrap_or(row.cells.len());
    let span = row.cells.first().map_or_else(|| row.span.clone(), |cell| cell.text.first_span());
    Diagnostic::new(Code::ShiftedCells, format!("the row of `{name}` has {found} cells, the header {width}"), Label::new(span, "cells may stand in the wrong columns"))
        .help("mend the row")
}
