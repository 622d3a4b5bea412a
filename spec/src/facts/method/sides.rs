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

    /// Whether a section stands beside those of the responses rather than in one: its heading is not deeper than theirs, or than the
    /// one over them where they are lines of text.
    pub(super) fn is_beside_responses(&self, section: &SectionBlocks) -> bool {
        let level = if self.response_level == Some(0) { self.over_responses } else { self.response_level };
        section.level > 0 && self.side == Side::Response && level.is_some_and(|level| section.level <= level)
    }

    /// Examples beside the responses: those of the request by their title, behind which the answer goes on. All others show a
    /// success where the responses are lines of text, of which the last one is often an error.
    pub(super) fn shown_beside(&mut self, section: &SectionBlocks) {
        if section.heading.is_some_and(|title| language::is_of_sent(&title.folded())) {
            self.side = Side::Request;
            self.content(section);
            self.side = Side::Response;
            return;
        }
        if self.response_level == Some(0) {
            self.response = self.facts.responses.iter().position(|response| (100..400).contains(&response.status));
        }
        self.content(section);
    }
}
