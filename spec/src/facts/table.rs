//! A parameter table: which column holds what, and what each row states.

use super::{Context, Row, apply, cells, phrases, type_word, values};
use crate::dialect::ColumnRole;
use crate::document::{Cell, Row as TableRow, Table};
use crate::ir::Param;
use crate::lint;

/// The columns of a table, by position.
pub(crate) struct Columns {
    roles: Vec<Option<ColumnRole>>,
    width: usize,
}

impl Columns {
    /// The cell of a role in a row.
    pub(crate) fn cell<'r>(&self, row: &'r TableRow, role: ColumnRole) -> Option<&'r Cell> {
        let at = self.roles.iter().position(|known| *known == Some(role))?;
        row.cells.get(at)
    }

    pub(crate) fn has(&self, role: ColumnRole) -> bool {
        self.roles.contains(&Some(role))
    }

    /// Whether the row is a caption: fewer cells than columns, over the full width.
    pub(crate) fn is_caption(&self, row: &TableRow) -> bool {
        self.width > 1 && row.cells.len() == 1 && row.cells[0].colspan >= self.width.min(2)
    }
}

/// Reads the header. `None` where no column is known: the table is none of parameters.
pub(crate) fn columns(cx: &mut Context, table: &Table) -> Option<Columns> {
    let header = table.rows.first()?;
    let role = |cell: &Cell| cx.dialect.columns.get(heading(cell).as_str()).copied();
    let roles: Vec<_> = header.cells.iter().map(role).collect();
    if roles.iter().all(Option::is_none) {
        return None;
    }
    let unknown: Vec<_> =
        header.cells.iter().zip(&roles).filter(|(_, role)| role.is_none()).map(|(cell, _)| cell).collect();
    for cell in unknown {
        cx.report(lint::unknown_column::report(&heading(cell), &cell.text));
    }
    Some(Columns { width: roles.len(), roles })
}

fn heading(cell: &Cell) -> String {
    cell.text.folded().trim_end_matches(':').to_lowercase()
}

/// Reads the rows of a parameter table. A table whose header is not known is reported and gives none.
pub(crate) fn rows(cx: &mut Context, table: &Table) -> Vec<Row> {
    let Some(columns) = columns(cx, table).filter(|columns| columns.has(ColumnRole::Name)) else {
        cx.report(lint::unknown_table::report(table));
        return Vec::new();
    };
    let body = table.rows.iter().skip(1).filter(|row| !columns.is_caption(row));
    let body = body.filter(|row| row.cells.iter().any(|cell| !cell.text.is_empty()));
    body.map(|row| read_row(cx, &columns, row)).collect()
}

fn read_row(cx: &mut Context, columns: &Columns, row: &TableRow) -> Row {
    let cell = |role| columns.cell(row, role);
    let mut out = new_row(cx, cell(ColumnRole::Name), row);
    if row.written.unwrap_or(row.cells.len()) != columns.width {
        cx.report(lint::shifted_cells::report(row, columns.width, &out.param.name));
    }
    if let Some(word) = cell(ColumnRole::Type) {
        set_type(cx, &mut out, &word.text.folded(), &word.text.first_span());
    }
    let text = cell(ColumnRole::Description).map(|cell| &cell.text);
    let description = text.map(|text| take_type(cx, &mut out, &text.outside_quotes(), text)).unwrap_or_default();
    if let Some(required) = cell(ColumnRole::Required) {
        cells::required(cx, &mut out.param, &required.text);
    } else {
        out.unmarked = true;
        out.param.required = cx.dialect.required.unmarked;
    }
    if let Some(flag) = cell(ColumnRole::Filterable) {
        out.param.filterable = cells::flag(cx, &out.param, &flag.text);
    }
    if let Some(flag) = cell(ColumnRole::Sortable) {
        out.param.sortable = cells::flag(cx, &out.param, &flag.text);
    }
    if let Some(allowed) = cell(ColumnRole::Values) {
        values::read(cx, &mut out.param, &allowed.text);
    }
    if let Some(default) = cell(ColumnRole::Default)
        && !default.text.is_empty()
    {
        apply::set_text(cx, &mut out.param, "default", &default.text.folded(), &default.text.first_span());
    }
    if let Some(text) = text {
        phrases::description(cx, &mut out.param, &description, text);
    }
    let name = &out.param.name;
    out.param.role = cx.dialect.roles.get(name).copied();
    out
}

pub(crate) fn new_row(cx: &Context, name: Option<&Cell>, row: &TableRow) -> Row {
    let span = name.map_or_else(|| row.span.clone(), |cell| cell.text.first_span());
    let mut param = Param { source: cx.source(&span), ..Param::default() };
    if let Some(cell) = name {
        param.name = cells::name(&cell.text);
    }
    Row { param, name: span, kind: None, unmarked: false }
}

/// Sets the type from its word.
pub(crate) fn set_type(cx: &mut Context, row: &mut Row, word: &str, span: &crate::files::Span) {
    if word.is_empty() {
        return;
    }
    let kind = type_word::resolve(cx.dialect, word);
    type_word::put(&kind, &mut row.param.schema);
    row.kind = Some((kind, span.clone()));
}

/// Takes the type out of a description that begins with it.
fn take_type(cx: &mut Context, row: &mut Row, text: &str, whole: &crate::document::Text) -> String {
    let dialect = cx.dialect;
    let Some((word, rest)) = dialect.description.iter().find_map(|pattern| {
        let found = pattern.prefix(text)?;
        let end = found.get(0)?.end();
        Some((found.name("type")?.as_str().to_owned(), text[end..].trim().to_owned()))
    }) else {
        return text.to_owned();
    };
    set_type(cx, row, &word, &whole.first_span());
    rest
}
