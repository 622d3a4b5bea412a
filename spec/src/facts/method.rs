//! One method's part of a document: its card or request line, and its sections.

mod by_position;
mod members;
mod named;
mod prose;
mod responses;
mod sides;
mod told;

use super::components;
use super::head::{self, remark};
use super::request_line::{self, RequestLine};
use super::section_row::Held;
use super::{
    BodyFacts, Context, MethodFacts, Shown, http_message, inline_message, items, line_table, phrases, section_row,
    shown, table,
};
use crate::dialect::{Place, SectionRole};
use crate::document::{Block, Code, Text};
use crate::facts::outline::{Part, SectionBlocks};
use crate::files::Span;
use crate::ir::{Location, Param, Protocol};
use crate::lint;

pub(super) use members::{named_type, values_of_type};

pub(super) fn method(cx: &mut Context, part: &Part) -> MethodFacts {
    let facts = head::read(cx, part);
    cx.subject.clone_from(&facts.name);
    let mut reader = Reader {
        cx,
        facts,
        side: Side::Request,
        media: None,
        named: None,
        open_type: None,
        open: None,
        response: None,
        response_level: None,
        heading: 0,
        over_responses: None,
        called: false,
        sent: None,
        unread: None,
    };
    part.intro.iter().for_each(|text| reader.result_in_words(text));
    for section in part.inherited.iter().chain(&part.sections) {
        reader.section(section);
    }
    reader.finish()
}

/// Whose message is being described.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Request,
    Response,
}

struct Reader<'c, 'a> {
    cx: &'c mut Context<'a>,
    facts: MethodFacts,
    side: Side,
    media: Option<String>,
    /// The named type whose section is open.
    named: Option<String>,
    /// The named type whose members may stand under further headings.
    open_type: Option<String>,
    /// The last section with a role, and the level of its heading.
    open: Option<(u8, SectionRole)>,
    /// The response whose section is open.
    response: Option<usize>,
    /// The level of the heading that began what is said of responses; 0 where it is a line of text, none ahead of it.
    response_level: Option<u8>,
    /// The level of the last heading; 0 ahead of the first one.
    heading: u8,
    /// The level of the heading that all responses stand under, where lines of text begin them.
    over_responses: Option<u8>,
    /// Whether the open section showed a call, so that a message behind it is the answer.
    called: bool,
    /// What the first call by a command sends.
    sent: Option<Shown>,
    /// The first message under a heading without a role.
    unread: Option<Span>,
}

impl Reader<'_, '_> {
    /// What was read. Where nothing else tells of the request, what a command sends does.
    fn finish(mut self) -> MethodFacts {
        self.report_by_position();
        let request = &mut self.facts.request;
        if self.facts.params.is_empty() && request.shown.is_empty() && request.kind.is_none() {
            request.shown.extend(self.sent);
        }
        told::by_the_page(&mut self.facts);
        if let Some(span) = self.unread.filter(|_| told::shows_nothing(&self.facts)) {
            self.cx.report(lint::unread_message::report(&span));
        }
        self.facts
    }

    fn section(&mut self, section: &SectionBlocks) {
        self.heading = if section.level > 0 { section.level } else { self.heading };
        let Some(role) = section.role().or_else(|| self.continued(section)) else { return self.prose(section) };
        self.begin(section, role);
        match role {
            SectionRole::Example if self.is_beside_responses(section) => return self.shown_beside(section),
            SectionRole::Request => self.side = Side::Request,
            SectionRole::Responses => {
                self.side = Side::Response;
                return self.responses(section);
            }
            SectionRole::Response => self.response(section),
            SectionRole::Params => return self.titled_params(section),
            SectionRole::Type => return self.named_type(section),
            SectionRole::Errors => return self.errors(section),
            SectionRole::Description => return self.description(section),
            SectionRole::Media => self.media = section.capture("media").map(str::to_owned),
            SectionRole::Result => return self.result(section),
            SectionRole::RequestJson => return self.messages(section, Side::Request, true),
            SectionRole::ResponseJson => return self.messages(section, Side::Response, true),
            SectionRole::RequestExample => return self.messages(section, Side::Request, false),
            SectionRole::ResponseExample => return self.messages(section, Side::Response, false),
            SectionRole::Fields => return self.fields(section),
            SectionRole::Values => return self.values(section),
            SectionRole::Headers => return self.response_headers(section),
            SectionRole::Ignore => return self.ignored(section),
            SectionRole::Prose => return self.prose(section),
            SectionRole::Body if self.is_beside_responses(section) => self.side = Side::Request,
            // A list that all methods share may stand behind a method; it is read there.
            SectionRole::Body
            | SectionRole::Example
            | SectionRole::Method
            | SectionRole::Methods
            | SectionRole::Resource
            | SectionRole::SharedErrors
            | SectionRole::SharedParams
            | SectionRole::Operators
            | SectionRole::Metadata => {}
        }
        self.content(section);
    }

