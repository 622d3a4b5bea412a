//! One method's part of a document: its card or request line, and its sections.

use std::collections::BTreeMap;

use super::head::{self, remark};
use super::{
    BodyFacts, Context, MethodFacts, ResponseFacts, Row, Status, TypeFacts, columns, errors, items, line_table,
    nesting, shown, statuses, table,
};
use crate::dialect::{ColumnRole, Place, SectionRole};
use crate::document::{Block, Code, Table, Text};
use crate::facts::outline::{Part, SectionBlocks};
use crate::files::Span;
use crate::ir::{Location, Param, Protocol};
use crate::lint;
use crate::stats::Fate;

pub(super) fn method(cx: &mut Context, part: &Part) -> MethodFacts {
    let facts = head::read(cx, part);
    cx.subject.clone_from(&facts.name);
    let mut reader = Reader { cx, facts, side: Side::Request, media: None, named: None, open: None, response: None };
    for section in &part.sections {
        reader.section(section);
    }
    reader.facts
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
    /// The response whose section is open.
    response: Option<usize>,
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
            SectionRole::Fields => return self.fields(section),
            SectionRole::Headers => return self.response_headers(section),
            SectionRole::Ignore => return self.ignored(section),
            SectionRole::Prose => return self.prose(section),
            // A list that all methods share may stand behind a method; it is read there.
            SectionRole::Body
            | SectionRole::Example
            | SectionRole::Method
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
        // What stands right under the method's own heading describes it, in words and with its parameters.
        let own = section.heading.is_none();
        if own {
            self.introduction(section);
        }
        for block in &section.blocks {
            match block {
                Block::Quote(text) => remark(self.cx, &mut self.facts, &text.folded(), &text.first_span()),
                Block::Table(table) if own && self.has_column(table, ColumnRole::Name) => {
                    let rows = table::rows(self.cx, table);
                    self.facts.params.extend(rows.into_iter().map(|row| (None, row)));
                }
                Block::Table(table) => table::prose_or_unread(self.cx, table),
                Block::Paragraph(text) | Block::Heading(_, text) => self.fact_line(text),
                Block::Code(_) => {}
            }
        }
    }

    /// What the dialect says to be nothing of what the documents state.
    fn ignored(&mut self, section: &SectionBlocks) {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                table::count_all(self.cx, table, "prose_table", Fate::Prose);
            }
        }
    }

    /// Paragraphs under the method's heading: its description, unless they are parameters.
    fn introduction(&mut self, section: &SectionBlocks) {
        let rows = items::rows(self.cx, &section.blocks);
        let listed = !rows.is_empty();
        self.facts.params.extend(rows.into_iter().map(|row| (None, row)));
        if !listed && self.facts.description.is_empty() {
            let lines = section.blocks.iter().filter_map(|block| match block {
                Block::Paragraph(text) => Some(text.folded()),
                _ => None,
            });
            self.facts.description = lines.collect::<Vec<_>>().join("\n");
        }
    }

    fn has_column(&self, table: &Table, role: ColumnRole) -> bool {
        let header = table.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
        header.iter().any(|cell| self.cx.dialect.columns.get(&columns::label(&cell.text)) == Some(&role))
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
        let fixed = section.section.and_then(|section| section.status);
        let fixed = fixed.map(|number| Status { number, class: None });
        let status = fixed.or_else(|| Status::parse(section.capture("status")?));
        let status = status.unwrap_or(Status { number: 200, class: None });
        let first = section.blocks.iter().find_map(|block| block.line());
        let description =
            first.map(Text::folded).or_else(|| section.capture("reason").map(str::to_owned)).unwrap_or_default();
        let span = section.heading.map(Text::first_span).unwrap_or_default();
        self.open_response(status, description, span);
    }

    /// Opens the response of a status; what was said of it before stays.
    fn open_response(&mut self, status: Status, description: String, span: Span) {
        let known = self.facts.responses.iter().position(|response| response.is(&status));
        self.response = Some(known.unwrap_or_else(|| {
            self.facts.responses.push(ResponseFacts::new(status, description, span));
            self.facts.responses.len() - 1
        }));
    }

    /// A table of statuses gives a response for each row.
    fn status_table(&mut self, table: &Table) -> bool {
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
        let rows = items::rows(self.cx, &section.blocks);
        self.facts.params.extend(rows.into_iter().map(|row| (location, row)));
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
                Block::Paragraph(text) | Block::Heading(_, text) => self.inherited(text),
            }
        }
    }

    /// A line that says whose parameters the method takes, too.
    fn inherited(&mut self, text: &Text) {
        let found = super::phrases::matches(self.cx, Place::Params, &text.folded(), &Param::default());
        let captures = found.into_iter().flat_map(|known| known.captures);
        let names = captures.filter(|(name, _)| name == "inherits");
        self.facts.inherits.extend(names.map(|(_, method)| (method, text.first_span())));
    }

    /// Header fields of a response; without a status they are those of the successful one.
    fn response_headers(&mut self, section: &SectionBlocks) {
        if self.response.is_none() {
            let span = section.heading.map(Text::first_span).unwrap_or_default();
            self.open_response(Status { number: 200, class: None }, String::new(), span);
        }
        let mut rows = items::rows(self.cx, &section.blocks);
        for block in &section.blocks {
            if let Block::Table(table) = block {
                rows.extend(table::rows(self.cx, table));
            }
        }
        if let Some(response) = self.response.and_then(|at| self.facts.responses.get_mut(at)) {
            response.headers.extend(rows);
        }
    }

    fn result(&mut self, section: &SectionBlocks) {
        self.side = Side::Response;
        let mut rows = items::rows(self.cx, &section.blocks);
        for block in &section.blocks {
            match block {
                Block::Table(table) => rows.extend(table::rows(self.cx, table)),
                Block::Code(code) if self.cx.dialect.protocol == Protocol::Rest => self.message(code),
                _ => {}
            }
        }
        self.body().rows.extend(rows);
    }

    /// The members of a parameter that stands above, or of a type that has this name.
    fn fields(&mut self, section: &SectionBlocks) {
        let mut rows = items::rows(self.cx, &section.blocks);
        for block in &section.blocks {
            if let Block::Table(table) = block {
                rows.extend(table::rows(self.cx, table));
            }
        }
        let fixed = section.section.and_then(|section| section.parent.as_deref());
        let Some(name) = section.capture("parent").or_else(|| section.capture("type")).or(fixed) else { return };
        let mut owners = owners(&mut self.facts, self.side, self.response);
        owners.reverse();
        // A heading may be in capitals where the name is not.
        let exact = owners.iter_mut().any(|row| find(&mut row.param, &|known| known == name, 0).is_some());
        let is_name = |known: &str| if exact { known == name } else { known.eq_ignore_ascii_case(name) };
        match owners.into_iter().find_map(|row| find(&mut row.param, &is_name, 0)) {
            Some(owner) => rows.into_iter().for_each(|row| nesting::adopt(self.cx, owner, row)),
            None => {
                self.facts.types.entry(name.to_owned()).or_insert(TypeFacts { rows, shown: None });
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
        named_type(self.cx, &mut self.facts.types, &name, section);
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

    /// A message in a section of errors: the body of the response whose status was told, or an example for people.
    fn error_message(&mut self, code: &Code) {
        let failed = self.response.and_then(|at| self.facts.responses.get(at)).is_some_and(|known| known.status >= 400);
        if failed {
            self.message(code);
        }
    }

    /// Tables and messages of the body that is being described.
    fn content(&mut self, section: &SectionBlocks) {
        let rows = items::rows(self.cx, &section.blocks);
        match self.side {
            Side::Request => self.facts.params.extend(rows.into_iter().map(|row| (Some(Location::Body), row))),
            Side::Response => self.body().rows.extend(rows),
        }
        for block in &section.blocks {
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

    fn message(&mut self, code: &Code) {
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
        let open = self.response.and_then(|at| self.facts.responses.get_mut(at));
        match (self.side, open) {
            (Side::Response, Some(response)) => &mut response.body,
            (Side::Response, None) => &mut self.facts.result,
            (Side::Request, _) => &mut self.facts.request,
        }
    }
}

/// The rows of the message that is being described.
fn owners(facts: &mut MethodFacts, side: Side, response: Option<usize>) -> Vec<&mut Row> {
    let open = response.and_then(|at| facts.responses.get_mut(at));
    match (side, open) {
        (Side::Request, _) => facts.params.iter_mut().map(|(_, row)| row).collect(),
        (Side::Response, Some(response)) => response.body.rows.iter_mut().collect(),
        (Side::Response, None) => facts.result.rows.iter_mut().collect(),
    }
}

/// Reads the section of a type that has a name.
pub(super) fn named_type(
    cx: &mut Context,
    types: &mut BTreeMap<String, TypeFacts>,
    name: &str,
    section: &SectionBlocks,
) {
    let mut rows = items::rows(cx, &section.blocks);
    let mut said = !rows.is_empty();
    for block in &section.blocks {
        if let Block::Table(table) = block {
            rows.extend(table::rows(cx, table));
            said = true;
        }
    }
    if said {
        types.entry(name.to_owned()).or_insert(TypeFacts { rows, shown: None });
    }
}

/// How deep a parameter is looked for inside others.
const MAX_DEPTH: usize = 16;

/// The parameter of a name, in itself or among its members.
fn find<'p>(param: &'p mut Param, is_name: &dyn Fn(&str) -> bool, depth: usize) -> Option<&'p mut Param> {
    if is_name(&param.name) {
        return Some(param);
    }
    if depth == MAX_DEPTH {
        return None;
    }
    let schema = &mut param.schema;
    let items = schema.items.iter_mut().flat_map(|items| &mut items.fields);
    schema.fields.iter_mut().chain(items).find_map(|member| find(member, is_name, depth + 1))
}
