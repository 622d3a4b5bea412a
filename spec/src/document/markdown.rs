//! Markdown, with HTML tables in it. The only user of pulldown-cmark.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Kind, Link, Spans};
use super::{Block, Component, Places, html, html_block};
use crate::files::FileId;

mod component;
pub(super) mod links;
mod placeholder;
mod template;
mod wide_table;

use component::Piece;
use placeholder::is_placeholder;
use wide_table::Part;

/// Reads Markdown into blocks.
pub(super) fn parse(file: FileId, text: &str) -> Vec<Block> {
    let Some(pieces) = component::pieces(text) else { return blocks(file, text, &[], false) };
    let levelled = component::levelled(text, &pieces);
    blocks(file, levelled.as_deref().unwrap_or(text), &pieces, levelled.is_some())
}

/// Reads Markdown that has been cut at the tags of components, if it has any. `levelled` says that indentation was moved behind lines.
fn blocks(file: FileId, text: &str, pieces: &[Piece], levelled: bool) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader {
        file,
        source: text,
        options,
        builder: Builder::new(file),
        blocks: Vec::new(),
        skip_to: 0,
        depth: 0,
        code: None,
        levelled,
    };
    if pieces.is_empty() {
        reader.parts(0..text.len());
    }
    for piece in pieces {
        match piece {
            Piece::Markdown(range, _) => reader.parts(range.clone()),
            Piece::Open(tag) => reader.component(tag),
            Piece::Close(at) => reader.builder.close_item(*at),
        }
    }
    reader.finish()
}

struct OpenCode {
    language: String,
    text: String,
    places: Places,
    end: usize,
}

impl OpenCode {
    fn add(&mut self, text: &str, range: Range<usize>, levelled: bool) {
        self.end = range.end;
        if !levelled {
            self.places.add(self.text.len(), range.start);
            return self.text.push_str(text);
        }
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            self.places.add(self.text.len(), at);
            at += line.len();
            let (bare, end) = line.strip_suffix('\n').map_or((line, ""), |bare| (bare, "\n"));
            self.text.extend([bare.trim_end_matches(' '), end]);
        }
    }
}

struct Reader<'a> {
    file: FileId,
    source: &'a str,
    options: Options,
    builder: Builder,
    blocks: Vec<Block>,
    skip_to: usize,
    /// How many headings of HTML what is read stands right behind.
    depth: usize,
    code: Option<OpenCode>,
    /// Whether the indentation of lines stands behind the lines ahead of them.
    levelled: bool,
}