    /// Notes which section is open, and closes what it does not go on with.
    fn begin(&mut self, section: &SectionBlocks, role: SectionRole) {
        self.called = false;
        self.cx.headerless = section.section.map(|section| section.headerless.clone()).unwrap_or_default();
        if section.section.is_some() {
            self.open = Some((section.level, role));
        }
        if !matches!(role, SectionRole::Media | SectionRole::Example) {
            self.media = None;
        }
        if !matches!(role, SectionRole::Example) {
            self.named = None;
        }
        if !matches!(role, SectionRole::Example | SectionRole::Fields | SectionRole::Values) {
            self.open_type = None;
        }
        if matches!(role, SectionRole::Responses | SectionRole::Response | SectionRole::Result) {
            self.response_level = Some(section.level);
            self.over_responses = Some(self.over_responses.map_or(self.heading, |over| over.min(self.heading)));
        }
    }

    /// The role of the section that a deeper heading without a role stands in: the cases of an example have titles.
    fn continued(&self, section: &SectionBlocks) -> Option<SectionRole> {
        use SectionRole::{RequestExample, RequestJson, ResponseExample, ResponseJson};
        let (level, role) = self.open?;
        let messages = matches!(role, RequestJson | ResponseJson | RequestExample | ResponseExample);
        (messages && level > 0 && section.level > level).then_some(role)
    }

    /// The parameters of a section, for which its title may hold: `Required parameters`.
    fn titled_params(&mut self, section: &SectionBlocks) {
        let from = self.facts.params.len();
        self.params(section);
        let Some(title) = section.heading.map(|title| section_row::stated(self.cx.dialect, title)) else { return };
        for (_, row) in self.facts.params.iter_mut().skip(from) {
            title.of_presence().hold_for(row);
        }
    }

