//! The card of a method: a table of labels and values, one pair a row, or the labels over the values; or lines of a label
//! and its value.

use std::borrow::Cow;

use super::columns;
use super::grid::{Grid, Placed};
use crate::dialect::{CardKey, Dialect};
use crate::document::{Block, Cell, Row, Table, Text};

/// A card.
#[derive(Clone, Debug)]
pub(crate) struct Card<'a> {
    /// Labels with their values.
    pub(crate) pairs: Vec<(Cow<'a, Cell>, Cow<'a, Cell>)>,
    /// Rows over the full width.
    pub(crate) captions: Vec<&'a Row>,
    /// Rows beyond the first, of a card that has its labels on top: there is one method in a card.
    pub(crate) more: Vec<&'a Row>,
    /// Whether it is one of the rows of a table, each of which is a method.
    pub(crate) in_row: bool,
    /// The HTTP method of all rows of its table, where its section tells it.
    pub(crate) verb: Option<String>,
}

/// The card in a table; `None` where it is none.
pub(crate) fn card<'a>(dialect: &Dialect, table: &'a Table) -> Option<Card<'a>> {
    if dialect.card.is_empty() {
        return None;
    }
    across(dialect, table).or_else(|| down(dialect, table))
}

/// The cards in the rows of a table whose header has the labels, one that tells the method among them. `verb` is the HTTP method
/// of all of them, where their section tells it.
pub(crate) fn of_rows<'a>(dialect: &Dialect, table: &'a Table, verb: Option<&str>) -> Vec<Card<'a>> {
    let Some((header, rows)) = table.rows.split_first() else { return Vec::new() };
    let mut grid = Grid::default();
    let labels = grid.place(header);
    let keys: Vec<_> = labels.iter().map(|label| key(dialect, label.cell)).collect();
    if !keys.iter().any(|key| matches!(key, Some(CardKey::Name | CardKey::Path))) {
        return Vec::new();
    }
    let mut cards = Vec::new();
    let mut captions = Vec::new();
    for row in rows {
        let cells = grid.place(row);
        if cells.len() == 1 && labels.len() > 1 {
            captions.push(row);
            continue;
        }
        let below = |label: &Placed<'a>| {
            let cell = cells.iter().find(|cell| (cell.column..cell.column + cell.span).contains(&label.column))?;
            Some((Cow::Borrowed(label.cell), Cow::Borrowed(cell.cell)))
        };
        let (pairs, captions) = (labels.iter().filter_map(below).collect(), std::mem::take(&mut captions));
        cards.push(Card { pairs, captions, more: Vec::new(), in_row: true, verb: verb.map(str::to_owned) });
    }
    cards
}

impl Card<'_> {
    /// Whether one of its labels introduces one of these.
    pub(super) fn tells(&self, dialect: &Dialect, wanted: &[CardKey]) -> bool {
        let is_one = |key| wanted.contains(&key);
        self.pairs.iter().any(|(label, value)| !value.text.is_empty() && key(dialect, label).is_some_and(is_one))
    }

    /// Whether it tells no more of its method than a list of methods does: what is described elsewhere is the method then.
    pub(crate) fn only_lists(&self, dialect: &Dialect) -> bool {
        let lists = |key| {
            use CardKey::{Description, Ignore, Name, Path, Title, Verb};
            matches!(key, Name | Verb | Path | Title | Description | Ignore)
        };
        self.in_row && self.pairs.iter().all(|(label, _)| key(dialect, label).is_none_or(lists))
    }
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
    let (head, rows) = headed(dialect, table);
    let (first, others) = rows.split_first()?;
    if !table.rows.iter().all(is_pair) || !names_method(known(first)) {
        return None;
    }
    if (head.is_some() || !others.is_empty()) && others.iter().all(|row| known(row).is_none()) {
        return None;
    }
    let pair = |row: &'a Row| match row.cells.as_slice() {
        [label, value] => Some((Cow::Borrowed(label), Cow::Borrowed(value))),
        _ => None,
    };
    let captions = head.into_iter().chain(rows.iter().filter(|row| row.cells.len() != 2)).collect();
    Some(Card { pairs: rows.iter().filter_map(pair).collect(), captions, more: Vec::new(), in_row: false, verb: None })
}

/// A header that says nothing of the method, which Markdown asks for ahead of the pairs, and the pairs. One that heads columns which
/// the dialect knows is that of another table.
fn headed<'a>(dialect: &Dialect, table: &'a Table) -> (Option<&'a Row>, &'a [Row]) {
    let is_head = |row: &Row| {
        let no_label = |cell: &Cell| key(dialect, cell).is_none_or(|key| key == CardKey::Ignore);
        let no_column = |cell: &Cell| !dialect.columns.contains_key(&columns::label(&cell.text));
        row.cells.len() == 2 && row.cells.iter().all(|cell| no_label(cell) && no_column(cell))
    };
    match table.rows.split_first() {
        Some((head, rows)) if is_head(head) => (Some(head), rows),
        _ => (None, &table.rows),
    }
}

