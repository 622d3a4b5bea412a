//! The parts of a document, and their sections.

use super::card::Card;
use super::request_line::RequestLine;
use crate::dialect::{CardKey, Dialect, Section, SectionRole};
use crate::document::{Block, Text};

/// A method's part of a document, or what is shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part<'a> {
    /// What the method's heading names.
    pub(crate) captures: Vec<(String, String)>,
    pub(crate) card: Option<Card<'a>>,
    pub(crate) request: Option<RequestLine>,
    /// Further request lines right behind the first: methods of which all the rest holds, too.
    pub(crate) more: Vec<RequestLine>,
    /// Whether its request lines stand in a block of several, with nothing that says that a method begins there: where one of them
    /// is described elsewhere, this is a mere list of methods.
    pub(crate) listed: bool,
    /// Whether its request line is an item of a list.
    pub(crate) in_list: bool,
    /// Request lines that stand where no method begins, those of each block together.
    pub(crate) mentioned: Vec<Vec<RequestLine>>,
    /// The heading over it.
    pub(crate) title: Option<&'a Text>,
    /// The level of the heading that began it.
    pub(super) level: Option<u8>,
    /// The level of the heading over it: one above ends it.
    pub(super) end: Option<u8>,
    /// The lines between the heading and the head.
    pub(crate) intro: Vec<&'a Text>,
    /// The line that begins it and looks like a request line, where no pattern of the dialect takes it: nothing of the part
    /// is read.
    pub(crate) unread: Option<&'a Text>,
    pub(crate) sections: Vec<SectionBlocks<'a>>,
    /// The sections that stand under the heading of its resource, and hold for all methods of that.
    pub(crate) inherited: Vec<SectionBlocks<'a>>,
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

    /// Whether its heading tells no more of the request line than the HTTP method, and nothing else does yet.
    pub(super) fn awaits_address(&self) -> bool {
        self.request.is_none() && self.card.is_none() && self.capture("path").or(self.capture("url")).is_none()
    }

    /// Whether its heading tells its path, and nothing yet by which HTTP method it is called.
    pub(super) fn awaits_verb(&self) -> bool {
        let has_address = self.capture("path").or(self.capture("url")).is_some();
        has_address && self.capture("verb").is_none() && self.card.is_none() && self.request.is_none()
    }

    /// Whether its heading tells its path, and nothing at all by which HTTP method it is called.
    pub(super) fn is_of_unknown_verb(&self, dialect: &Dialect) -> bool {
        let tells = |card: &Card| card.tells(dialect, &[CardKey::Verb, CardKey::Path]);
        let has_address = self.capture("path").or(self.capture("url")).is_some();
        let in_card = self.card.as_ref().is_some_and(tells);
        has_address && self.capture("verb").is_none() && self.request.is_none() && !in_card
    }

    /// Whether nothing of it has been read behind the request line.
    pub(super) fn ends_with_request(&self) -> bool {
        let last = self.sections.last();
        last.is_some_and(|last| last.blocks.is_empty() && last.role().is_none_or(|role| role == SectionRole::Request))
    }

    /// Whether what was read tells no more than what it looks like at work.
    pub(super) fn shows_only(&self) -> bool {
        let shows = |role| matches!(role, SectionRole::Request | SectionRole::Example | SectionRole::Ignore);
        self.sections.iter().all(|section| section.role().is_none_or(shows))
    }

    /// Whether nothing but its heading has been read.
    pub(super) fn is_open(&self) -> bool {
        self.sections.len() == 1
    }

    pub(super) fn shared() -> Self {
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

impl<'a> SectionBlocks<'a> {
    /// The same section once more, with nothing in it yet.
    pub(super) fn without_blocks(&self) -> SectionBlocks<'a> {
        SectionBlocks { captures: self.captures.clone(), blocks: Vec::new(), ..*self }
    }
}

/// What stands under a heading without a role, or under none.
pub(super) fn no_section(heading: Option<&Text>, level: u8) -> SectionBlocks<'_> {
    SectionBlocks { section: None, captures: Vec::new(), heading, level, blocks: Vec::new() }
}
