//! How many rows the header of a table takes.

use crate::document::{Cell, Table};

/// How many rows a header has at most.
const MAX_ROWS: usize = 4;

/// How many rows the header takes: as many as its headings reach into, and one more where a title spans the first. `known` tells
/// whether a cell holds the heading of a column.
pub(crate) fn depth(table: &Table, known: &dyn Fn(&Cell) -> bool) -> usize {
    let Some(first) = table.rows.first() else { return 0 };
    let reach = first.cells.iter().map(|cell| cell.rowspan).max().unwrap_or(1);
    if (2..=MAX_ROWS).contains(&reach) && reach < table.rows.len() {
        return reach;
    }
    let title = matches!(first.cells.as_slice(), [only] if only.colspan > 1);
    let headings = || table.rows.get(1).is_some_and(|row| row.cells.iter().filter(|cell| known(cell)).count() > 1);
    if title && headings() { 2 } else { 1 }
}
