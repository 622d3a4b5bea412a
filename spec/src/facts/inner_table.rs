//! Tables in the cells of tables: those of members, and those of a page that sets out everything in a table.

use std::borrow::Cow;

use super::{Context, Row, columns, nesting, table};
use crate::dialect::{ColumnRole, Dialect};
use crate::document::{Block, Document, Row as TableRow, Table};

/// How deep tables in cells are looked for.
const MAX_DEPTH: usize = 8;

/// A document in which tables stand in cells only where the table around them is one of parameters; others stand ahead of theirs.
pub(crate) fn apart<'d>(dialect: &Dialect, document: &'d Document) -> Cow<'d, Document> {
    let parted = |table: &Table| holds_tables(table) && !has_names(dialect, table);
    let is_parted = |block: &Block| matches!(block, Block::Table(table) if parted(table));
    if !document.blocks.iter().any(is_parted) {
        return Cow::Borrowed(document);
    }
    let mut blocks = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Table(table) => take_apart(dialect, table, &mut blocks, 0),
            block => blocks.push(block.clone()),
        }
    }
    Cow::Owned(Document { file: document.file, blocks })
}

fn take_apart(dialect: &Dialect, table: &Table, blocks: &mut Vec<Block>, depth: usize) {
    let mut own = table.clone();
    if !has_names(dialect, table) && depth < MAX_DEPTH {
        for cell in own.rows.iter_mut().flat_map(|row| &mut row.cells) {
            for inner in std::mem::take(&mut cell.tables) {
                take_apart(dialect, &inner, blocks, depth + 1);
            }
        }
    }
    blocks.push(Block::Table(own));
}

fn holds_tables(table: &Table) -> bool {
    table.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.tables.is_empty())
}

/// Whether a column of names stands in the header.
fn has_names(dialect: &Dialect, table: &Table) -> bool {
    let header = table.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
    header.iter().any(|cell| dialect.columns.get(&columns::label(&cell.text)) == Some(&ColumnRole::Name))
}

/// The rows of the tables that stand in the cells of a row: members of what it tells of.
pub(super) fn members(cx: &mut Context, row: &TableRow) -> Vec<Row> {
    row.cells.iter().flat_map(|cell| &cell.tables).flat_map(|inner| table::rows(cx, inner)).collect()
}

/// Gives a row its members.
pub(super) fn adopt(cx: &mut Context, row: &mut Row, members: Vec<Row>) {
    for member in members {
        nesting::adopt(cx, &mut row.param, member);
    }
}
