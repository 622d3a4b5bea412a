//! The lines of documents, each with what follows it.

use crate::document::{Block, Document, Text, Wording};
use crate::facts::label;
use crate::language::{COMMON, look_up};

/// A heading, a paragraph or an item of a list.
pub(super) struct Line<'a> {
    pub(super) text: &'a Text,
    /// The level of a heading.
    pub(super) level: Option<u8>,
    /// What follows.
    pub(super) behind: &'a [Block],
}

impl<'a> Line<'a> {
    /// The line as patterns see it.
    pub(super) fn wording(&self) -> Wording<'a> {
        Wording::new(self.text)
    }
}

/// All lines of documents.
pub(super) fn lines(documents: &[Document]) -> impl Iterator<Item = Line<'_>> {
    documents.iter().flat_map(|document| {
        let blocks = document.blocks.as_slice();
        blocks.iter().enumerate().filter_map(|(at, block)| {
            let level = if let Block::Heading(level, _) = block { Some(*level) } else { None };
            Some(Line { text: block.line()?, level, behind: &blocks[at + 1..] })
        })
    })
}

/// How far ahead of its parameters a method may begin.
const NEAR: usize = 15;

/// Whether what follows reads like the description of a method: a heading of parameters, or a table of names.
pub(super) fn introduces(behind: &[Block]) -> bool {
    behind.iter().take(NEAR).any(|block| match block {
        Block::Table(table) => {
            let header = table.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
            header.iter().any(|cell| look_up(&COMMON.columns, &label(&cell.text)) == Some(("name", true)))
        }
        block => block.line().is_some_and(|text| heads_rows(&heading(text))),
    })
}

/// Whether a heading is one of parameters or of what comes back.
pub(super) fn heads_rows(heading: &str) -> bool {
    let meaning = look_up(&COMMON.sections, heading).filter(|(_, sure)| *sure);
    meaning.is_some_and(|(meaning, _)| !matches!(meaning, "ignore" | "example" | "description"))
}

/// A heading as it is looked up.
pub(super) fn heading(text: &Text) -> String {
    text.folded().trim_end_matches([':', '.', ' ']).to_owned()
}
