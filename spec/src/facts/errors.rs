//! Tables of errors.

use super::columns::Cells;
use super::statuses::Status;
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
        let (code, mnemonic) = code_and_mnemonic(cx, &cells);
        let first = cells.get(ColumnRole::Mnemonic).or(row.cells.first());
        let span = first.map_or_else(|| row.span.clone(), |cell| cell.text.first_span());
        if mnemonic.is_none() && code.is_none() {
            if let Some(cell) = first {
                cx.report(lint::unread_cell::report(&cell.text, "", "an error"));
            }
            continue;
        }
        let (message, when) = (text(&cells, ColumnRole::Message), text(&cells, ColumnRole::Description));
        let status = status(cx, &cells, mnemonic.as_deref().unwrap_or_default());
        errors.push(ErrorDoc { code, status, mnemonic, message, when, own, source: cx.source(&span) });
    }
    errors
}

fn text(cells: &Cells, role: ColumnRole) -> String {
    cells.get(role).map(|cell: &Cell| cell.text.folded()).unwrap_or_default()
}

/// The HTTP status that an error comes with; what is no single status is reported.
fn status(cx: &mut Context, cells: &Cells, mnemonic: &str) -> Option<u16> {
    let cell = cells.get(ColumnRole::Status).filter(|cell| !super::cells::is_blank(&cell.text))?;
    let status = Status::parse(&cell.text.folded()).and_then(|status| status.single());
    if status.is_none() {
        cx.report(lint::unread_cell::report(&cell.text, mnemonic, "the status of the error"));
    }
    status
}

/// The number and the word of an error. A column of words may hold numbers.
fn code_and_mnemonic(cx: &mut Context, cells: &Cells) -> (Option<i64>, Option<String>) {
    let code = text(cells, ColumnRole::Code).replace('−', "-").parse().ok();
    if let Some(cell) = cells.get(ColumnRole::Code)
        && code.is_none()
        && !cell.text.is_empty()
    {
        let mnemonic = text(cells, ColumnRole::Mnemonic);
        cx.report(lint::unread_cell::report(&cell.text, &mnemonic, "the code of the error"));
    }
    let cell = cells.get(ColumnRole::Mnemonic);
    let is_dash = cell.is_some_and(|cell| super::cells::is_blank(&cell.text));
    let mnemonic = cell.map(|cell| super::cells::name(&cell.text)).filter(|word| !word.is_empty());
    let number = mnemonic.as_deref().and_then(|word| word.parse().ok()).filter(|_| code.is_none());
    let mnemonic = mnemonic.filter(|_| number.is_none() && !is_dash);
    (code.or(number), mnemonic)
}
