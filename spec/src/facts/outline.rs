//! Cuts a document into its methods, and each of them into its sections.

use std::collections::{BTreeMap, BTreeSet};

use crate::dialect::{CardKey, Dialect, Section, SectionRole};
use crate::document::{Block, Document, Text, Wording};

use super::card::{self, Card};
use super::part::no_section;
use super::request_line;

pub(crate) use super::part::{Part, SectionBlocks};
use resource::Resource;

mod index;
mod places;
mod requests;
mod resource;

/// Cuts a document into parts; the first is what stands ahead of the first method, often nothing.
pub(crate) fn outline<'a>(dialect: &'a Dialect, document: &'a Document) -> Vec<Part<'a>> {
    let mut cutter = Cutter {
        dialect,
        blocks: &document.blocks,
        parts: vec![Part::shared()],
        waiting: Vec::new(),
        above: Vec::new(),
        expected: None,
        resource: None,
        section_levels: BTreeSet::new(),
        index: BTreeMap::new(),
    };
    let mut at = 0;
    while at < cutter.blocks.len() {
        at += cutter.step(at);
    }
    cutter.give_back();
    cutter.parts
}

/// How many lines ahead of a method belong to it: the title and the description.
const TITLE_LINES: usize = 2;

/// The text that may be the heading of a section: that of a heading or a paragraph, the tag of a component, or a short quote, with
/// which some pages head their examples.
fn titles(block: &Block) -> Option<&Text> {
    match block {
        Block::Quote(text) if text.folded().split_whitespace().count() <= MAX_TITLE_WORDS => Some(text),
        Block::Component(component) => Some(&component.text),
        block => block.line(),
    }
}

/// How many words a quote may have that heads a section.
const MAX_TITLE_WORDS: usize = 24;

struct Cutter<'a> {
    dialect: &'a Dialect,
    blocks: &'a [Block],
    parts: Vec<Part<'a>>,
    /// Lines that may belong to the next method's head: a heading that is no section, and what follows it.
    waiting: Vec<&'a Block>,
    /// The headings that the block stands under, each with its level.
    above: Vec<(u8, &'a Text)>,
    /// The block behind the heading of a request line.
    expected: Option<usize>,
    /// The heading that names the path of the methods below it.
    resource: Option<Resource<'a>>,
    /// The levels at which sections of methods began, 0 being that of lines.
    section_levels: BTreeSet<u8>,
    /// The parts of methods that rows of tables told, by what headings below may call them.
    index: BTreeMap<String, usize>,
}

impl<'a> Cutter<'a> {
    /// Takes in the block at `at` and tells how many blocks were used.
    fn step(&mut self, at: usize) -> usize {
        let block = &self.blocks[at];
        self.keep_heading(block);
        let wording = block.line().map(Wording::new);
        let is_furniture = |wording| self.dialect.furniture.iter().any(|pattern| pattern.take(wording).is_some());
        if wording.as_ref().is_some_and(is_furniture) {
            return 1;
        }
        if self.is_of_contents(block, at) {
            return self.request(block, at).filter(|_| !self.is_ignored(block)).unwrap_or(1);
        }
        let method =
            if self.is_ignored(block) { None } else { self.card(block, at).or_else(|| self.request(block, at)) };
        if method.is_none() && at == 0 && places::is_front_matter(block) {
            return 1;
        }
        let used = method.or_else(|| self.indexed(block)).or_else(|| self.titled(block, at));
        used.unwrap_or_else(|| {
            self.content(block);
            1
        })
    }

    /// Takes in the card of a method, in a table or in lines, or a table whose rows are methods. Tells how many blocks were used.
    fn card(&mut self, block: &'a Block, at: usize) -> Option<usize> {
        if let Block::Table(table) = block
            && let Some(section) = self.open_section_of(SectionRole::Methods)
        {
            let verb = section.capture("verb").or(section.section.and_then(|section| section.verb.as_deref()));
            let (cards, section) = (card::of_rows(self.dialect, table, verb), section.without_blocks());
            return Some(self.found_methods(block, cards, section));
        }
        if let Block::Table(table) = block {
            let card = card::card(self.dialect, table);
            let shares = card.as_ref().is_some_and(|card| self.awaits_card() && card.shares_all(self.dialect));
            if !shares
                && self.open_role().is_none_or(|role| !role.has_rows())
                && let Some(cards) = card::index(self.dialect, table)
            {
                return Some(self.found_methods(block, cards, no_section(None, 0)));
            }
            if let Some(card) = card {
                self.found_card(card);
                if let Some(part) = self.parts.last_mut().filter(|_| shares) {
                    part.listed = true;
                }
                return Some(1);
            }
        }
        let below_path = self.waiting.is_empty() && self.parts.last().is_some_and(Part::awaits_verb);
        let (card, used) = card::in_lines(self.dialect, &self.blocks[at..], below_path)?;
        self.found_card(card);
        Some(used)
    }

