//! Rows that lack a cell: what stands behind the gap has moved to the left and is moved back to where it fits.

use super::columns::Columns;
use super::grid::Placed;
use super::{Context, type_word};
use crate::dialect::ColumnRole;

/// A row and its columns are only fitted up to this size: the effort grows with the product of both.
const MAX_COLUMNS: usize = 32;
/// How much better than the cells as they stand another place must be.
const MARGIN: i32 = 2;

/// The cells where they fit their columns best; `None` where they stand best as they are.
pub(super) fn fit<'t>(cx: &Context, columns: &Columns, placed: &[Placed<'t>]) -> Option<Vec<Placed<'t>>> {
    let plain = placed.iter().all(|placed| placed.span == 1 && !placed.carried);
    let width = columns.list.len();
    if !plain || placed.len() < 2 || placed.len() >= width || width > MAX_COLUMNS || width != columns.width {
        return None;
    }
    let score = |cell: usize, column: usize| suits(cx, columns.list[column].role, placed[cell]);
    let stay: i32 = (0..placed.len()).map(|at| score(at, at)).sum();
    let gaps = width - placed.len();
    // best[cell][gap]: the best sum for the cells from `cell` on, if `gap` columns have been left out ahead of it.
    let mut best = vec![vec![(0_i32, gaps); gaps + 1]; placed.len() + 1];
    for cell in (0..placed.len()).rev() {
        for gap in 0..=gaps {
            let options = (gap..=gaps).map(|next| (score(cell, cell + next) + best[cell + 1][next].0, next));
            // Of equal sums the one with the fewest gaps here.
            best[cell][gap] = options.max_by_key(|(sum, next)| (*sum, std::cmp::Reverse(*next))).unwrap_or((0, gap));
        }
    }
    if best[0][0].0 < stay + MARGIN {
        return None;
    }
    let mut gap = 0;
    let moved = placed.iter().enumerate().map(|(cell, placed)| {
        gap = best[cell][gap].1;
        Placed { column: cell + gap, ..*placed }
    });
    Some(moved.collect())
}

/// How well a cell suits a column.
fn suits(cx: &Context, role: Option<ColumnRole>, placed: Placed) -> i32 {
    let text = placed.cell.text.folded();
    let word = text.to_lowercase();
    let (yes_or_no, blank) = (cx.dialect.required.knows(&word), text.is_empty());
    let prose = text.contains(char::is_whitespace) && !yes_or_no;
    match role {
        Some(ColumnRole::Name) => i32::from(!blank && !prose) * 2,
        Some(ColumnRole::Type) if blank => 0,
        Some(ColumnRole::Type) => {
            if type_word::resolve(cx.dialect, &text).named.is_none() {
                3
            } else {
                -3
            }
        }
        Some(ColumnRole::Required | ColumnRole::Filterable | ColumnRole::Sortable | ColumnRole::ByDefault) => {
            if yes_or_no {
                3
            } else {
                i32::from(blank) - i32::from(!blank) * 3
            }
        }
        Some(ColumnRole::Values) => {
            if yes_or_no {
                -3
            } else {
                i32::from(blank)
            }
        }
        Some(ColumnRole::Description) => {
            if yes_or_no {
                -3
            } else {
                i32::from(prose) * 2
            }
        }
        _ => 0,
    }
}
