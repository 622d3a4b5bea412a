//! One method's part of a document: its card or request line, and its sections.

use super::{BodyFacts, Context, MethodFacts, ResponseFacts, TypeFacts, columns, errors, line_table, shown, table};
use crate::dialect::{Place, SectionRole};
use crate::document::{Block, Table, Text};
use crate::facts::outline::{Head, Part, SectionBlocks};
use crate::facts::request_line::RequestLine;
use crate::files::Span;
use crate::ir::{Http, Location, Note, Param};
use crate::lint;
use crate::stats::Fate;

pub(super) fn method(cx: &mut Context, part: &Part) -> MethodFacts {
    let mut facts = MethodFacts { title: part.title.map(Text::folded).unwrap_or_default(), ..MethodFacts::default() };
    facts.description = part.intro.iter().map(|text| text.folded()).collect::<Vec<_>>().join("\n");
    match &part.head {
        Head::Card(card) => read_card(cx, &mut facts, card),
        Head::Request(line) => read_request_line(cx, &mut facts, line),
        Head::Shared => {}
    }
    cx.subject.clone_from(&facts.name);
    let mut reader = Reader { cx, facts, side: Side::Request, media: None, named: None, open: None };
    for section in &part.sections {
        reader.section(section);
    }
    reader.facts
}

fn read_card(cx: &mut Context, facts: &mut MethodFacts, card: &Table) {
    for row in &card.rows {
        let [label, value] = row.cells.as_slice() else {
            for cell in &row.cells {
                cx.cells.add("caption", if cell.text.is_empty() { Fate::Blank } else { Fate::Prose });
            }
            continue;
        };
        let key = columns::label(&label.text);
        let text = value.text.folded();
        if label.text.is_empty() && value.text.is_empty() {
            (0..2).for_each(|_| cx.cells.add("card", Fate::Blank));
            continue;
        }
        let known = cx.dialect.card.get(&key).map(String::as_str);
        for cell in [label, value] {
            let fate = if known.is_some() { Fate::Understood } else { Fate::Reported };
            cx.cells.add("card", if cell.text.is_empty() { Fate::Blank } else { fate });
        }
        match known {
            Some("name") => {
                facts.name = super::cells::name(&value.text);
                facts.name_span = value.text.first_span();
            }
            Some("description") => facts.description = text,
            Some("access") => facts.access = text,
            Some("version") => facts.version = text,
            Some("note") if !text.is_empty() => {
                let source = cx.source(&value.text.first_span());
                facts.notes.push(Note { text: format!("{}: {text}", label.text.folded()), source });
            }
            Some(_) => {}
            None => cx.report(lint::unknown_column::report(&key, &label.text)),
        }
    }
}

fn read_request_line(cx: &mut Context, facts: &mut MethodFacts, line: &RequestLine) {
    facts.name = format!("{} {}", line.verb, line.path);
    facts.name_span = line.span.clone();
    facts.http = Some(Http { verb: line.verb.clone(), path: line.path.clone() });
    facts.servers.extend(line.server.clone());
    facts.query.clone_from(&line.query);
    cx.subject.clone_from(&facts.name);
    if !line.rest.is_empty() {
        remark(cx, facts, &line.rest, &line.span);
    }
}

/// A remark on the whole method: a rule that a phrase knows, and a note in any case.
fn remark(cx: &mut Context, facts: &mut MethodFacts, text: &str, span: &Span) {
    let found = super::phrases::matches(cx, Place::Method, text, &Param::default());
    let flag = |name: &str| found.iter().find_map(|known| known.phrase.set.get(name)?.as_bool());
    facts.partial_update |= flag("partial_update").unwrap_or(false);
    facts.requires_authentication = facts.requires_authentication.or(flag("requires_authentication"));
    if found.is_empty() {
        cx.report(lint::unknown_phrase::report(text, &facts.name, span));
    }
    let source = cx.source(span);
    facts.notes.push(Note { text: text.to_owned(), source });
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
    /// The last section with a role, and the level of its heading.
    open: Option<(u8, SectionRole)>,
}