impl Reader<'_> {
    fn finish(mut self) -> Vec<Block> {
        self.blocks.extend(self.builder.finish());
        self.blocks
    }

    /// Reads Markdown that may hold wide tables.
    fn parts(&mut self, part: Range<usize>) {
        let at = |range: Range<usize>| range.start + part.start..range.end + part.start;
        for found in wide_table::parts(&self.source[part.clone()]) {
            match found {
                Part::Markdown(range) => self.read(at(range)),
                Part::Table(range, rows) => {
                    let rows = rows.into_iter().map(|row| row.into_iter().map(at).collect()).collect();
                    self.wide_table(&at(range), rows);
                }
            }
        }
    }

    fn component(&mut self, tag: &component::Tag) {
        let text = self.source[tag.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, attributes) = (tag.name.clone(), tag.attributes.clone());
        let component = Component { name, attributes, ..Component::default() };
        self.builder.open_component(component, &text, tag.range.clone());
    }

    fn read(&mut self, part: Range<usize>) {
        let base = part.start;
        for (event, range) in Parser::new_ext(&self.source[part], self.options).into_offset_iter() {
            // A table in HTML reaches to its closing tag, even across blank lines that end an HTML block in Markdown.
            if range.start + base >= self.skip_to {
                self.event(event, range.start + base..range.end + base);
            }
        }
    }

    fn wide_table(&mut self, range: &Range<usize>, rows: Vec<Vec<Range<usize>>>) {
        self.builder.close_block(range.start);
        self.builder.open_table(range.start);
        for row in rows {
            self.builder.open_row(row.first().map_or(range.start, |cell| cell.start));
            for cell in row {
                self.builder.open_cell(false, Spans::default(), cell.start, cell.end);
                self.read(cell);
                self.builder.close_cell();
            }
            self.builder.close_row();
        }
        self.builder.close_table();
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) if self.heading_ahead(&range) || self.whole_block(&range) => {}
            Event::Start(Tag::Paragraph) if self.template(&range) => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.builder.open_code();
                let inner = self.source[range.clone()].find(&*text).map_or(range.start, |at| range.start + at);
                self.builder.text(&text, inner, inner + text.len());
                self.builder.close_code();
            }
            Event::Html(_) if self.block_table(range.start) => {}
            Event::Html(markup) | Event::InlineHtml(markup) => self.inline_html(&markup, range.start),
            Event::SoftBreak | Event::HardBreak => self.builder.text("\n", range.start, range.end),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.builder.open_block(Kind::Heading(level as u8), range.start),
            Tag::Paragraph | Tag::DefinitionListDefinition => self.builder.open_block(Kind::Paragraph, range.start),
            Tag::BlockQuote(_) => self.builder.open_quote(range.start),
            Tag::Item => self.builder.open_item(range.start),
            Tag::Link { dest_url, .. } => {
                self.builder.open_link(if dest_url.starts_with('#') { Link::Page } else { Link::Away });
            }
            Tag::DefinitionList => self.builder.open_terms(),
            Tag::DefinitionListTitle => self.builder.open_term(range.start),
            Tag::Table(_) => self.builder.open_table(range.start),
            Tag::TableHead | Tag::TableRow => self.builder.open_row(range.start),
            Tag::TableCell => self.builder.open_cell(false, Spans::default(), range.start, range.end),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code =
                    Some(OpenCode { language, text: String::new(), places: Places::default(), end: range.start });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => self.builder.close_heading(range.end),
            TagEnd::Paragraph | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.builder.close_block(range.end);
            }
            TagEnd::BlockQuote(_) => self.builder.close_quote(range.end),
            TagEnd::Item => self.builder.close_item(range.end),
            TagEnd::DefinitionList => self.builder.close_terms(range.end),
            TagEnd::Link => self.builder.close_link(),
            TagEnd::Table => self.builder.close_table(),
            TagEnd::TableHead | TagEnd::TableRow => {
                let (count, open) = cells(&self.source[range.clone()]);
                self.builder.written_cells(count, open);
                self.builder.close_row();
            }
            TagEnd::TableCell => self.builder.close_cell(),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    let places = if code.text.is_empty() { Places::at(range.end) } else { code.places };
                    self.builder.code_block(&code.language, code.text, places, code.end);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(code) = &mut self.code {
            code.add(text, range, self.levelled);
        } else {
            self.builder.text(text, range.start, range.end);
        }
    }

    /// Reads a paragraph of nothing but tags of the tool that lays the page out: their titles are lines of their own.
    fn template(&mut self, range: &Range<usize>) -> bool {
        let Some(titles) = template::titles(&self.source[range.clone()]) else { return false };
        for title in titles {
            let title = range.start + title.start..range.start + title.end;
            self.builder.open_block(Kind::Paragraph, title.start);
            self.builder.text(&self.source[title.clone()], title.start, title.end);
            self.builder.close_block(title.end);
        }
        self.skip_to = self.skip_to.max(range.end);
        true
    }

    /// Reads a heading of HTML that stands right ahead of Markdown: only a blank line would end the block of HTML by the rules of
    /// `CommonMark` (section 4.6), but people write on below the heading.
    fn heading_ahead(&mut self, range: &Range<usize>) -> bool {
        let block = &self.source[range.clone()];
        let begin = range.start + (block.len() - block.trim_start().len());
        let bytes = self.source.as_bytes();
        let tag = HEADINGS.iter().find(|tag| starts_with_tag(&bytes[begin..], tag.as_bytes()));
        let Some(tag) = tag.filter(|_| self.depth < MAX_HEADINGS && !self.builder.in_cell()) else { return false };
        let end = block_end(self.source, begin, tag);
        let rest = end..range.end.max(end);
        // Behind the heading on its line, or where HTML goes on, nothing is Markdown.
        let goes_on =
            self.source[rest.clone()].starts_with('\n') && !self.source[rest.clone()].trim_start().starts_with('<');
        if !goes_on || self.source[rest.clone()].trim().is_empty() {
            return false;
        }
        self.block_table(begin);
        self.depth += 1;
        self.read(rest);
        self.depth -= 1;
        self.skip_to = self.skip_to.max(range.end);
        true
    }

    /// Reads a block of HTML that has words of its own and no table.
    fn whole_block(&mut self, range: &Range<usize>) -> bool {
        let block = &self.source[range.clone()];
        let has_table = HTML_BLOCKS.iter().any(|tag| find_tag(block, tag).is_some());
        // Inside an item or a quote it belongs to that.
        let outermost = self.source[..range.start].chars().next_back().is_none_or(|before| before == '\n');
        if !outermost || self.builder.in_cell() || has_table || !html_block::is_whole(block) {
            return false;
        }
        let read = html::parse(self.file, block, range.start);
        if read.is_empty() {
            return false;
        }
        self.blocks.extend(self.builder.take());
        self.blocks.extend(read);
        self.skip_to = range.end;
        true
    }

    /// Reads an HTML table that begins in this block as one piece.
    fn block_table(&mut self, start: usize) -> bool {
        let line_end = self.source[start..].find('\n').map_or(self.source.len(), |at| start + at);
        let line = &self.source[start..line_end];
        let found = HTML_BLOCKS.iter().filter_map(|tag| Some((start + find_tag(line, tag)?, tag))).min();
        let Some((begin, tag)) = found.filter(|_| !self.builder.in_cell()) else { return false };
        let end = block_end(self.source, begin, tag);
        self.blocks.extend(self.builder.take());
        self.blocks.extend(html::parse(self.file, &self.source[begin..end], begin));
        self.skip_to = end;
        true
    }

    /// Whether the tag that stands at an offset is that of an element which ends on its line.
    fn is_closed(&self, tag: &str, start: usize) -> bool {
        let behind = self.source.get(start + tag.len()..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        tag.contains(char::is_uppercase) && behind.contains(&tag.replacen('<', "</", 1))
    }

    fn inline_html(&mut self, markup: &str, start: usize) {
        let name = markup.trim_start().trim_start_matches(['<', '/']);
        let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
        let closing = markup.trim_start().starts_with("</");
        match (name.to_ascii_lowercase().as_str(), closing) {
            ("code", false) => self.builder.open_code(),
            ("code", true) => self.builder.close_code(),
            ("blockquote", false) => self.builder.open_quote(start),
            ("blockquote", true) => self.builder.close_quote(start),
            ("li", false) => self.builder.open_item(start),
            ("li", true) => self.builder.close_item(start),
            ("br" | "p" | "div" | "ul" | "ol", _) => self.builder.text("\n", start, start),
            // `List<int>` and `/users/<id>` hold no markup: what stands between the brackets is no element.
            (name, false) if is_placeholder(markup, name) && !self.is_closed(markup, start) => {
                self.builder.text(markup, start, start + markup.len());
            }
            _ => {}
        }
    }
}

