//! The card of a method: a table of labels and values, one pair a row, or the labels over the values; or lines of a label
//! and its value.

use std::borrow::Cow;

use super::grid::{Grid, Placed};
use super::{columns, verbs};
use crate::dialect::{CardKey, Dialect};
use crate::document::{Block, Cell, Piece, Row, Style, Table, Text};

/// A card.
#[derive(Clone, Debug)]
pub(crate) struct Card<'a> {
    /// Labels with their values.
    pub(crate) pairs: Vec<(Cow<'a, Cell>, Cow<'a, Cell>)>,
    /// Rows over the full width.
    pub(crate) captions: Vec<&'a Row>,
    /// Rows beyond the first, of a card that has its labels on top: they are further request lines, or nothing that a card can tell.
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

/// The cards in the rows of a table that is one of methods by what it holds: several rows, each with an address and an HTTP method.
pub(crate) fn index<'a>(dialect: &Dialect, table: &'a Table) -> Option<Vec<Card<'a>>> {
    if dialect.card.is_empty() || table.rows.len() < LEAST_ROWS {
        return None;
    }
    let keys: Vec<_> = table.rows.first()?.cells.iter().map(|cell| key(dialect, cell)).collect();
    let path = keys.iter().position(|key| *key == Some(CardKey::Path))?;
    let verb = keys.iter().position(|key| *key == Some(CardKey::Verb));
    let tells = |row: &Row| {
        let address = row.cells.get(path).map(|cell| cell.text.folded()).unwrap_or_default();
        let said = verb.and_then(|at| row.cells.get(at)).map_or_else(
            || address.split_whitespace().next().unwrap_or_default().to_owned(),
            |cell| cell.text.folded(),
        );
        address.contains('/') && !verbs::of_text(&said).is_empty()
    };
    table.rows[1..].iter().all(tells).then(|| of_rows(dialect, table, None))
}

/// How many rows a table has at least that lists methods, the header among them.
const LEAST_ROWS: usize = 3;

impl Card<'_> {
    /// Whether one of its labels introduces one of these.
    pub(super) fn tells(&self, dialect: &Dialect, wanted: &[CardKey]) -> bool {
        let is_one = |key| wanted.contains(&key);
        self.pairs.iter().any(|(label, value)| !value.text.is_empty() && key(dialect, label).is_some_and(is_one))
    }

    /// Whether its rows beyond the first are further request lines of what its heading tells of: nothing in them names a method of
    /// its own.
    pub(crate) fn shares_all(&self, dialect: &Dialect) -> bool {
        let only_request =
            |label: &Cell| matches!(key(dialect, label), None | Some(CardKey::Verb | CardKey::Path | CardKey::Ignore));
        !self.more.is_empty() && self.pairs.iter().all(|(label, _)| only_request(label))
    }

    /// The cell of a row beyond the first below a label.
    pub(crate) fn below<'r>(&self, dialect: &Dialect, row: &'r Row, wanted: CardKey) -> Option<&'r Cell> {
        let at = self.pairs.iter().position(|(label, _)| key(dialect, label) == Some(wanted))?;
        row.cells.get(at)
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
    // What the method is for may stand ahead of what it is.
    let has = |wanted: CardKey| rows.iter().any(|row| known(row) == Some(wanted));
    let begins = names_method(known(first)) || has(CardKey::Verb) && has(CardKey::Path);
    if !table.rows.iter().all(is_pair) || !begins {
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
/// How many bytes a label has at most that stands alone.
const MAX_LABEL_LENGTH: usize = 64;

/// The card in the lines that the blocks begin with, `Method: POST` and `Path: /boats`, and how many blocks it takes. The HTTP method
/// alone is enough under a heading that tells the path.
pub(crate) fn in_lines<'a>(dialect: &Dialect, blocks: &[Block], below_path: bool) -> Option<(Card<'a>, usize)> {
    if dialect.card.is_empty() {
        return None;
    }
    let mut pairs = Vec::new();
    let mut keys = Vec::new();
    let mut used = 0;
    while used < MAX_LINES {
        let Some(rest) = blocks.get(used..) else { break };
        let Some((found, taken)) = lines_of(dialect, rest) else { break };
        for (key, label, value) in found {
            keys.extend(key);
            pairs.push((Cow::Owned(label), Cow::Owned(value)));
        }
        used += taken;
    }
    let names = |wanted: &[CardKey]| keys.iter().any(|key| wanted.contains(key));
    let tells = names(&[CardKey::Name])
        || (below_path && names(&[CardKey::Verb]))
        || (names(&[CardKey::Path])
            && (keys.len() > 1 || pairs.iter().any(|(label, value)| is_request(dialect, label, value))));
    tells.then_some((Card { pairs, captions: Vec::new(), more: Vec::new(), in_row: false, verb: None }, used))
}

