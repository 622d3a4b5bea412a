//! The responses of a method by status: their header fields, and the errors.

use super::{Reader, Side};
use crate::dialect::{ColumnRole, Place};
use crate::document::{Block, Code, Table, Text};
use crate::facts::http_message::{self, Head};
use crate::facts::outline::SectionBlocks;
use crate::facts::{
    ResponseFacts, Shown, Status, error_items, errors, header_lines, inline_message, items, phrases, statuses, table,
};
use crate::files::Span;
use crate::ir::{Location, Param, Protocol};
use crate::language;
use crate::lint;
use crate::structure;

/// How many lists a block of text stands in.
fn depth_of(block: &Block) -> usize {
    block.line().map_or(0, items::depth)
}

impl Reader<'_, '_> {
    pub(super) fn response(&mut self, section: &SectionBlocks) {
        self.side = Side::Response;
        let plain = |number: u16| Status { number, class: None };
        let status = section.capture("status").and_then(Status::parse).or_else(|| shown_status(section));
        let fixed = || section.section.and_then(|section| section.status).map(plain);
        let told = status.is_some();
        let status = status.or_else(fixed).unwrap_or_else(|| plain(200));
        let first = section.blocks.iter().find_map(|block| block.line());
        let said = |text: &Text| match statuses::labelled(text) {
            Some((_, said)) => inline_message::without(&said, inline_message::of(text).as_ref()),
            None => text.folded(),
        };
        let description = first.map(said).or_else(|| section.capture("reason").map(str::to_owned)).unwrap_or_default();
        let span = section.heading.map(Text::first_span).unwrap_or_default();
        self.open_response_of(ResponseFacts { told, ..ResponseFacts::new(status, description, span) });
    }

    /// Opens the response of a status that the page tells.
    pub(super) fn open_response(&mut self, status: Status, description: String, span: Span) {
        self.open_response_of(ResponseFacts::new(status, description, span));
    }

    /// Opens a response; what was said of its status before stays.
    fn open_response_of(&mut self, new: ResponseFacts) {
        let is_known = |known: &ResponseFacts| known.status == new.status && known.class == new.class;
        let at = self.facts.responses.iter().position(is_known).unwrap_or(self.facts.responses.len());
        match self.facts.responses.get_mut(at) {
            Some(known) => known.told |= new.told,
            None => self.facts.responses.push(new),
        }
        self.response = Some(at);
    }

    /// What is said of responses: those of a list that begin with a status open it, and what follows belongs to it.
    pub(super) fn responses(&mut self, section: &SectionBlocks) {
        let blocks = section.blocks.as_slice();
        let status = |block: &&Block| match block {
            Block::Paragraph(text) | Block::Heading(_, text) => statuses::line(text),
            _ => None,
        };
        let first = blocks.iter().position(|block| status(block).is_some()).unwrap_or(blocks.len());
        self.blocks(&blocks[..first]);
        let mut rest = &blocks[first..];
        // The first success of several statuses right behind each other.
        let mut success = None;
        while let Some((line, behind)) = rest.split_first() {
            let Some((status_of, said)) = status(line) else { return };
            let failed = status_of.number >= 400;
            let next = behind.iter().position(|block| status(block).is_some()).unwrap_or(behind.len());
            let message = line.line().and_then(inline_message::of);
            self.open_response(status_of, inline_message::without(&said, message.as_ref()), line.span().clone());
            if let Some(message) = message {
                self.inline_message(&message);
            }
            // A paragraph that stands less deep is about no status, nor is what follows it.
            let outside = |block: &&Block| block.line().is_some_and(|text| items::depth(text) < depth_of(line));
            let own = behind[..next].iter().position(outside).unwrap_or(next);
            success = success.or(self.response.filter(|_| !failed));
            if failed && matches!(behind.first(), Some(Block::Code(code)) if code.depth == 0 && depth_of(line) > 0) {
                // A message below a list of statuses is that of the success among them.
                self.response = success.or(self.response);
            }
            self.blocks(&behind[..own]);
            success = success.filter(|_| next == 0);
            if own < next {
                self.response = None;
                self.blocks(&behind[own..next]);
            }
            rest = &behind[next..];
        }
    }

    /// A message in a line of text is the body of what the line tells of. People leave out its quotation marks, which is no finding.
    pub(super) fn inline_message(&mut self, message: &Code) {
        let (json, _) = structure::parse(&message.text, &message.places);
        let shown = Shown {
            text: message.text.clone(),
            span: message.span.clone(),
            json,
            media: None,
            structure: false,
            also: Vec::new(),
        };
        self.body().shown.push(shown);
    }

    /// A message with its HTTP head tells by itself what it is: a request, or the response of a status.
    pub(super) fn http_message(&mut self, head: Head, shown: Shown) {
        let empty = shown.text.trim().is_empty();
        match head.status {
            Some(status) => {
                let (side, open) = (self.side, self.response);
                self.open_response(status, String::new(), shown.span.clone());
                self.side = Side::Response;
                if !empty {
                    self.body().shown.push(shown);
                }
                if side == Side::Request {
                    (self.side, self.response) = (side, open);
                }
            }
            None if !empty => self.facts.request.shown.push(shown),
            None => {}
        }
    }

