//! The card of a method: a table of labels and values, one pair a row, or the labels over the values.

use super::columns;
use crate::dialect::{CardKey, Dialect};
use crate::document::{Cell, Row, Table};

/// A card.
#[derive(Clone, Debug)]
pub(crate) struct Card<'a> {
    /// Labels with their values.
    pub(crate) pairs: Vec<(&'a Cell, &'a Cell)>,
    /// Rows over the full width.
    pub(crate) captions: Vec<&'a Row>,
    /// Rows beyond the first, of a card that has its labels on top: there is one method in a card.
    pub(crate) more: Vec<&'a Row>,
}

/// The card in a table; `None` where it is none.
pub(crate) fn card<'a>(dialect: &Dialect, table: &'a Table) -> Option<Card<'a>> {
    if dialect.card.is_empty() {
        return None;
    }
    across(dialect, table).or_else(|| down(dialect, table))
}

/// What the label in a cell introduces.
pub(crate) fn key(dialect: &Dialect, cell: &Cell) -> Option<CardKey> {
    dialect.card.get(&columns::label(&cell.text)).copied()
}

fn names_method(key: Option<CardKey>) -> bool {
    matches!(key, Some(CardKey::Name | CardKey::Path | CardKey::Verb))
}

/// One pair a row: the first tells the method, and another one belongs to a card too. A table of two columns whose heading
/// is the label of the method lists methods.
fn down<'a>(dialect: &Dialect, table: &'a Table) -> Option<Card<'a>> {
    // A row over the full width is a caption.
    let is_pair = |row: &Row| row.cells.len() == 2 || row.cells.iter().all(|cell| cell.colspan > 1);
    let known = |row: &Row| row.cells.first().and_then(|cell| key(dialect, cell));
    let (first, others) = table.rows.split_first()?;
    let is_list = !others.is_empty() && others.iter().all(|row| known(row).is_none());
    if !table.rows.iter().all(is_pair) || !names_method(known(first)) || is_list {
        return None;
    }
    let pair = |row: &'a Row| match row.cells.as_slice() {
        [label, value] => Some((label, value)),
        _ => None,
    };
    let captions = table.rows.iter().filter(|row| row.cells.len() != 2).collect();
    Some(Card { pairs: table.rows.iter().filter_map(pair).collect(), captions, more: Vec::new() })
}

/// The labels in the header, all of which are known, and the values below. A table of names and descriptions lists methods,
/// even if there is only one in it.
fn across<'a>(dialect: &Dialect, table: &'a Table) -> Option<Card<'a>> {
    let [labels, values, more @ ..] = table.rows.as_slice() else { return None };
    let keys: Vec<_> = labels.cells.iter().map(|cell| key(dialect, cell)).collect();
    let known = keys.len() > 1 && keys.iter().all(Option::is_some) && keys.iter().any(|key| names_method(*key));
    let facts = keys.iter().flatten().filter(|key| !matches!(key, CardKey::Description)).count();
    if !known || facts < 2 || values.cells.len() < keys.len() {
        return None;
    }
    let pairs = labels.cells.iter().zip(&values.cells).collect();
    Some(Card { pairs, captions: Vec::new(), more: more.iter().collect() })
}
