//! What a method's part says in words: its description, its remarks, lines that state a fact by themselves.

use super::{Reader, Side};
use crate::dialect::{ColumnRole, Place, SectionRole};
use crate::document::{Block, Code, Table, Text};
use crate::facts::head::remark;
use crate::facts::nesting::is_single;
use crate::facts::outline::SectionBlocks;
use crate::facts::{Status, columns, fact_line, http_message, items, phrases, resolve_type, shown, table};
use crate::ir::Param;
use crate::language::{COMMON, known};
use crate::lint;
use crate::stats::Fate;

/// Whether code is an object or a list of them, as messages are.
fn is_object(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with('{') && text.ends_with('}') && text.contains('"'))
        || (text.starts_with("[{") && text.ends_with("}]"))
}

impl Reader<'_, '_> {
    /// What stands under no known heading: remarks, and tables that nobody reads.
    pub(super) fn prose(&mut self, section: &SectionBlocks) {
        // What stands right under the method's own heading describes it, in words and with its parameters.
        let own = section.heading.is_none();
        if own {
            self.introduction(section);
        } else {
            items::report_components(self.cx, &section.blocks);
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
                Block::Code(code) if own && http_message::head(&code.text).is_some() => self.message(code),
                Block::Code(code) if own => self.keep_sent(code),
                Block::Code(code) if self.is_case_of_response(section) => self.message(code),
                Block::Code(code) => self.note_unread(section, code),
                Block::Component(_) => {}
            }
        }
        for text in section.blocks.iter().filter_map(|block| block.line()).filter(|_| own) {
            self.named_in_words(text, None);
        }
    }

    /// Whether a heading without a role stands below that of a response, and is the title of a case of it; what it calls an error is none.
    fn is_case_of_response(&self, section: &SectionBlocks) -> bool {
        let Some((level, SectionRole::Response)) = self.open else { return false };
        let words = section.heading.map(Text::folded).unwrap_or_default().to_lowercase();
        let is_error = |word: &str| known(&COMMON.sections, word) == Some("errors");
        level > 0
            && section.section.is_none()
            && section.level > level
            && !words.split(|c: char| !c.is_alphanumeric()).any(is_error)
    }

    /// Keeps where a message stands of which nothing is read.
    fn note_unread(&mut self, section: &SectionBlocks, code: &Code) {
        if section.section.is_none() && self.unread.is_none() && is_object(&code.text) {
            self.unread = Some(code.span.clone());
        }
    }

    /// What the dialect says to be nothing of what the documents state.
    pub(super) fn ignored(&mut self, section: &SectionBlocks) {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                table::count_all(self.cx, table, "prose_table", Fate::Prose);
            }
        }
    }

    /// Paragraphs under the method's heading: its description, unless they are parameters.
    fn introduction(&mut self, section: &SectionBlocks) {
        let rows = items::rows(self.cx, &section.blocks);
        for text in section.blocks.iter().filter_map(|block| block.line()) {
            self.result_in_words(text);
        }
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

    pub(super) fn has_column(&self, table: &Table, role: ColumnRole) -> bool {
        let header = table.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
        header.iter().any(|cell| self.cx.dialect.columns.get(&columns::label(&cell.text)) == Some(&role))
    }

    /// Keeps what the first call by a command sends.
    pub(super) fn keep_sent(&mut self, code: &Code) {
        let Some(range) = http_message::sent(&code.text).filter(|_| self.sent.is_none()) else { return };
        let text = code.text[range.clone()].to_owned();
        let sent = Code { text, places: code.places.from(range.start), ..code.clone() };
        self.sent = Some(shown(self.cx, &sent, None));
    }

    /// The type of what comes back, which a sentence tells.
    pub(super) fn result_in_words(&mut self, text: &Text) {
        let found = phrases::matches(self.cx, Place::Result, &text.folded(), &Param::default());
        self.status_in_words(&found, text);
        let told = |known: &phrases::Match| {
            let captured = known.captures.iter().find(|(name, _)| name == "result").map(|(_, word)| word.clone());
            captured.or_else(|| known.phrase.set.get("result")?.as_str().map(str::to_owned))
        };
        let Some(word) = found.iter().find_map(told) else { return };
        let kind = resolve_type(self.cx.dialect, &word.replace('`', ""));
        if is_single(kind.kind) {
            let what = format!("the members of the result: `{word}` has none");
            return self.cx.report(lint::unread_cell::report(text, "", &what));
        }
        let open = self.response.filter(|_| self.side == Side::Response);
        let body = match open.and_then(|at| self.facts.responses.get_mut(at)) {
            Some(response) => &mut response.body,
            None => &mut self.facts.result,
        };
        body.kind.get_or_insert((kind, text.first_span()));
    }

    /// The status that a sentence tells: `Returns 204 No Content`. What follows need not be about it.
    fn status_in_words(&mut self, found: &[phrases::Match], text: &Text) {
        let captures = found.iter().flat_map(|known| &known.captures);
        for (_, word) in captures.filter(|(name, _)| name == "status") {
            let open = self.response;
            if let Some(status) = Status::parse(word) {
                self.open_response(status, text.folded(), text.first_span());
            }
            self.response = open;
        }
    }

    /// A line that states a fact by itself, such as the host.
    pub(super) fn fact_line(&mut self, text: &Text) {
        if let Some(server) = fact_line::read(self.cx.dialect, text).server
            && !self.facts.servers.contains(&server)
        {
            self.facts.servers.push(server);
        }
    }

    pub(super) fn description(&mut self, section: &SectionBlocks) {
        let lines: Vec<_> = section.blocks.iter().filter_map(|block| block.line()).map(Text::folded).collect();
        self.facts.description = lines.join("\n");
    }
}
