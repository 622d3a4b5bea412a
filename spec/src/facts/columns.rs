//! The columns of a table, by the words of its header.

use super::grid::{Grid, Placed};
use super::{Context, header};
use crate::dialect::ColumnRole;
use crate::document::{Cell, Row as TableRow, Table, Text};
use crate::lint;
use crate::stats::Fate;

/// A column: what it holds, and how many columns of the grid its heading spans.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub(crate) role: Option<ColumnRole>,
    pub(crate) start: usize,
    pub(crate) span: usize,
}

/// The columns of a table.
pub(crate) struct Columns {
    pub(crate) list: Vec<Column>,
    /// How many columns of the grid the header takes.
    pub(crate) width: usize,
    /// The first row that is no header.
    pub(crate) first: usize,
}

/// Reads the header. `None` where no column is known.
pub(super) fn read(cx: &mut Context, table: &Table) -> Option<Columns> {
    let role = |cell: &Cell| cx.dialect.columns.get(label(&cell.text).as_str()).copied();
    let depth = header::depth(table, &|cell| role(cell).is_some());
    let mut grid = Grid::default();
    let header = table.rows.iter().take(depth).map(|row| grid.place(row)).last()?;
    let column = |placed: &Placed| Column { role: role(placed.cell), start: placed.column, span: placed.span };
    let columns: Vec<_> = header.iter().map(column).collect();
    if columns.iter().all(|column| column.role.is_none()) {
        return headerless(cx, table);
    }
    for (placed, column) in header.iter().zip(&columns) {
        if column.role.is_none() {
            cx.report(lint::unknown_column::report(&label(&placed.cell.text), &placed.cell.text));
        }
    }
    let width = header.last().map_or(0, |placed| placed.column + placed.span);
    Some(Columns { list: columns, width, first: depth })
}

/// The columns of a table that has no header, where the dialect says what they hold.
fn headerless(cx: &Context, table: &Table) -> Option<Columns> {
    let roles = if cx.headerless.is_empty() { &cx.dialect.headerless } else { &cx.headerless };
    if roles.is_empty() || table.rows.iter().any(|row| row.cells.len() != roles.len()) {
        return None;
    }
    let column = |(start, role): (usize, &ColumnRole)| Column { role: Some(*role), start, span: 1 };
    Some(Columns { list: roles.iter().enumerate().map(column).collect(), width: roles.len(), first: 0 })
}

/// A heading or label in the form in which dialects are asked for it: in small letters, without what stands around the words.
pub(crate) fn label(text: &Text) -> String {
    let folded = text.folded();
    let plain = folded.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '?' | '*' | '#'));
    let plain = if plain.is_empty() { folded.as_str() } else { plain };
    plain.trim_end_matches(':').to_lowercase()
}

impl Columns {
    pub(crate) fn has(&self, role: ColumnRole) -> bool {
        self.list.iter().any(|column| column.role == Some(role))
    }

    pub(crate) fn column(&self, role: ColumnRole) -> Option<Column> {
        self.list.iter().find(|column| column.role == Some(role)).copied()
    }

    /// Whether the row is a caption: one cell that spans more than the column it stands in, or that is no name.
    pub(crate) fn is_caption(&self, placed: &[Placed]) -> bool {
        let mut own = placed.iter().filter(|placed| !placed.carried);
        let (Some(only), None) = (own.next(), own.next()) else { return false };
        let first = self.list.first().map_or(1, |column| column.span);
        // A caption whose `colspan` was forgotten has several words; a name has one.
        let words = || only.cell.text.folded().contains(char::is_whitespace) && !self.goes_on(placed);
        self.list.len() > 1 && (only.span > first || (self.list.len() > 2 && words()))
    }

    /// Whether the name is that of a row above, whose cell spans this one.
    fn goes_on(&self, placed: &[Placed]) -> bool {
        let start = self.column(ColumnRole::Name).map(|column| column.start);
        placed.iter().any(|placed| placed.carried && Some(placed.column) == start && !placed.cell.text.is_empty())
    }

