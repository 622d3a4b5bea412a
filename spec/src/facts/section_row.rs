//! Rows that span a table, such as `Required parameters`: what their words say holds for the rows below.

use super::Row;
use super::columns::{Columns, label};
use super::grid::Placed;
use super::items::depth;
use crate::dialect::{Dialect, SectionRole};
use crate::document::{Block, Text, Wording};
use crate::ir::Location;

/// How many words a row has that says what kind of parameters follow; a sentence has more.
const MAX_WORDS: usize = 4;
/// How many bytes a line has at most that says it.
const MAX_LENGTH: usize = 80;

/// What a row that spans the table says of those below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    required: Option<bool>,
    location: Option<Location>,
}

impl Held {
    /// Whether it says nothing.
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Only what it says of required and optional.
    pub(super) fn of_presence(self) -> Self {
        Self { location: None, ..self }
    }

    /// Says of a row what it does not say itself.
    pub(super) fn hold_for(self, row: &mut Row) {
        // What is meant where nothing is said gives way; a column or a mark does not.
        // What a sentence says of a parameter is more than what a line over the rows says of all.
        let told = row.param.rules.contains_key("required");
        if let Some(required) = self.required.filter(|_| row.unmarked && !told) {
            row.param.required = Some(required);
            row.unmarked = false;
        }
        row.param.location = row.param.location.or(self.location);
    }
}

/// What the words of a row say that spans the table: a word for required or optional alone or at either end of a few, where the
/// parameters travel, or the title of a section for these.
pub(super) fn stated(dialect: &Dialect, text: &Text) -> Held {
    let title = label(text);
    let words: Vec<&str> = title.split_whitespace().collect();
    if words.is_empty() || words.len() > MAX_WORDS {
        return Held::default();
    }
    let ends = [title.as_str(), words[0], words[words.len() - 1]];
    let known = |list: &[String]| ends.iter().any(|word| list.iter().any(|known| known == word));
    let required = match (known(&dialect.required.yes), known(&dialect.required.no)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    };
    let required = required.filter(|_| !crate::language::denies(&title));
    Held { required, location: location(dialect, text, &title) }
}

/// What a line says of the rows that stand below it: `Required:`, or `Optional parameters` over a list or a table.
pub(super) fn over_rows(dialect: &Dialect, text: &Text, below: Option<&Block>) -> Option<Held> {
    let length = text.pieces.iter().map(|piece| piece.text.len()).sum::<usize>();
    if length > MAX_LENGTH || text.pieces.iter().any(|piece| piece.style.code) {
        return None;
    }
    let is_title = || match below {
        Some(Block::Table(_)) => true,
        Some(block) => block.line().is_some_and(|below| depth(below) > depth(text)),
        None => false,
    };
    let introduces = text.folded().ends_with(':') || is_title();
    introduces.then(|| stated(dialect, text)).filter(|held| !held.is_empty())
}

/// Where the parameters under a title travel.
fn location(dialect: &Dialect, text: &Text, title: &str) -> Option<Location> {
    let wording = Wording::new(text);
    let places = [SectionRole::Params, SectionRole::Body, SectionRole::Request, SectionRole::Headers];
    let sections = dialect.sections.iter().filter(|section| places.contains(&section.role) && section.under.is_none());
    let section = sections.into_iter().find(|section| section.pattern.take(&wording).is_some());
    let of_section = |section: &crate::dialect::Section| match section.role {
        SectionRole::Body | SectionRole::Request => Some(Location::Body),
        _ => section.location,
    };
    section.and_then(of_section).or_else(|| dialect.location(title)).or_else(|| common(title))
}

/// The place that a title tells of which is a common one.
fn common(title: &str) -> Option<Location> {
    match crate::language::known(&crate::language::COMMON.sections, title)? {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "body" => Some(Location::Body),
        _ => None,
    }
}

/// What a row says whose first cell alone is filled: Markdown has no cell that spans others. A single word may be a name.
pub(super) fn in_first_cell(dialect: &Dialect, columns: &Columns, placed: &[Placed]) -> Option<Held> {
    let (first, others) = placed.split_first()?;
    let text = &first.cell.text;
    let blank = !others.is_empty() && others.iter().all(|other| other.cell.text.is_empty());
    if !blank || columns.list.len() < 2 || first.carried || text.pieces.iter().any(|piece| piece.style.code) {
        return None;
    }
    let several = text.folded().split_whitespace().nth(1).is_some();
    Some(stated(dialect, text)).filter(|held| several && !held.is_empty())
}