/// Whether a line of a card holds the HTTP method ahead of the path: `api: POST /boats`.
fn is_request(dialect: &Dialect, label: &Cell, value: &Cell) -> bool {
    let words = value.text.folded();
    let (verb, path) = words.split_once(' ').unwrap_or_default();
    key(dialect, label) == Some(CardKey::Path) && verbs::of_text(verb).len() == 1 && path.contains('/')
}

/// A label, what it introduces if the card names it, and its value.
type Pair = (Option<CardKey>, Cell, Cell);

/// The labels and values that the blocks begin with: in the lines of a paragraph or a quote, or a label over its value. And how many
/// blocks these are.
fn lines_of(dialect: &Dialect, blocks: &[Block]) -> Option<(Vec<Pair>, usize)> {
    let (Block::Paragraph(text) | Block::Quote(text) | Block::Heading(_, text)) = blocks.first()? else { return None };
    if let Some(value) = blocks.get(1)
        && let Some(pair) = over_value(dialect, text, value)
    {
        return Some((vec![pair], 2));
    }
    if matches!(blocks.first(), Some(Block::Heading(..))) {
        return None;
    }
    let pairs = pairs_of(dialect, text).or_else(|| Some(vec![in_two_lines(dialect, text)?]))?;
    Some((pairs, 1))
}

/// A label of the card that is a block by itself, with the block below it, where that may be what the label introduces.
fn over_value(dialect: &Dialect, label: &Text, value: &Block) -> Option<Pair> {
    let key = label_alone(dialect, label)?;
    let value = match value {
        Block::Paragraph(text) | Block::Quote(text) => text.clone(),
        Block::Code(code) if !code.text.trim().contains('\n') => {
            let style = Style { code: true, ..Style::default() };
            let piece = Piece { text: code.text.trim().to_owned(), style, span: code.span.clone() };
            Text { pieces: vec![piece], span: code.span.clone(), ..Text::default() }
        }
        _ => return None,
    };
    may_be(key, &value).then(|| (Some(key), cell(label.clone()), cell(value)))
}

/// A label in the first line, and its value in the second.
fn in_two_lines(dialect: &Dialect, text: &Text) -> Option<Pair> {
    let [label, value]: [Text; 2] = Some(text).filter(|text| text.holds('\n'))?.lines().try_into().ok()?;
    let key = label_alone(dialect, &label)?;
    may_be(key, &value).then(|| (Some(key), cell(label), cell(value)))
}

/// What a text introduces that is nothing but a label of the card; a label is short.
fn label_alone(dialect: &Dialect, text: &Text) -> Option<CardKey> {
    let length = text.pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
    if length > MAX_LABEL_LENGTH {
        return None;
    }
    dialect.card.get(&columns::label(text)).copied()
}

/// Whether a text below a label may be its value: what stands there for people is none.
fn may_be(key: CardKey, value: &Text) -> bool {
    let words = value.folded();
    match key {
        CardKey::Verb => !verbs::of_text(&words).is_empty(),
        CardKey::Path => words.contains('/') && words.split_whitespace().count() <= MAX_LABEL,
        CardKey::Name => !words.is_empty() && !words.contains(char::is_whitespace),
        _ => !words.is_empty(),
    }
}

fn cell(text: Text) -> Cell {
    Cell { text, colspan: 1, rowspan: 1, ..Cell::default() }
}

/// The labels and values that the lines of a paragraph are, one of which at least the card names. Lines that are set in, as those of a
/// block of YAML are, belong to the value above.
fn pairs_of(dialect: &Dialect, text: &Text) -> Option<Vec<Pair>> {
    // Each pair has a colon, and most paragraphs have none.
    if text.pieces.len() > MAX_PIECES || !(text.holds(':') || text.is_empty()) {
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

/// A value without the quotes around it, as YAML has them.
fn unquoted(mut value: Text) -> Text {
    if let [piece] = value.pieces.as_mut_slice()
        && let Some(inner) =
            ['"', '\''].iter().find_map(|quote| piece.text.trim().strip_prefix(*quote)?.strip_suffix(*quote))
    {
        piece.text = inner.to_owned();
    }
    value
}

/// A line that is a label and its value.
fn pair(dialect: &Dialect, line: &Text) -> Option<Pair> {
    let (label, value) = line.label_and_value()?;
    let (label, value) = (cell(label), cell(unquoted(value)));
    let key = key(dialect, &label);
    let words = label.text.folded().split_whitespace().count();
    let is_label = if key.is_some() { !value.text.is_empty() } else { (1..=MAX_LABEL).contains(&words) };
    is_label.then_some((key, label, value))
}
