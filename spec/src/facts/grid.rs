//! A table as a grid: a cell that spans columns or rows stands in each of them.
//!
//! It follows the table model of the HTML standard (section 4.9.12): the cells of a row take the first columns that no cell
//! from above reaches into.

use crate::document::{Cell, Row as TableRow};

/// How many columns are looked at; cells beyond them are in no table that people read.
const MAX_COLUMNS: usize = 256;

/// A cell with the columns that it takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed<'t> {
    pub(crate) cell: &'t Cell,
    /// The first column.
    pub(crate) column: usize,
    /// How many columns.
    pub(crate) span: usize,
    /// Whether it belongs to a row above and reaches into this one.
    pub(crate) carried: bool,
}

/// Places row after row.
#[derive(Default)]
pub(crate) struct Grid<'t> {
    /// The cells that reach into the next row, by their column, each with how many more rows it takes.
    reaching: Vec<(Placed<'t>, usize)>,
}

impl<'t> Grid<'t> {
    /// The cells of the next row, by their column, those from above among them.
    pub(crate) fn place(&mut self, row: &'t TableRow) -> Vec<Placed<'t>> {
        let above = std::mem::take(&mut self.reaching);
        let mut placed: Vec<Placed> = above.iter().map(|(placed, _)| *placed).collect();
        let mut column = 0;
        let mut from_above = above.iter().map(|(placed, _)| placed).peekable();
        let mut reaching: Vec<_> = above.iter().filter(|(_, rows)| *rows > 1).map(|(p, rows)| (*p, rows - 1)).collect();
        for cell in &row.cells {
            while let Some(taken) = from_above.next_if(|taken| taken.column <= column) {
                column = column.max(taken.column + taken.span);
            }
            if column >= MAX_COLUMNS {
                break;
            }
            let span = cell.colspan.clamp(1, MAX_COLUMNS - column);
            let own = Placed { cell, column, span, carried: false };
            placed.push(own);
            if cell.rowspan > 1 {
                reaching.push((Placed { carried: true, ..own }, cell.rowspan - 1));
            }
            column += span;
        }
        placed.sort_by_key(|placed| placed.column);
        reaching.sort_by_key(|(placed, _)| placed.column);
        self.reaching = reaching;
        placed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(usize, usize)]) -> TableRow {
        let cell =
            |(colspan, rowspan): &(usize, usize)| Cell { colspan: *colspan, rowspan: *rowspan, ..Cell::default() };
        TableRow { cells: cells.iter().map(cell).collect(), ..TableRow::default() }
    }

    fn columns(grid: &mut Grid<'static>, cells: &[(usize, usize)]) -> Vec<(usize, usize, bool)> {
        let row: &'static TableRow = Box::leak(Box::new(row(cells)));
        grid.place(row).iter().map(|placed| (placed.column, placed.span, placed.carried)).collect()
    }

    #[test]
    fn spans_move_what_stands_behind_and_below() {
        let mut grid = Grid::default();
        assert_eq!(columns(&mut grid, &[(2, 1), (1, 3), (1, 1)]), [(0, 2, false), (2, 1, false), (3, 1, false)]);
        assert_eq!(
            columns(&mut grid, &[(1, 1), (1, 1), (1, 1)]),
            [(0, 1, false), (1, 1, false), (2, 1, true), (3, 1, false)]
        );
        assert_eq!(columns(&mut grid, &[(1, 1), (1, 1)]), [(0, 1, false), (1, 1, false), (2, 1, true)]);
        assert_eq!(columns(&mut grid, &[(1, 1), (1, 1), (1, 1)]), [(0, 1, false), (1, 1, false), (2, 1, false)]);
    }

    #[test]
    fn no_span_is_too_great() {
        let mut grid = Grid::default();
        assert_eq!(columns(&mut grid, &[(1000, 65_534), (1, 1)]), [(0, 256, false)]);
        assert_eq!(columns(&mut grid, &[(1, 1)]), [(0, 256, true)]);
    }
}
