//! Cuts a document into its methods, and each of them into its sections.

use crate::dialect::{Dialect, Section, SectionRole};
use crate::document::{Block, Document, Row as TableRow, Table, Text};

use super::{columns, request_line};

/// How a part of a document begins.
#[derive(Clone, Debug)]
pub(crate) enum Head<'a> {
    /// With a card: a table that names the method.
    Card(&'a Table),
    /// With a request line.
    Request(request_line::RequestLine),
    /// Without a method: what all methods share.
    Shared,
}

/// A method's part of a document, or what is shared.
#[derive(Clone, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) head: Head<'a>,
    /// The heading over it.
    pub(crate) title: Option<&'a Text>,
    /// The lines between the heading and the head.
    pub(crate) intro: Vec<&'a Text>,
    pub(crate) sections: Vec<SectionBlocks<'a>>,
}

/// A section with what stands in it.
#[derive(Clone, Debug)]
pub(crate) struct SectionBlocks<'a> {
    /// What it is; absent ahead of the first heading and under headings that the dialect does not know.
    pub(crate) section: Option<&'a Section>,
    /// The captures of its heading, by name.
    pub(crate) captures: Vec<(String, String)>,
    pub(crate) heading: Option<&'a Text>,
    /// The level of its heading; 0 where it is a line of text.
    pub(crate) level: u8,
    pub(crate) blocks: Vec<&'a Block>,
}

impl SectionBlocks<'_> {
    pub(crate) fn role(&self) -> Option<SectionRole> {
        self.section.map(|section| section.role)
    }

    pub(crate) fn capture(&self, name: &str) -> Option<&str> {
        self.captures.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}

/// Cuts a document into parts; the first is what stands ahead of the first method, often nothing.
pub(crate) fn outline<'a>(dialect: &'a Dialect, document: &'a Document) -> Vec<Part<'a>> {
    let mut cutter = Cutter { dialect, blocks: &document.blocks, parts: vec![shared_part()], waiting: Vec::new() };
    let mut at = 0;
    while at < cutter.blocks.len() {
        at += cutter.step(at);
    }
    cutter.give_back();
    cutter.parts
}

/// How many lines ahead of a method belong to it: the title and the description.
const TITLE_LINES: usize = 2;

fn shared_part<'a>() -> Part<'a> {
    Part { head: Head::Shared, title: None, intro: Vec::new(), sections: vec![no_section(None, 0)] }
}

fn no_section(heading: Option<&Text>, level: u8) -> SectionBlocks<'_> {
    SectionBlocks { section: None, captures: Vec::new(), heading, level, blocks: Vec::new() }
}

struct Cutter<'a> {
    dialect: &'a Dialect,
    blocks: &'a [Block],
    parts: Vec<Part<'a>>,
    /// Lines that may belong to the next method's head: a heading that is no section, and what follows it.
    waiting: Vec<&'a Block>,
}

impl<'a> Cutter<'a> {
    /// Takes in the block at `at` and tells how many blocks were used.
    fn step(&mut self, at: usize) -> usize {
        let block = &self.blocks[at];
        if let Block::Table(table) = block
            && self.is_card(table)
        {
            self.begin(Head::Card(table));
            return 1;
        }
        if let Some((line, used)) = request_line::at(self.dialect, &self.blocks[at..])
            && !self.is_example(&line)
        {
            self.begin(Head::Request(line));
            return used;
        }
        if let Some(text) = block.line()
            && let Some(section) = self.section(text, self.blocks.get(at + 1))
        {
            let level = if let Block::Heading(level, _) = block { *level } else { 0 };
            let section = SectionBlocks { level, ..section };
            let request = matches!(section.role(), Some(SectionRole::Request));
            // A method's title may stand ahead of the heading under which its request line follows.
            if request && self.request_follows(at + 1) {
                self.take_back();
            } else {
                self.give_back();
            }
            if let Some(part) = self.parts.last_mut().filter(|_| self.waiting.is_empty()) {
                part.sections.push(section);
            }
            return 1;
        }
        if matches!(block, Block::Heading(..)) {
            self.give_back();
            self.waiting.push(block);
        } else if !self.waiting.is_empty() || self.is_free_line(block) {
            self.waiting.push(block);
        } else {
            self.add(block);
        }
        1
    }

