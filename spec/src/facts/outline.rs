//! Cuts a document into its methods, and each of them into its sections.

use crate::dialect::{Dialect, Section, SectionRole};
use crate::document::{Block, Document, Text};

use super::card::{Card, card};
use super::request_line::{self, RequestLine};

/// A method's part of a document, or what is shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part<'a> {
    /// What the method's heading names.
    pub(crate) captures: Vec<(String, String)>,
    pub(crate) card: Option<Card<'a>>,
    pub(crate) request: Option<RequestLine>,
    /// The heading over it.
    pub(crate) title: Option<&'a Text>,
    /// The level of the heading that began it.
    level: Option<u8>,
    /// The level of the heading over it: one above ends it.
    end: Option<u8>,
    /// The lines between the heading and the head.
    pub(crate) intro: Vec<&'a Text>,
    pub(crate) sections: Vec<SectionBlocks<'a>>,
}

impl Part<'_> {
    /// Whether nothing in it names a method: it holds what all methods share.
    pub(crate) fn is_shared(&self) -> bool {
        let names = |name: &str| self.capture(name).is_some();
        let is_named = names("name") || names("path") || names("url");
        self.card.is_none() && self.request.is_none() && !is_named
    }

    /// A capture of the heading.
    pub(crate) fn capture(&self, name: &str) -> Option<&str> {
        self.captures.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// Whether nothing but its heading has been read.
    fn is_open(&self) -> bool {
        self.sections.len() == 1
    }

    fn shared() -> Self {
        Self { sections: vec![no_section(None, 0)], ..Self::default() }
    }
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
    let mut cutter = Cutter { dialect, blocks: &document.blocks, parts: vec![Part::shared()], waiting: Vec::new() };
    let mut at = 0;
    while at < cutter.blocks.len() {
        at += cutter.step(at);
    }
    cutter.give_back();
    cutter.parts
}

