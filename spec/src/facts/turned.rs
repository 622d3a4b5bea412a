//! Tables with their headings on the left: each column but the first is a parameter.

use super::columns::label;
use super::{Context, resolve_type};
use crate::dialect::ColumnRole;
use crate::document::{Row as TableRow, Table, Text};

/// How many rows and columns such a table has at most.
const MAX: usize = 32;

/// The table with its headings above; `None` where they do not stand on the left. All labels on the left must be known and
/// differ, a name among them, and what stands beside a label for types or requirements must be words for these.
pub(super) fn turned(cx: &Context, table: &Table) -> Option<Table> {
    let width = table.rows.first()?.cells.len();
    let even = |row: &TableRow| {
        row.cells.len() == width && row.cells.iter().all(|cell| cell.colspan == 1 && cell.rowspan == 1)
    };
    if !(2..=MAX).contains(&width) || !(2..=MAX).contains(&table.rows.len()) || !table.rows.iter().all(even) {
        return None;
    }
    let role = |text: &Text| cx.dialect.columns.get(label(text).as_str()).copied();
    let roles = table.rows.iter().map(|row| role(&row.cells[0].text)).collect::<Option<Vec<_>>>()?;
    let differ = roles.iter().enumerate().all(|(at, role)| !roles[..at].contains(role));
    let headed = table.rows[0].cells[1..].iter().any(|cell| role(&cell.text).is_some());
    if !differ || headed || !roles.contains(&ColumnRole::Name) {
        return None;
    }
    let rows = || roles.iter().zip(&table.rows);
    let suits = |role: ColumnRole, fits: &dyn Fn(&str) -> bool| {
        let mut rows = rows().filter(|(known, _)| **known == role);
        rows.next().is_some_and(|(_, row)| row.cells[1..].iter().all(|cell| fits(&cell.text.folded())))
    };
    let is_type = |word: &str| !word.is_empty() && resolve_type(cx.dialect, word).named.is_none();
    let is_required = |word: &str| cx.dialect.required.knows(&word.to_lowercase());
    if !suits(ColumnRole::Type, &is_type) && !suits(ColumnRole::Required, &is_required) {
        return None;
    }
    let column = |at: usize| {
        let cells: Vec<_> = table.rows.iter().map(|row| row.cells[at].clone()).collect();
        let span = cells.first().map(|cell| cell.text.first_span()).unwrap_or_default();
        TableRow { cells, written: None, span }
    };
    Some(Table { rows: (0..width).map(column).collect(), span: table.span.clone() })
}