/// The labels in the header, all of which are known or which tell the HTTP method and the path, and the values below. A table of
/// names and descriptions lists methods, even if there is only one in it.
fn across<'a>(dialect: &Dialect, table: &'a Table) -> Option<Card<'a>> {
    let [labels, values, more @ ..] = table.rows.as_slice() else { return None };
    let keys: Vec<_> = labels.cells.iter().map(|cell| key(dialect, cell)).collect();
    let has = |wanted: CardKey| keys.contains(&Some(wanted));
    let request = has(CardKey::Verb) && has(CardKey::Path);
    let known =
        keys.len() > 1 && (keys.iter().all(Option::is_some) || request) && keys.iter().any(|key| names_method(*key));
    let facts = keys.iter().flatten().filter(|key| !matches!(key, CardKey::Description)).count();
    if !known || facts < 2 || values.cells.len() < keys.len() {
        return None;
    }
    let borrowed = |(label, value): (&'a Cell, &'a Cell)| (Cow::Borrowed(label), Cow::Borrowed(value));
    let pairs = labels.cells.iter().zip(&values.cells).map(borrowed).collect();
    Some(Card { pairs, captions: Vec::new(), more: more.iter().collect(), in_row: false, verb: None })
}

/// How many paragraphs a card of lines may take, and how many pieces of text each may have: each line is looked for in all of them.
const MAX_LINES: usize = 32;
const MAX_PIECES: usize = 1024;
/// How many words a label may have that the dialect does not know.
const MAX_LABEL: usize = 4;

/// The card in the lines that the blocks begin with, `Method: POST` and `Path: /boats`, and how many blocks it takes. The HTTP method
/// alone is enough under a heading that tells the path.
pub(crate) fn in_lines<'a>(dialect: &Dialect, blocks: &[Block], below_path: bool) -> Option<(Card<'a>, usize)> {
    if dialect.card.is_empty() {
        return None;
    }
    let mut pairs = Vec::new();
    let mut keys = Vec::new();
    let mut used = 0;
    for block in blocks.iter().take(MAX_LINES) {
        let Block::Paragraph(text) = block else { break };
        let Some(found) = pairs_of(dialect, text) else { break };
        for (key, label, value) in found {
            keys.extend(key);
            pairs.push((Cow::Owned(label), Cow::Owned(value)));
        }
        used += 1;
    }
    let names = |wanted: &[CardKey]| keys.iter().any(|key| wanted.contains(key));
    let tells = names(&[CardKey::Name])
        || (below_path && names(&[CardKey::Verb]))
        || (names(&[CardKey::Path]) && keys.len() > 1);
    tells.then_some((Card { pairs, captions: Vec::new(), more: Vec::new(), in_row: false, verb: None }, used))
}

/// A label, what it introduces if the card names it, and its value.
type Pair = (Option<CardKey>, Cell, Cell);

/// The labels and values that the lines of a paragraph are, one of which at least the card names. Lines that are set in, as those of a
/// block of YAML are, belong to the value above.
fn pairs_of(dialect: &Dialect, text: &Text) -> Option<Vec<Pair>> {
    if text.pieces.len() > MAX_PIECES {
        return None;
    }
    let lines = text.lines();
    let set_in = |line: &Text| line.pieces.first().is_some_and(|piece| piece.text.starts_with([' ', '\t']));
    let (own, inner): (Vec<_>, Vec<_>) = lines.iter().partition(|line| !set_in(line));
    if own.is_empty() {
        return inner.into_iter().map(|line| pair(dialect, line).filter(|(key, ..)| key.is_some())).collect();
    }
    let pairs = own.into_iter().map(|line| pair(dialect, line)).collect::<Option<Vec<_>>>()?;
    pairs.iter().any(|(key, ..)| key.is_some()).then_some(pairs)
}

/// A line that is a label and its value.
fn pair(dialect: &Dialect, line: &Text) -> Option<Pair> {
    let (label, value) = line.label_and_value()?;
    let cell = |text: Text| Cell { text, colspan: 1, rowspan: 1, ..Cell::default() };
    let (label, value) = (cell(label), cell(value));
    let key = key(dialect, &label);
    let words = label.text.folded().split_whitespace().count();
    let is_label = if key.is_some() { !value.text.is_empty() } else { (1..=MAX_LABEL).contains(&words) };
    is_label.then_some((key, label, value))
}