impl Reader<'_, '_> {
    fn section(&mut self, section: &SectionBlocks) {
        let Some(role) = section.role().or_else(|| self.continued(section)) else { return self.prose(section) };
        if section.section.is_some() {
            self.open = Some((section.level, role));
        }
        if !matches!(role, SectionRole::Media | SectionRole::Example) {
            self.media = None;
        }
        if !matches!(role, SectionRole::Example) {
            self.named = None;
        }
        match role {
            SectionRole::Request => self.side = Side::Request,
            SectionRole::Responses => self.side = Side::Response,
            SectionRole::Response => self.response(section),
            SectionRole::Params => return self.params(section),
            SectionRole::Type => return self.named_type(section),
            SectionRole::Errors => return self.errors(section),
            SectionRole::Description => return self.description(section),
            SectionRole::Media => self.media = section.capture("media").map(str::to_owned),
            SectionRole::Result => return self.result(section),
            SectionRole::RequestJson => return self.messages(section, Side::Request, true),
            SectionRole::ResponseJson => return self.messages(section, Side::Response, true),
            SectionRole::RequestExample => return self.messages(section, Side::Request, false),
            SectionRole::ResponseExample => return self.messages(section, Side::Response, false),
            // A list that all methods share may stand behind a method; it is read there.
            SectionRole::Body
            | SectionRole::Example
            | SectionRole::Prose
            | SectionRole::SharedErrors
            | SectionRole::SharedParams
            | SectionRole::Operators
            | SectionRole::Metadata => {}
        }
        self.content(section);
    }

    /// The role of the section that a deeper heading without a role stands in: the cases of an example have titles.
    fn continued(&self, section: &SectionBlocks) -> Option<SectionRole> {
        use SectionRole::{RequestExample, RequestJson, ResponseExample, ResponseJson};
        let (level, role) = self.open?;
        let messages = matches!(role, RequestJson | ResponseJson | RequestExample | ResponseExample);
        (messages && level > 0 && section.level > level).then_some(role)
    }

    /// What stands under no known heading: remarks, and tables that nobody reads.
    fn prose(&mut self, section: &SectionBlocks) {
        for block in &section.blocks {
            match block {
                Block::Quote(text) => remark(self.cx, &mut self.facts, &text.folded(), &text.first_span()),
                Block::Table(table) => table::prose_or_unread(self.cx, table),
                Block::Paragraph(text) | Block::Heading(_, text) => self.fact_line(text),
                Block::Code(_) => {}
            }
        }
    }

    /// A line that states a fact by itself, such as the host.
    fn fact_line(&mut self, text: &Text) {
        let line = text.folded();
        for pattern in &self.cx.dialect.lines {
            if let Some(found) = pattern.matches(&line)
                && let Some(server) = found.name("server")
            {
                let server = server.as_str();
                let server = if server.contains("://") { server.to_owned() } else { format!("https://{server}") };
                if !self.facts.servers.contains(&server) {
                    self.facts.servers.push(server);
                }
            }
        }
    }

    fn response(&mut self, section: &SectionBlocks) {
        self.side = Side::Response;
        let status = section.section.and_then(|section| section.status);
        let status = status.or_else(|| section.capture("status")?.parse().ok()).unwrap_or(200);
        let first = section.blocks.iter().find_map(|block| block.line());
        let description =
            first.map(Text::folded).or_else(|| section.capture("reason").map(str::to_owned)).unwrap_or_default();
        let span = section.heading.map(Text::first_span).unwrap_or_default();
        if !self.facts.responses.iter().any(|response| response.status == status) {
            self.facts.responses.push(ResponseFacts { status, description, body: BodyFacts::default(), span });
        }
    }