    /// Takes in the title of a section that the dialect knows. Tells how many blocks were used.
    fn titled(&mut self, block: &'a Block, at: usize) -> Option<usize> {
        let wording = titles(block).map(Wording::new)?;
        let section = self.section(block, &wording, self.blocks.get(at + 1))?;
        let level = if let Block::Heading(level, _) = block { *level } else { 0 };
        let section = SectionBlocks { level, ..section };
        if self.request_follows_examples(at + 1, section.role()) {
            self.waiting.push(block);
            return Some(1);
        }
        if section.role() == Some(SectionRole::Method) {
            self.begin_at(section, block);
            return Some(1);
        }
        if section.role().is_some_and(SectionRole::has_rows) && self.request_follows_sections(at + 1) {
            self.begin_waiting();
        }
        if section.role() == Some(SectionRole::Resource) {
            self.begin_resource(&section);
            return Some(1);
        }
        let request = matches!(section.role(), Some(SectionRole::Request));
        // A method's title may stand ahead of the heading under which its request line follows.
        if request && self.request_follows(at + 1) && !self.message_follows(at + 1) {
            self.expected = Some(at + 1);
            self.take_back();
        } else {
            self.give_back();
        }
        self.open_section(section, block);
        Some(1)
    }

    /// Takes in what is content of the open section, or waits for the method that it introduces.
    fn content(&mut self, block: &'a Block) {
        if let Block::Heading(level, text) = block
            && (self.is_parameter(*level, text) || self.is_status(*level, text))
        {
            self.add(block);
        } else if let Block::Heading(level, _) = block {
            self.give_back();
            self.end_method(if self.is_beside_methods(*level) { level.saturating_sub(1) } else { *level });
            self.waiting.push(block);
        } else if !self.waiting.is_empty() || self.is_free_line(block) {
            self.waiting.push(block);
        } else {
            self.add(block);
        }
    }

    fn keep_heading(&mut self, block: &'a Block) {
        if let Block::Heading(level, text) = block {
            self.above.truncate(self.above.iter().position(|(above, _)| above >= level).unwrap_or(self.above.len()));
            self.above.push((*level, text));
        }
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
        self.blocks.get(at..).is_some_and(|rest| request_line::at(self.dialect, rest, None).is_some())
    }

    /// Ahead of the first method of page text, any line may be the title of the method.
    fn is_free_line(&self, block: &Block) -> bool {
        let open =
            self.parts.last().is_some_and(|part| part.is_shared() && part.level.is_none() && part.sections.len() == 1);
        open && !self.dialect.request_lines.is_empty() && matches!(block, Block::Paragraph(_))
    }

    fn section(&self, block: &Block, wording: &Wording<'a>, next: Option<&Block>) -> Option<SectionBlocks<'a>> {
        let heading = Some(wording.text());
        let level = match block {
            Block::Heading(level, _) => Some(*level),
            _ => None,
        };
        let table_follows = matches!(next, Some(Block::Table(_)));
        let fits = |section: &&Section| {
            (!section.before_table || table_follows)
                && (section.level.is_none() || section.level == level)
                && section.under.as_ref().is_none_or(|under| self.is_under(under, level))
        };
        self.dialect.sections.iter().filter(fits).find_map(|section| {
            let captures = section.pattern.take(wording)?;
            Some(SectionBlocks { section: Some(section), captures, heading, level: 0, blocks: Vec::new() })
        })
    }

    /// What follows belongs to no method that is known.
    fn found_unread(&mut self, block: &'a Block) -> usize {
        self.parts.push(Part { unread: block.line(), ..Part::shared() });
        self.give_back();
        1
    }

    fn open_role(&self) -> Option<SectionRole> {
        self.parts.last().and_then(|part| part.sections.last()).and_then(SectionBlocks::role)
    }

    /// The open section, if it has this role and the headings since stand below its own.
    fn open_section_of(&self, role: SectionRole) -> Option<&SectionBlocks<'a>> {
        let open = self.parts.last()?.sections.last().filter(|section| section.role() == Some(role))?;
        let inside = |block: &&Block| match block {
            Block::Heading(level, _) => open.level > 0 && *level > open.level,
            _ => true,
        };
        self.waiting.iter().all(inside).then_some(open)
    }