    /// Leaves out a table that lacks the columns it would be read by. It is reported, unless the dialect says of each column
    /// that it is for people.
    pub(crate) fn skip(&self, cx: &mut Context, table: &Table) {
        if self.list.iter().all(|column| column.role.is_some_and(ColumnRole::is_prose)) {
            super::table::count_all(cx, table, "prose_table", Fate::Prose);
        } else {
            let known = self.list.iter().all(|column| column.role.is_some());
            cx.report(if known {
                lint::unknown_table::out_of_place(table)
            } else {
                lint::unknown_table::report(table)
            });
            super::table::count_all(cx, table, "unread_table", Fate::Reported);
        }
    }

    /// Counts the cells of the header.
    pub(crate) fn count_header(&self, cx: &mut Context, table: &Table) {
        for cell in table.rows.iter().take(self.first).flat_map(|row| &row.cells) {
            let known = cx.dialect.columns.contains_key(label(&cell.text).as_str());
            let fate = if cell.text.is_empty() { Fate::Blank } else { Fate::Reported };
            cx.cells.add("header", if known { Fate::Understood } else { fate });
        }
    }
}

/// The cells of a row by what they hold.
pub(crate) struct Cells<'c, 't> {
    columns: &'c Columns,
    placed: Vec<Placed<'t>>,
}

impl<'c, 't> Cells<'c, 't> {
    pub(crate) fn new(columns: &'c Columns, placed: Vec<Placed<'t>>) -> Self {
        Self { columns, placed }
    }

    fn placed(&self, role: ColumnRole) -> Option<&Placed<'t>> {
        let column = self.columns.column(role)?;
        let inside = |placed: &&Placed| (column.start..column.start + column.span).contains(&placed.column);
        let mut here = self.placed.iter().filter(inside);
        let full = here.clone().find(|placed| !placed.cell.text.is_empty());
        full.or_else(|| here.next())
    }

    /// The cell of a role: of several ones in its column, the first that is not blank.
    pub(crate) fn get(&self, role: ColumnRole) -> Option<&'t Cell> {
        Some(self.placed(role)?.cell)
    }

    /// Whether the cell of a role belongs to a row above.
    pub(crate) fn is_carried(&self, role: ColumnRole) -> bool {
        self.placed(role).is_some_and(|placed| placed.carried && !placed.cell.text.is_empty())
    }

    /// How many blank columns stand ahead of the cell in its column.
    pub(crate) fn indent(&self, role: ColumnRole) -> usize {
        match (self.columns.column(role), self.placed(role)) {
            (Some(column), Some(placed)) => placed.column.saturating_sub(column.start),
            _ => 0,
        }
    }

    /// Counts the cells that no fact was looked for in, and reports those that no column says to be prose.
    pub(crate) fn report_left_over(&self, cx: &mut Context, row: &TableRow, name: &str) {
        let mut placed = 0;
        for here in self.placed.iter().filter(|placed| !placed.carried) {
            placed += 1;
            let column = self
                .columns
                .list
                .iter()
                .find(|column| (column.start..column.start + column.span).contains(&here.column));
            let role = column.and_then(|column| column.role);
            let read =
                role.is_some_and(|role| self.placed(role).is_some_and(|read| std::ptr::eq(read.cell, here.cell)));
            let (kind, fate) = match role {
                _ if here.cell.text.is_empty() => ("blank", Fate::Blank),
                Some(role) if role.is_prose() => (role.name(), Fate::Prose),
                Some(role) if read && COUNTED.contains(&role) => continue,
                Some(role) if read => (role.name(), Fate::Understood),
                // The heading of the column is reported.
                None if column.is_some() => ("unknown_column", Fate::Reported),
                _ => {
                    cx.report(lint::unread_cell::report(&here.cell.text, name, "what its column should tell"));
                    ("beside", Fate::Reported)
                }
            };
            if !(fate == Fate::Blank && read && role.is_some_and(|role| COUNTED.contains(&role))) {
                cx.cells.add(kind, fate);
            }
        }
        // Beyond the width of the grid nobody looks; the row is reported for it.
        for cell in row.cells.iter().skip(placed) {
            cx.cells.add("beside", if cell.text.is_empty() { Fate::Blank } else { Fate::Reported });
        }
    }
}

/// The columns whose cells are counted where they are read.
const COUNTED: &[ColumnRole] = &[
    ColumnRole::Required,
    ColumnRole::Filterable,
    ColumnRole::Sortable,
    ColumnRole::ByDefault,
    ColumnRole::Values,
    ColumnRole::Default,
];
