//! Whose message a section tells of: the request, or a response.

use super::{Reader, Side};
use crate::facts::outline::SectionBlocks;
use crate::ir::Location;
use crate::language;

impl Reader<'_, '_> {
    /// Whether parameters are those of a response: what a response is said to have are header fields, where the heading
    /// over them stands below its own.
    pub(super) fn of_response(&self, section: &SectionBlocks, location: Option<Location>) -> bool {
        let inside = match self.response_level {
            Some(0) => false,
            level => section.level == 0 || level.is_some_and(|level| section.level > level),
        };
        let headers = location.is_none_or(|location| location == Location::Header);
        self.facts.http.is_some() && self.side == Side::Response && inside && headers
    }

    /// Whether parameters are the members of a result: the title that those of the request stand under comes again below the result,
    /// where no level of headings tells what is a part of what.
    pub(super) fn of_result(&self, section: &SectionBlocks, location: Option<Location>) -> bool {
        let beside = self.response_level == Some(0) && section.level == 0;
        beside && location.is_none() && self.side == Side::Response && !self.facts.params.is_empty()
    }

    /// Whether a section stands beside that of the responses rather than in it: its heading is not deeper than theirs.
    pub(super) fn is_beside_response(&self, section: &SectionBlocks) -> bool {
        section.level > 0 && self.response_level.is_some_and(|level| section.level <= level)
    }

    /// Whether examples behind the answer are those of the request, by their title.
    pub(super) fn shows_request(&self, section: &SectionBlocks) -> bool {
        let title = || section.heading.is_some_and(|title| language::is_of_sent(&title.folded()));
        self.side == Side::Response && self.is_beside_response(section) && title()
    }

    /// Examples of the request, behind which the answer goes on.
    pub(super) fn sent(&mut self, section: &SectionBlocks) {
        self.side = Side::Request;
        self.content(section);
        self.side = Side::Response;
    }
}