    /// Each row of a table is a method of its own; what follows belongs to none of them, but may be another such table.
    fn found_methods(&mut self, table: &'a Block, cards: Vec<Card<'a>>, section: SectionBlocks<'a>) -> usize {
        self.give_back();
        if cards.is_empty() {
            self.add(table);
        } else {
            let dialect = self.dialect;
            let first = self.parts.len();
            let part = |card: Card<'a>| {
                let listed = card.only_lists(dialect);
                Part { card: Some(card), listed, ..Part::shared() }
            };
            self.parts.extend(cards.into_iter().map(part));
            self.keep_index(first);
            self.parts.push(Part { sections: vec![section], ..Part::shared() });
        }
        1
    }

    /// Whether the heading of a method waits for what tells of its request.
    fn awaits_card(&self) -> bool {
        let open = self.parts.last().is_some_and(|part| part.level.is_some() && part.card.is_none() && part.is_open());
        let waits = self.waiting.iter().any(|block| matches!(block, Block::Heading(..)));
        waits || (open && self.waiting.is_empty())
    }

    /// A card tells the method of the open heading, or begins a method.
    fn found_card(&mut self, card: Card<'a>) {
        match self.parts.last_mut().filter(|part| part.level.is_some() && part.card.is_none() && part.is_open()) {
            Some(part) if self.waiting.is_empty() => part.card = Some(card),
            _ => self.begin(Part { card: Some(card), ..Part::shared() }),
        }
    }

    /// Whether the open method began with a heading and has no request line yet.
    fn lacks_request(&self) -> bool {
        let told = |card: &Card| card.tells(self.dialect, &[CardKey::Path]);
        let lacks =
            |part: &Part| part.level.is_some() && part.request.is_none() && !part.card.as_ref().is_some_and(told);
        self.parts.last().is_some_and(lacks)
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

    /// Begins a method at the heading that waits; its request line follows.
    fn begin_waiting(&mut self) {
        self.begin(Part::shared());
        if let Some(part) = self.parts.last_mut() {
            part.level = part.end;
        }
    }

    /// Begins a method at its heading.
    fn begin_at(&mut self, section: SectionBlocks<'a>, block: &Block) {
        let (level, title) = match block {
            Block::Heading(level, _) => (*level, section.heading),
            // The heading over a line that names the method is its title.
            _ => (u8::MAX, self.waiting_title().or(section.heading)),
        };
        self.give_back();
        let mut section = section;
        let told = |name: &str| section.capture(name).is_some();
        let mut part = Part { title, level: Some(level), end: Some(level), ..Part::shared() };
        if let Some(resource) = self.resource.as_mut().filter(|resource| resource.level < level)
            && told("verb")
            && !told("path")
            && !told("url")
        {
            part.inherited = resource.sections(&mut self.parts);
            section.captures.push(("path".to_owned(), resource.path_for(section.capture("verb"))));
        }
        if let Some(verb) =
            section.section.and_then(|section| section.verb.clone()).filter(|_| section.capture("verb").is_none())
        {
            section.captures.push(("verb".to_owned(), verb));
        }
        self.parts.push(Part { captures: section.captures, ..part });
    }

    /// Takes in the heading of a path whose methods follow; what stands behind it belongs to no method before.
    fn begin_resource(&mut self, section: &SectionBlocks<'a>) {
        self.give_back();
        let part = self.parts.len();
        self.parts.push(Part::shared());
        let resource =
            |path: &str| Resource { level: section.level, path: path.to_owned(), part, sections: Vec::new() };
        self.resource = section.capture("path").map(resource);
    }

    /// The heading that waits right ahead.
    fn waiting_title(&self) -> Option<&'a Text> {
        match self.waiting.last() {
            Some(Block::Heading(_, text)) => Some(text),
            _ => None,
        }
    }

    /// Opens a section of the method, or one that all methods share.
    fn open_section(&mut self, section: SectionBlocks<'a>, block: &Block) {
        if let Block::Heading(level, _) = block {
            // What all methods share is no part of the one before, even at the level of its heading.
            let shared = section.role().is_some_and(SectionRole::is_shared);
            self.end_method(if shared { level.saturating_sub(1) } else { *level });
        }
        if let Some(part) = self.parts.last_mut().filter(|_| self.waiting.is_empty()) {
            if !part.is_shared() || part.level.is_some() {
                self.section_levels.insert(section.level);
            }
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
