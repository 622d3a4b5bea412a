//! Tables of errors.

use super::columns::Cells;
use super::{Context, table};
use crate::dialect::ColumnRole;
use crate::document::{Cell, Table};
use crate::ir::ErrorDoc;
use crate::lint;

/// Reads a table of errors. A row that names neither a mnemonic nor a code is reported.
pub(crate) fn rows(cx: &mut Context, table: &Table, own: bool) -> Vec<ErrorDoc> {
    let Some(columns) = table::columns(cx, table) else {
        table::unread(cx, table);
        return Vec::new();
    };
    if !columns.has(ColumnRole::Mnemonic) && !columns.has(ColumnRole::Code) {
        columns.skip(cx, table);
        return Vec::new();
    }
    columns.count_header(cx, table);
    let mut errors = Vec::new();
    for (row, placed) in table::body(cx, &columns, table) {
        let cells = Cells::new(&columns, placed);
        cells.report_left_over(cx, row, "");
        let cell = |role| cells.get(role);
        let text = |role| cell(role).map(|cell: &Cell| cell.text.folded()).unwrap_or_default();
        let code = text(ColumnRole::Code).replace('−', "-").parse().ok();
        if let Some(cell) = cell(ColumnRole::Code)
            && code.is_none()
            && !cell.text.is_empty()
        {
            cx.report(lint::unread_cell::report(&cell.text, &text(ColumnRole::Mnemonic), "the code of the error"));
        }
        let mut code: Option<i64> = code;
        let is_dash = cell(ColumnRole::Mnemonic).is_some_and(|cell| super::cells::is_blank(&cell.text));
        let mnemonic =
            cell(ColumnRole::Mnemonic).map(|cell| super::cells::name(&cell.text)).filter(|word| !word.is_empty());
        // A column of words may hold numbers, and the other way round.
        let number = mnemonic.as_deref().and_then(|word| word.parse().ok()).filter(|_| code.is_none());
        let mnemonic = mnemonic.filter(|_| number.is_none() && !is_dash);
        code = code.or(number);
        let first = cell(ColumnRole::Mnemonic).or(row.cells.first());
        let span = first.map_or_else(|| row.span.clone(), |cell| cell.text.first_span());
        if mnemonic.is_none() && code.is_none() {
            if let Some(cell) = first {
                cx.report(lint::unread_cell::report(&cell.text, "", "an error"));
            }
            continue;
        }
        let (message, when) = (text(ColumnRole::Message), text(ColumnRole::Description));
        errors.push(ErrorDoc { code, mnemonic, message, when, own, source: cx.source(&span) });
    }
    errors
}
