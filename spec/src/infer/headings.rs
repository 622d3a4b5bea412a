//! The headings of a table, with what stands under each, or beside it where they stand on the left.

use crate::document::{Cell, Table};
use crate::facts::{Grid, header_depth};
use crate::language::{COMMON, look_up};

/// A heading and the texts of its cells.
pub(super) type Heading = (String, Vec<String>);

/// How many rows a table has at most whose headings stand on the left.
const MAX_LEFT: usize = 32;

/// The headings of a table.
pub(super) fn headings(table: &Table) -> Vec<Heading> {
    if let Some(left) = on_the_left(table) {
        return left;
    }
    let depth = header_depth(table, &|cell| meaning(cell).is_some());
    if depth < 2 {
        return above(table);
    }
    let mut grid = Grid::default();
    let mut placed = table.rows.iter().map(|row| grid.place(row));
    let Some(header) = placed.by_ref().take(depth).last() else { return Vec::new() };
    let mut headings: Vec<_> =
        header.iter().map(|placed| (placed.column, (super::label(&placed.cell.text), Vec::new()))).collect();
    for cell in placed.flatten() {
        if let Some((_, (_, words))) = headings.iter_mut().find(|(column, _)| *column == cell.column) {
            words.push(cell.cell.text.folded());
        }
    }
    headings.into_iter().map(|(_, heading)| heading).collect()
}

fn meaning(cell: &Cell) -> Option<&'static str> {
    look_up(&COMMON.columns, &super::label(&cell.text)).map(|(meaning, _)| meaning)
}

/// The headings of the first row, each with the cells that stand in its place in the others.
fn above(table: &Table) -> Vec<Heading> {
    let Some((header, rows)) = table.rows.split_first() else { return Vec::new() };
    let words = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(column));
        cells.map(|cell| cell.text.folded()).collect()
    };
    let heading = |(column, cell): (usize, &Cell)| (super::label(&cell.text), words(column));
    header.cells.iter().enumerate().map(heading).collect()
}

/// The first cell of each row, where all of them are known, differ, and tell of names and types, and the first row has no others.
fn on_the_left(table: &Table) -> Option<Vec<Heading>> {
    if !(2..=MAX_LEFT).contains(&table.rows.len()) {
        return None;
    }
    let left = table.rows.iter().map(|row| meaning(row.cells.first()?)).collect::<Option<Vec<_>>>()?;
    let differ = left.iter().enumerate().all(|(at, known)| !left[..at].contains(known));
    let telling = left.contains(&"name") && (left.contains(&"type") || left.contains(&"required"));
    let others = table.rows[0].cells.get(1..).filter(|others| !others.is_empty())?;
    if !differ || !telling || others.iter().any(|cell| meaning(cell).is_some()) {
        return None;
    }
    let words = |cells: &[Cell]| cells[1..].iter().map(|cell| cell.text.folded()).collect();
    Some(table.rows.iter().map(|row| (super::label(&row.cells[0].text), words(&row.cells))).collect())
}
