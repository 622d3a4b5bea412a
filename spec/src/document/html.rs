//! HTML, as whole pages and as tables inside Markdown. The only user of the HTML parser.
//!
//! The tree tells where start tags stand; a text is then found in the source behind the tag that it follows.

use super::builder::{Builder, Kind, Link};
use super::{Block, MAX_DEPTH, Places};
use crate::files::FileId;
use align::align;
use tree::{Element, Step, Text};

mod align;
pub(super) mod links;
mod page;
mod plain;
mod sink;
mod skip;
mod tag;
mod tree;

/// How far behind its tag a text is looked for; what stands further has been moved by the parser.
const NEAR: usize = 4096;

/// Reads HTML into blocks. `base` is the offset of `source` in its file.
pub(super) fn parse(file: FileId, source: &str, base: usize) -> Vec<Block> {
    let builder = Builder::new(file);
    let mut reader =
        Reader { source, base, cursor: 0, builder, skipped: 0, deep_tables: 0, pre: None, in_heading: false, held: 0 };
    for step in page::page(source).steps() {
        match step {
            Step::Open(element) => reader.open(element),
            Step::Text(text) => reader.text(text),
            Step::Close(element) => reader.close(element),
        }
    }
    reader.builder.finish()
}

struct Pre {
    text: String,
    places: Places,
    end: usize,
    /// How many code blocks are open in it.
    inner: usize,
}

struct Reader<'a> {
    source: &'a str,
    base: usize,
    cursor: usize,
    builder: Builder,
    skipped: usize,
    /// How many tables are open that stand too deep to be read as tables.
    deep_tables: usize,
    pre: Option<Pre>,
    /// Whether a heading is open.
    in_heading: bool,
    /// How many blocks are open that a heading begins with: they do not end it.
    held: usize,
}

/// What a reader of the page does not see, or sees on every page. A form may hold the whole page, and a button the title of a
/// section that opens, the path of a method or the status of an answer. A link of no letters in a heading is the sign by which the heading is linked to.
fn is_skipped(element: Element<'_>) -> bool {
    match element.name() {
        "script" | "style" | "head" | "nav" | "footer" | "svg" | "template" | "noscript" => true,
        "form" => !element.holds(|name| matches!(name, "table" | "pre" | "dl") || heading_level(name).is_some()),
        "a" => !element.says(|c| c.is_alphanumeric() || c == '/') && is_in_title(element),
        "button" => !is_in_title(element) && !element.says(|c| c == '/') && !element.begins_with_status(),
        _ => false,
    }
}