/// How many lines ahead of a method belong to it: the title and the description.
const TITLE_LINES: usize = 2;

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
        if block.line().is_some_and(|text| self.dialect.furniture.iter().any(|pattern| pattern.take(text).is_some())) {
            return 1;
        }
        if let Block::Table(table) = block
            && let Some(card) = card(self.dialect, table)
        {
            self.found_card(card);
            return 1;
        }
        if let Some((line, used)) = request_line::at(self.dialect, &self.blocks[at..])
            && !self.is_example(&line)
        {
            self.found_request(line, block);
            return used;
        }
        if let Block::Code(code) = block
            && let Some(line) = request_line::in_curl(self.dialect, code)
            && self.lacks_request()
        {
            // The command is an example of the method, too.
            self.found_request(line, block);
            self.add(block);
            return 1;
        }
        if let Some(text) = block.line()
            && let Some(section) = self.section(block, text, self.blocks.get(at + 1))
        {
            let level = if let Block::Heading(level, _) = block { *level } else { 0 };
            let section = SectionBlocks { level, ..section };
            if section.role() == Some(SectionRole::Method) {
                self.begin_at(section, block);
                return 1;
            }
            let request = matches!(section.role(), Some(SectionRole::Request));
            // A method's title may stand ahead of the heading under which its request line follows.
            if request && self.request_follows(at + 1) {
                self.take_back();
            } else {
                self.give_back();
            }
            self.open_section(section, block);
            return 1;
        }
        if let Block::Heading(level, _) = block {
            self.give_back();
            self.end_method(*level);
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
        let open = self.parts.last_mut().filter(|part| self.waiting.is_empty() && part.request.is_some());
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
        let open =
            self.parts.last().is_some_and(|part| part.is_shared() && part.level.is_none() && part.sections.len() == 1);
        open && !self.dialect.request_lines.is_empty() && matches!(block, Block::Paragraph(_))
    }

    /// Whether a request line shows the open method at work: it stands in an example, or it has values for the parameters
    /// of the method's path.
    fn is_example(&self, line: &RequestLine) -> bool {
        let Some(part) = self.parts.last() else { return false };
        let section = part.sections.last().and_then(SectionBlocks::role);
        let Some(known) = &part.request else { return section == Some(SectionRole::Example) };
        section == Some(SectionRole::Example) || (known.verb == line.verb && known.shows(&line.path))
    }

    fn section(&self, block: &Block, text: &'a Text, next: Option<&Block>) -> Option<SectionBlocks<'a>> {
        let level = match block {
            Block::Heading(level, _) => Some(*level),
            _ => None,
        };
        let table_follows = matches!(next, Some(Block::Table(_)));
        let fits = |section: &&Section| {
            (!section.before_table || table_follows) && (section.level.is_none() || section.level == level)
        };
        self.dialect.sections.iter().filter(fits).find_map(|section| {
            let captures = section.pattern.take(text)?;
            Some(SectionBlocks { section: Some(section), captures, heading: Some(text), level: 0, blocks: Vec::new() })
        })
    }

    /// A card tells the method of the open heading, or begins a method.
    fn found_card(&mut self, card: Card<'a>) {
        match self.parts.last_mut().filter(|part| part.level.is_some() && part.card.is_none() && part.is_open()) {
            Some(part) if self.waiting.is_empty() => part.card = Some(card),
            _ => self.begin(Part { card: Some(card), ..Part::shared() }),
        }
    }

    /// A request line belongs to the method of the open heading, or begins a method.
    fn found_request(&mut self, line: RequestLine, block: &'a Block) {
        if self.lacks_request() {
            self.give_back();
            if let Some(part) = self.parts.last_mut() {
                part.request = Some(line);
            }
        } else if let Block::Heading(level, text) = block {
            // The headings above it are those of a chapter.
            self.give_back();
            self.parts.push(Part { request: Some(line), title: Some(text), end: Some(*level), ..Part::shared() });
        } else {
            self.begin(Part { request: Some(line), ..Part::shared() });
        }
    }

    /// Whether the open method began with a heading and has no request line yet.
    fn lacks_request(&self) -> bool {
        self.parts.last().is_some_and(|part| part.level.is_some() && part.request.is_none())
    }

    /// Begins a method: what waited becomes its title and introduction.
    fn begin(&mut self, part: Part<'a>) {
        let waiting = std::mem::take(&mut self.waiting);
        let level = waiting.iter().find_map(|block| match block {
            Block::Heading(level, _) => Some(*level),
            _ => None,
        });
        let (lines, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|block| block.line().is_some());
        let mut lines = lines.into_iter().filter_map(Block::line);
        let (title, intro) = (lines.next(), lines.collect());
        let mut part = Part { title, intro, end: level, ..part };
        part.sections[0].blocks = rest;
        self.parts.push(part);
    }

    /// Begins a method at its heading.
    fn begin_at(&mut self, section: SectionBlocks<'a>, block: &Block) {
        self.give_back();
        let level = match block {
            Block::Heading(level, _) => *level,
            _ => u8::MAX,
        };
        let title = section.heading;
        let part = Part { captures: section.captures, title, level: Some(level), end: Some(level), ..Part::shared() };
        self.parts.push(part);
    }

    /// Opens a section of the method, or one that all methods share.
    fn open_section(&mut self, section: SectionBlocks<'a>, block: &Block) {
        if let (Block::Heading(level, _), Some(role)) = (block, section.role())
            && role.is_shared()
        {
            self.end_method(*level);
        }
        if let Some(part) = self.parts.last_mut().filter(|_| self.waiting.is_empty()) {
            part.sections.push(section);
        }
    }

    /// A heading above the method's own ends the method.
    fn end_method(&mut self, level: u8) {
        if self.parts.last().is_some_and(|part| part.end.is_some_and(|end| level < end)) {
            self.parts.push(Part::shared());
        }
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