    /// A table of statuses gives a response for each row.
    pub(super) fn status_table(&mut self, table: &Table) -> bool {
        let Some(responses) = statuses::rows(self.cx, table) else { return false };
        for response in responses {
            if !self
                .facts
                .responses
                .iter()
                .any(|known| known.status == response.status && known.class == response.class)
            {
                self.facts.responses.push(response);
            }
        }
        true
    }

    /// Header fields of a response; without a status they are those of the successful one.
    pub(super) fn response_headers(&mut self, section: &SectionBlocks) {
        if self.response.is_none() {
            let span = section.heading.map(Text::first_span).unwrap_or_default();
            self.open_response(Status { number: 200, class: None }, String::new(), span);
        }
        let mut rows = items::expected(self.cx, &section.blocks);
        for block in &section.blocks {
            match block {
                Block::Table(table) => rows.extend(table::rows(self.cx, table)),
                Block::Code(code) => rows.extend(header_lines::rows(self.cx, code).unwrap_or_default()),
                _ => {}
            }
        }
        if let Some(response) = self.response.and_then(|at| self.facts.responses.get_mut(at)) {
            response.headers.extend(rows);
        }
    }

    /// Header fields of the request that code shows as they are sent. Gives whether it is that.
    pub(super) fn header_lines(&mut self, code: &Code) -> bool {
        let Some(rows) = header_lines::rows(self.cx, code) else { return false };
        self.facts.params.extend(rows.into_iter().map(|row| (Some(Location::Header), row)));
        true
    }

    pub(super) fn errors(&mut self, section: &SectionBlocks) {
        let mut said = false;
        for block in &section.blocks {
            match block {
                Block::Table(table) => {
                    let listed = self.status_table(table);
                    said |= listed;
                    if !listed
                        || self.has_column(table, ColumnRole::Mnemonic)
                        || self.has_column(table, ColumnRole::Code)
                    {
                        let errors = errors::rows(self.cx, table, true);
                        said |= !errors.is_empty();
                        self.facts.errors.extend(errors);
                    }
                }
                Block::Code(code) if self.cx.dialect.protocol == Protocol::Rest => {
                    said = true;
                    self.error_message(code);
                }
                Block::Paragraph(text) | Block::Heading(_, text) | Block::Quote(text) => {
                    said |= self.error_item(text) || self.error_status(text) || self.error_reference(text);
                }
                Block::Code(_) | Block::Component(_) => {}
            }
        }
        if !said {
            self.facts.empty_errors = section.heading.map(Text::first_span);
        }
    }

    /// An item of a list of errors, and the response of its status.
    fn error_item(&mut self, text: &Text) -> bool {
        let Some(item) = error_items::take(self.cx, text, true) else { return false };
        if let Some(status) = item.status {
            self.open_response(status, item.error.message.clone(), text.first_span());
        }
        if item.error.code.is_some() || item.error.mnemonic.is_some() {
            self.facts.errors.push(item.error);
        }
        true
    }

    /// A line of a list of statuses gives a response.
    fn error_status(&mut self, text: &Text) -> bool {
        let Some((status, said)) = statuses::line(text) else { return false };
        let message = inline_message::of(text);
        self.open_response(status, inline_message::without(&said, message.as_ref()), text.first_span());
        if let Some(message) = message {
            let side = std::mem::replace(&mut self.side, Side::Response);
            self.inline_message(&message);
            self.side = side;
        }
        true
    }

    fn error_reference(&mut self, text: &Text) -> bool {
        let line = text.folded();
        let found = phrases::matches(self.cx, Place::Errors, &line, &Param::default());
        for known in &found {
            for (_, title) in known.captures.iter().filter(|(name, _)| name == "see_sections") {
                self.facts.see_errors.push((title.trim_matches(['"', '«', '»']).to_owned(), text.first_span()));
            }
        }
        if found.is_empty() && line.chars().any(char::is_alphanumeric) && !language::is_conjunction(&line) {
            self.cx.report(lint::unknown_phrase::report(&line, &self.facts.name, &text.first_span()));
        }
        !found.is_empty()
    }

    /// A message in a section of errors: the body of the response whose status was told, or an example for people.
    fn error_message(&mut self, code: &Code) {
        let failed = self.response.and_then(|at| self.facts.responses.get(at)).is_some_and(|known| known.status >= 400);
        if failed {
            self.message(code);
        }
    }
}

/// The status of the first message that a section shows with its head: the page knows better than the dialect, which has one for all.
fn shown_status(section: &SectionBlocks) -> Option<Status> {
    section.blocks.iter().find_map(|block| match block {
        Block::Code(code) => http_message::head(&code.text)?.status,
        block => statuses::labelled(block.line()?).map(|(status, _)| status),
    })
}