fn is_in_title(element: Element<'_>) -> bool {
    element.is_in(|name| matches!(name, "summary" | "dt") || heading_level(name).is_some())
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

impl Reader<'_> {
    /// Begins an element.
    fn open(&mut self, element: Element<'_>) {
        let name = element.name();
        if is_skipped(element) {
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        if let Some(at) = element.at {
            self.cursor = at as usize;
        }
        let at = self.base + self.cursor;
        if let Some(level) = heading_level(name) {
            (self.in_heading, self.held) = (true, 0);
            return self.builder.open_block(Kind::Heading(level), at);
        }
        match name {
            "pre" => match &mut self.pre {
                Some(outer) => outer.inner += 1,
                None => self.pre = Some(Pre { text: String::new(), places: Places::default(), end: at, inner: 0 }),
            },
            "table" if self.builder.table_depth() >= MAX_DEPTH => self.deep_tables += 1,
            "table" => self.builder.open_table(at),
            "tr" | "td" | "th" if self.deep_tables > 0 => self.builder.text("\n", at, at),
            "tr" if element.at.is_none() => self.builder.open_implied_row(at),
            "tr" => self.builder.open_row(at),
            "td" | "th" => {
                self.builder.open_cell(name == "th", element.spans(), at, self.base + self.tag_end());
            }
            "code" | "tt" | "kbd" => self.builder.open_code(),
            "blockquote" => self.builder.open_quote(at),
            "li" => self.builder.open_item(at),
            "br" => self.builder.text("\n", at, at),
            "a" => self.builder.open_link(self.link()),
            "dl" => self.builder.open_terms(),
            "dt" => self.builder.open_term(at),
            "p" | "div" | "ul" | "ol" | "section" | "article" | "dd" | "caption" | "summary" | "figcaption" => {
                if self.in_heading && self.builder.is_blank() {
                    self.held += 1;
                    return;
                }
                self.builder.open_block(Kind::Paragraph, at);
            }
            _ => {}
        }
    }

    /// Where the link leads whose tag the cursor stands on. The tree keeps no such attributes.
    fn link(&self) -> Link {
        let rest = &self.source[self.cursor..];
        let tag = memchr::memchr(b'>', rest.as_bytes()).map_or("", |end| &rest[..end]);
        let has = |name: &str, value: &str| {
            let values = tag.match_indices(name).map(|(at, _)| tag[at + name.len()..].trim_start_matches(['"', '\'']));
            values.into_iter().any(|found| found.starts_with(value))
        };
        match (has("role=", "menuitem"), has("href=", "#")) {
            (true, _) => Link::Menu,
            (false, true) => Link::Page,
            (false, false) => Link::Away,
        }
    }

    fn close(&mut self, element: Element<'_>) {
        let name = element.name();
        if is_skipped(element) {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        let at = self.base + self.cursor;
        if heading_level(name).is_some() {
            self.in_heading = false;
            return self.builder.close_block(at);
        }
        match name {
            "pre" => self.close_pre(at),
            "table" if self.deep_tables > 0 => self.deep_tables -= 1,
            "tr" | "td" | "th" if self.deep_tables > 0 => {}
            "table" => self.builder.close_table(),
            "tr" => self.builder.close_row(),
            "td" | "th" => self.builder.close_cell(),
            "code" | "tt" | "kbd" => self.builder.close_code(),
            "blockquote" => self.builder.close_quote(at),
            "a" => self.builder.close_link(),
            "li" => self.builder.close_item(at),
            "dl" => self.builder.close_terms(at),
            "p" | "div" | "ul" | "ol" | "section" | "article" | "dt" | "dd" | "caption" | "summary" | "figcaption" => {
                if self.in_heading && self.held > 0 {
                    self.held -= 1;
                    return self.builder.text(" ", at, at);
                }
                self.builder.close_block(at);
            }
            _ => {}
        }
    }

    /// Ends a code block, unless it stands in another one.
    fn close_pre(&mut self, at: usize) {
        let is_inner = |pre: &mut Pre| pre.inner.checked_sub(1).map(|left| pre.inner = left).is_some();
        if self.pre.as_mut().is_some_and(is_inner) {
            return;
        }
        if let Some(pre) = self.pre.take() {
            let places = if pre.text.is_empty() { Places::at(at) } else { pre.places };
            self.builder.code_block("", pre.text, places, pre.end);
        }
    }

    fn text(&mut self, text: Text<'_>) {
        if self.skipped > 0 {
            return;
        }
        if self.pre.is_some() {
            return self.code(text);
        }
        let (start, end) = self.find(text.text, text.at as usize);
        self.builder.text(text.text, start, end);
    }

    /// Adds text to a code block, line by line, for entities move what stands behind them.
    fn code(&mut self, text: Text<'_>) {
        for line in text.text.split_inclusive('\n') {
            if self.aligned_code(line) {
                continue;
            }
            let (start, end) = self.find(line, text.at as usize);
            let indent = line.len() - line.trim_start().len();
            if let Some(pre) = &mut self.pre {
                pre.places.add(pre.text.len(), start.saturating_sub(if line.trim().is_empty() { 0 } else { indent }));
                pre.end = end;
                pre.text.push_str(line);
            }
        }
    }

    /// Adds a line of code that stands right behind the last place known, with all the places in it.
    fn aligned_code(&mut self, line: &str) -> bool {
        let plain = line.trim();
        let Some(pre) = self.pre.as_mut().filter(|_| !plain.is_empty()) else { return false };
        let Some(found) = align(self.source, self.cursor, plain) else { return false };
        let indent = line.len() - line.trim_start().len();
        let ahead = pre.text.len() + indent;
        // What stands ahead of the first character is indented alike.
        let first = self.base + found.segments.first().map_or(self.cursor, |(_, at)| *at);
        pre.places.add(pre.text.len(), first.saturating_sub(indent));
        for (offset, at) in &found.segments {
            pre.places.add(ahead + offset, self.base + at);
        }
        self.cursor = found.end;
        pre.end = self.base + found.end;
        pre.text.push_str(line);
        true
    }

    /// The place of a text: right behind the last place known or behind `ahead`, or else where its first word is found.
    fn find(&mut self, text: &str, ahead: usize) -> (usize, usize) {
        let trimmed = text.trim();
        let Some(word) = trimmed.split_whitespace().next() else {
            return (self.base + self.cursor, self.base + self.cursor);
        };
        let near = align(self.source, self.cursor, trimmed);
        let found = near.or_else(|| align(self.source, ahead, trimmed).filter(|_| ahead > self.cursor));
        if let Some(found) = found {
            let start = found.segments.first().map_or(self.cursor, |(_, at)| *at);
            self.cursor = found.end;
            return (self.base + start, self.base + found.end);
        }
        let from = self.tag_end();
        let Some(start) = self.find_word(word, from) else {
            return (self.base + self.cursor, self.base + from);
        };
        let whole = self.source[start..].starts_with(trimmed);
        let end = start + if whole { trimmed.len() } else { word.len() };
        self.cursor = end;
        (self.base + start, self.base + end)
    }

    /// The place of a word behind another place. Nearly always only white space stands between them.
    fn find_word(&self, word: &str, from: usize) -> Option<usize> {
        let near = &self.source[from..self.source.floor_char_boundary((from + NEAR).min(self.source.len()))];
        let words = near.trim_start();
        let at = if words.starts_with(word) { Some(near.len() - words.len()) } else { near.find(word) };
        at.map(|at| from + at)
    }

    /// Behind the tag that the cursor stands on, or the cursor itself where it stands in text.
    fn tag_end(&self) -> usize {
        let rest = &self.source[self.cursor..];
        if !rest.starts_with('<') {
            return self.cursor;
        }
        rest.find('>').map_or(self.source.len(), |close| self.cursor + close + 1)
    }
}