    /// In page text the lines right ahead of a method are its title and its description.
    fn take_back(&mut self) {
        let open =
            self.parts.last_mut().filter(|part| self.waiting.is_empty() && matches!(part.head, Head::Request(_)));
        let Some(section) = open.and_then(|part| part.sections.last_mut()) else { return };
        let lines =
            section.blocks.iter().rev().take(TITLE_LINES).take_while(|block| matches!(block, Block::Paragraph(_)));
        let from = section.blocks.len() - lines.count();
        // The first line of a section is its own.
        self.waiting = section.blocks.split_off(from.max(1).min(section.blocks.len()));
    }

    fn request_follows(&self, at: usize) -> bool {
        self.blocks.get(at..).is_some_and(|rest| request_line::at(self.dialect, rest).is_some())
    }

    /// Ahead of the first method of page text, any line may be the title of the method.
    fn is_free_line(&self, block: &Block) -> bool {
        let open = self.parts.last().is_some_and(|part| matches!(part.head, Head::Shared) && part.sections.len() == 1);
        open && !self.dialect.request_lines.is_empty() && matches!(block, Block::Paragraph(_))
    }

    /// Whether a table names a method: its first label is that of the name, and another one belongs to a card too. A table
    /// of two columns whose heading is that label lists methods.
    fn is_card(&self, table: &Table) -> bool {
        let known = |row: &TableRow| {
            let first = row.cells.first()?;
            self.dialect.card.get(&columns::label(&first.text)).map(String::as_str)
        };
        // A row over the full width is a caption.
        let is_pair = |row: &TableRow| row.cells.len() == 2 || row.cells.iter().all(|cell| cell.colspan > 1);
        let mut rows = table.rows.iter();
        let named = rows.next().and_then(known) == Some("name");
        named && table.rows.iter().all(is_pair) && (table.rows.len() == 1 || rows.any(|row| known(row).is_some()))
    }

    /// Whether a request line shows the open method at work: it stands in an example, or it has values for the parameters
    /// of the method's path.
    fn is_example(&self, line: &request_line::RequestLine) -> bool {
        let Some(part) = self.parts.last() else { return false };
        let Head::Request(known) = &part.head else { return false };
        let section = part.sections.last().and_then(SectionBlocks::role);
        section == Some(SectionRole::Example) || (known.verb == line.verb && known.shows(&line.path))
    }

    fn section(&self, text: &'a Text, next: Option<&Block>) -> Option<SectionBlocks<'a>> {
        let line = text.folded();
        let table_follows = matches!(next, Some(Block::Table(_)));
        self.dialect.sections.iter().filter(|section| !section.before_table || table_follows).find_map(|section| {
            let found = section.pattern.matches(&line)?;
            let names = section.pattern.captures().iter();
            let captures =
                names.filter_map(|name| Some((name.clone(), found.name(name)?.as_str().to_owned()))).collect();
            Some(SectionBlocks { section: Some(section), captures, heading: Some(text), level: 0, blocks: Vec::new() })
        })
    }

    /// Begins a method: what waited becomes its title and introduction.
    fn begin(&mut self, head: Head<'a>) {
        let mut lines = std::mem::take(&mut self.waiting).into_iter().filter_map(Block::line);
        let (title, intro) = (lines.next(), lines.collect());
        self.parts.push(Part { head, title, intro, sections: vec![no_section(None, 0)] });
    }

    /// What waited belongs to no method's head: it stays where it stands.
    fn give_back(&mut self) {
        for block in std::mem::take(&mut self.waiting) {
            match (block, self.parts.last_mut()) {
                (Block::Heading(level, text), Some(part)) => part.sections.push(no_section(Some(text), *level)),
                (block, _) => self.add(block),
            }
        }
    }

    fn add(&mut self, block: &'a Block) {
        if let Some(section) = self.parts.last_mut().and_then(|part| part.sections.last_mut()) {
            section.blocks.push(block);
        }
    }
}