/// How many cells a row of a table has in its source: those between bars that are not escaped; and whether its last bar may have a
/// blank cell behind it, for no bar stands at its beginning either.
fn cells(row: &str) -> (usize, bool) {
    let row = row.trim();
    let outer = row.strip_prefix('|');
    let inner = outer.unwrap_or(row);
    let closed = inner.strip_suffix('|').filter(|rest| !rest.ends_with('\\'));
    let (open, inner) = (outer.is_none() && closed.is_some(), closed.unwrap_or(inner));
    let escaped = inner.matches("\\|").count();
    (inner.matches('|').count() - escaped + 1, open)
}

/// The elements that are read as HTML, up to where they end, although they stand in Markdown.
const HTML_BLOCKS: [&str; 10] = ["<table", "<dl", "<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "<ul", "<ol"];

/// The headings among them.
const HEADINGS: [&str; 6] = ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6"];

/// How many headings may stand right ahead of each other in a block of HTML for what follows the last to be read as Markdown.
const MAX_HEADINGS: usize = 8;

fn find_tag(text: &str, tag: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(tag.len() - 1))
        .find(|at| bytes[*at..*at + tag.len()].eq_ignore_ascii_case(tag.as_bytes()))
}

/// The end of the element that begins at `begin`: behind its closing tag, or the end of the text where that is missing.
fn block_end(source: &str, begin: usize, tag: &str) -> usize {
    let close = tag.replace('<', "</");
    let bytes = source.as_bytes();
    let mut depth = 0_usize;
    for (at, _) in source[begin..].match_indices('<') {
        let at = begin + at;
        let rest = &bytes[at..];
        if starts_with_tag(rest, tag.as_bytes()) {
            depth += 1;
        } else if starts_with_tag(rest, close.as_bytes()) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return source[at..].find('>').map_or(source.len(), |close| at + close + 1);
            }
        }
    }
    source.len()
}

fn starts_with_tag(bytes: &[u8], tag: &[u8]) -> bool {
    bytes.len() > tag.len() && bytes[..tag.len()].eq_ignore_ascii_case(tag) && !bytes[tag.len()].is_ascii_alphanumeric()
}