    fn params(&mut self, section: &SectionBlocks) {
        let location = section.section.and_then(|section| section.location);
        if self.of_response(section, location) {
            return self.response_headers(section);
        }
        if self.of_result(section, location) {
            return self.content(section);
        }
        self.side = Side::Request;
        if let Some(rows) = line_table::rows(self.cx, &section.blocks) {
            self.facts.params.extend(rows);
            return;
        }
        let rows = items::expected(self.cx, &section.blocks);
        let listed = !rows.is_empty();
        self.facts.params.extend(rows.into_iter().map(|row| (location, row)));
        let mut held = Held::default();
        for (at, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Table(table) => {
                    let mut rows = table::rows(self.cx, table);
                    for row in &mut rows {
                        held.hold_for(row);
                    }
                    self.facts.params.extend(rows.into_iter().map(|row| (location, row)));
                }
                Block::Quote(text) => remark(self.cx, &mut self.facts, &text.folded(), &text.first_span()),
                // What stands in an item shows that parameter, not the whole request.
                Block::Code(code)
                    if listed && code.depth > 0 && !components::lay_out(self.cx, &section.blocks[..at], code) => {}
                Block::Code(code) if self.answered(code) => {}
                Block::Code(code) if location == Some(Location::Header) && self.header_lines(code) => {}
                Block::Code(code) => {
                    let shown = shown(self.cx, code, self.media.as_deref());
                    self.facts.request.shown.push(shown);
                }
                Block::Component(_) => {}
                Block::Paragraph(text) | Block::Heading(_, text) => {
                    let below = section.blocks.get(at + 1).copied();
                    held = section_row::over_rows(self.cx.dialect, text, below).unwrap_or(held);
                    self.inherited(text);
                }
            }
        }
        // Tables and lists say more of a parameter than a sentence that names it.
        for text in section.blocks.iter().filter_map(|block| block.line()) {
            self.named_in_words(text, location);
        }
    }

    /// A line that says whose parameters the method takes, too.
    fn inherited(&mut self, text: &Text) {
        let found = phrases::matches(self.cx, Place::Params, &text.folded(), &Param::default());
        let captures = found.into_iter().flat_map(|known| known.captures);
        let names = captures.filter(|(name, _)| name == "inherits");
        self.facts.inherits.extend(names.map(|(_, method)| (method, text.first_span())));
    }

    fn result(&mut self, section: &SectionBlocks) {
        self.side = Side::Response;
        let mut rows = items::expected(self.cx, &section.blocks);
        for block in &section.blocks {
            match block {
                Block::Table(table) => rows.extend(table::rows(self.cx, table)),
                Block::Code(code) if self.cx.dialect.protocol == Protocol::Rest => self.message(code),
                Block::Paragraph(text) | Block::Heading(_, text) => self.result_in_words(text),
                _ => {}
            }
        }
        self.body().rows.extend(rows);
    }

    /// Whole messages: structures, whose values are words for types, or examples.
    fn messages(&mut self, section: &SectionBlocks, side: Side, structure: bool) {
        for block in &section.blocks {
            match block {
                Block::Code(code) => {
                    let mut shown = shown(self.cx, code, None);
                    shown.structure = structure;
                    match side {
                        Side::Request => self.facts.request.shown.push(shown),
                        Side::Response => self.facts.result.shown.push(shown),
                    }
                }
                Block::Table(table) => table::prose_or_unread(self.cx, table),
                Block::Quote(text) => remark(self.cx, &mut self.facts, &text.folded(), &text.first_span()),
                Block::Paragraph(_) | Block::Heading(..) | Block::Component(_) => {}
            }
        }
    }

    /// Tables and messages of the body that is being described.
    fn content(&mut self, section: &SectionBlocks) {
        self.blocks(&section.blocks);
    }

    fn blocks(&mut self, blocks: &[&Block]) {
        let of_lines = if self.side == Side::Request { line_table::rows(self.cx, blocks) } else { None };
        if let Some(rows) = of_lines {
            return self
                .facts
                .params
                .extend(rows.into_iter().map(|(place, row)| (place.or(Some(Location::Body)), row)));
        }
        let rows = items::expected(self.cx, blocks);
        match self.side {
            Side::Request => self.facts.params.extend(rows.into_iter().map(|row| (Some(Location::Body), row))),
            Side::Response => self.body().rows.extend(rows),
        }
        for block in blocks {
            match block {
                Block::Table(table) if self.side == Side::Response && self.status_table(table) => {}
                Block::Table(table) => {
                    let rows = table::rows(self.cx, table);
                    match self.side {
                        Side::Request => {
                            self.facts.params.extend(rows.into_iter().map(|row| (Some(Location::Body), row)));
                        }
                        Side::Response => self.body().rows.extend(rows),
                    }
                }
                Block::Code(code) => self.message(code),
                Block::Quote(text) => remark(self.cx, &mut self.facts, &text.folded(), &text.first_span()),
                Block::Component(_) => {}
                Block::Paragraph(text) | Block::Heading(_, text) => {
                    self.fact_line(text);
                    if self.side == Side::Response {
                        self.result_in_words(text);
                        if let Some(message) = inline_message::of(text) {
                            self.inline_message(&message);
                        }
                    }
                }
            }
        }
        if let Some(media) = self.media.clone() {
            let known = &mut self.body().media;
            if !known.contains(&media) {
                known.push(media);
            }
        }
    }

    /// Whether code shows a call of another method.
    fn is_of_another(&self, code: &Code) -> bool {
        let Some(http) = &self.facts.http else { return false };
        let own = RequestLine::new(&http.verb, &http.path, code.span.clone());
        request_line::in_code(self.cx.dialect, code, None)
            .is_some_and(|line| line.verb != own.verb || !own.shows_below(&line.path))
    }

    fn message(&mut self, code: &Code) {
        if self.is_of_another(code) {
            return;
        }
        if self.answered(code) {
            return;
        }
        let shown = shown(self.cx, code, self.media.as_deref());
        if let Some(head) = http_message::head(&code.text) {
            return self.http_message(head, shown);
        }
        if let Some(named) = self.named.take()
            && let Some(named) = self.facts.types.get_mut(&named)
        {
            named.shown = Some(shown);
            return;
        }
        self.body().shown.push(shown);
    }

    /// Reads what a call is answered with, be it in one block of code with the call or in the block behind it. Gives whether it is that.
    fn answered(&mut self, code: &Code) -> bool {
        let call = http_message::command(&code.text);
        let below = call.as_ref().and_then(|call| call.answer).map(|at| code.from(at));
        let behind = self.called && self.side == Side::Request && code.text.trim_start().starts_with(['{', '[']);
        self.called |= call.is_some();
        self.keep_sent(code);
        match below {
            Some(below) => self.answer(&below),
            None if behind => self.answer(code),
            None => return false,
        }
        true
    }

    /// What a call that the page shows is answered with: it is no request, whatever section it stands in.
    fn answer(&mut self, code: &Code) {
        let shown = shown(self.cx, code, self.media.as_deref());
        let side = std::mem::replace(&mut self.side, Side::Response);
        match http_message::head(&code.text) {
            Some(head) => self.http_message(head, shown),
            None if side == Side::Request => self.facts.result.shown.push(shown),
            None => self.body().shown.push(shown),
        }
        self.side = side;
    }

    fn body(&mut self) -> &mut BodyFacts {
        let open = self.response.and_then(|at| self.facts.responses.get_mut(at));
        match (self.side, open) {
            (Side::Response, Some(response)) => &mut response.body,
            (Side::Response, None) => &mut self.facts.result,
            (Side::Request, _) => &mut self.facts.request,
        }
    }
}