    fn params(&mut self, section: &SectionBlocks) {
        if self.facts.http.is_some() && self.side == Side::Response {
            return self.response_headers(section);
        }
        self.side = Side::Request;
        let location = section.section.and_then(|section| section.location);
        if let Some(rows) = line_table::rows(self.cx, &section.blocks) {
            self.facts.params.extend(rows);
            return;
        }
        for block in &section.blocks {
            match block {
                Block::Table(table) => {
                    let rows = table::rows(self.cx, table);
                    self.facts.params.extend(rows.into_iter().map(|row| (location, row)));
                }
                Block::Quote(text) => remark(self.cx, &mut self.facts, &text.folded(), &text.first_span()),
                Block::Code(code) => {
                    let shown = shown(self.cx, code, self.media.as_deref());
                    self.facts.request.shown.push(shown);
                }
                _ => {}
            }
        }
    }

    /// Header fields of a response are no parameters; the IR has no place for them, so each table is reported.
    fn response_headers(&mut self, section: &SectionBlocks) {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                table::unread(self.cx, table);
            }
        }
    }

    fn result(&mut self, section: &SectionBlocks) {
        self.side = Side::Response;
        for block in &section.blocks {
            if let Block::Table(table) = block {
                let rows = table::rows(self.cx, table);
                self.facts.result.rows.extend(rows);
            }
        }
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
                Block::Paragraph(_) | Block::Heading(..) => {}
            }
        }
    }

    fn named_type(&mut self, section: &SectionBlocks) {
        let Some(name) = section.capture("type").map(str::to_owned) else { return };
        for block in &section.blocks {
            if let Block::Table(table) = block {
                let rows = table::rows(self.cx, table);
                self.facts.types.entry(name.clone()).or_insert(TypeFacts { rows, shown: None });
            }
        }
        self.named = Some(name);
    }

    fn description(&mut self, section: &SectionBlocks) {
        let lines: Vec<_> = section.blocks.iter().filter_map(|block| block.line()).map(Text::folded).collect();
        self.facts.description = lines.join("\n");
    }

    fn errors(&mut self, section: &SectionBlocks) {
        let mut said = false;
        for block in &section.blocks {
            match block {
                Block::Table(table) => {
                    let errors = errors::rows(self.cx, table, true);
                    said |= !errors.is_empty();
                    self.facts.errors.extend(errors);
                }
                Block::Paragraph(text) | Block::Quote(text) => said |= self.error_reference(text),
                _ => {}
            }
        }
        if !said {
            self.facts.empty_errors = section.heading.map(Text::first_span);
        }
    }

    fn error_reference(&mut self, text: &Text) -> bool {
        let line = text.folded();
        let found = super::phrases::matches(self.cx, Place::Errors, &line, &Param::default());
        for known in &found {
            for (_, title) in known.captures.iter().filter(|(name, _)| name == "see_sections") {
                self.facts.see_errors.push((title.trim_matches(['"', '«', '»']).to_owned(), text.first_span()));
            }
        }
        if found.is_empty() && line.chars().any(char::is_alphanumeric) {
            self.cx.report(lint::unknown_phrase::report(&line, &self.facts.name, &text.first_span()));
        }
        !found.is_empty()
    }

    /// Tables and messages of the body that is being described.
    fn content(&mut self, section: &SectionBlocks) {
        for block in &section.blocks {
            match block {
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
                Block::Paragraph(text) | Block::Heading(_, text) => self.fact_line(text),
            }
        }
        if let Some(media) = self.media.clone() {
            let known = &mut self.body().media;
            if !known.contains(&media) {
                known.push(media);
            }
        }
    }

    fn message(&mut self, code: &crate::document::Code) {
        let shown = shown(self.cx, code, self.media.as_deref());
        if let Some(named) = self.named.take()
            && let Some(named) = self.facts.types.get_mut(&named)
        {
            named.shown = Some(shown);
            return;
        }
        self.body().shown.push(shown);
    }

    fn body(&mut self) -> &mut BodyFacts {
        match (self.side, self.facts.responses.last_mut()) {
            (Side::Response, Some(response)) => &mut response.body,
            (Side::Response, None) => &mut self.facts.result,
            (Side::Request, _) => &mut self.facts.request,
        }
    }
}
