//! What the place of a block says of it: under a heading of which nothing is read, beside the methods, ahead of the page.

use super::Cutter;
use crate::dialect::{Pattern, SectionRole};
use crate::document::{Block, Text, Wording};
use crate::facts::{items, statuses};

/// Whether the first block of a page is what stands between two lines of `---` ahead of it, for the tools that render it.
pub(super) fn is_front_matter(block: &Block) -> bool {
    let Block::Paragraph(text) = block else { return false };
    let behind_line = (FRONT_MATTER..FRONT_MATTER + MAX_MARK).contains(&text.span.start);
    behind_line && text.lines().first().is_some_and(|line| line.label_and_value().is_some())
}

/// Where front matter begins: behind `---` and the end of the line.
const FRONT_MATTER: usize = 4;
/// How much further a byte order mark and the end of the line may bring it.
const MAX_MARK: usize = 5;
/// How many parts are looked back for methods that began at a level.
const MAX_BACK: usize = 8;

impl Cutter<'_> {
    /// Whether a block is one of several items of a table of contents: what it names stands elsewhere. In a section whose items are read
    /// it may be one of these.
    pub(super) fn is_of_contents(&self, block: &Block, at: usize) -> bool {
        let leads = |block: &Block| matches!(block, Block::Paragraph(text) if text.leads);
        let beside = || {
            let near = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
            near.filter_map(|near| self.blocks.get(near)).any(leads)
        };
        let reads = |role: SectionRole| role.has_rows() || matches!(role, SectionRole::Responses | SectionRole::Errors);
        let free = || !self.waiting.is_empty() || !self.open_role().is_some_and(reads);
        leads(block) && beside() && free()
    }

    /// Whether a block stands right under a heading of which nothing is read: a request line there only mentions a method.
    pub(super) fn is_ignored(&self, block: &Block) -> bool {
        let open = self.parts.last().and_then(|part| part.sections.last()).filter(|_| self.waiting.is_empty());
        let ignored = open.is_some_and(|open| open.level > 0 && open.role() == Some(SectionRole::Ignore));
        ignored && !matches!(block, Block::Heading(..))
    }

    /// Whether a heading of no section sets a parameter of the open section: it stands in a list there, or is one of the items
    /// that the dialect knows.
    pub(super) fn is_parameter(&self, level: u8, text: &Text) -> bool {
        let open = self.parts.last().and_then(|part| part.sections.last()).filter(|_| self.waiting.is_empty());
        let Some(open) = open.filter(|open| open.role().is_some_and(SectionRole::has_rows)) else { return false };
        let inside = open.level == 0 || level > open.level;
        let wording = Wording::new(text);
        let item = || self.dialect.items.iter().any(|pattern| pattern.take(&wording).is_some());
        inside && !self.dialect.items.is_empty() && (items::depth(text) > 0 || item())
    }

    /// Whether a heading of no section is the status of a response whose section is open.
    pub(super) fn is_status(&self, level: u8, text: &Text) -> bool {
        let open = self.parts.last().and_then(|part| part.sections.last()).filter(|_| self.waiting.is_empty());
        let tells = |role| matches!(role, SectionRole::Responses | SectionRole::Errors);
        let inside = open.is_some_and(|open| open.role().is_some_and(tells) && (open.level == 0 || level > open.level));
        inside && statuses::line(text).is_some()
    }

    /// Whether a heading of no section stands beside the methods of a page rather than in one: several of them begin at its level, and
    /// their sections never do.
    pub(super) fn is_beside_methods(&self, level: u8) -> bool {
        let before = self.parts.iter().rev().take(MAX_BACK).filter(|part| part.end == Some(level));
        let sections = &self.section_levels;
        !sections.is_empty() && !sections.contains(&level) && before.take(2).count() == 2
    }

    /// Whether one of the headings that a heading of a level, or a line, stands under matches.
    pub(super) fn is_under(&self, pattern: &Pattern, level: Option<u8>) -> bool {
        let above = |(at, _): &&(u8, &Text)| level.is_none_or(|level| *at < level);
        self.above.iter().filter(above).any(|(_, text)| pattern.take(&Wording::new(text)).is_some())
    }
}
