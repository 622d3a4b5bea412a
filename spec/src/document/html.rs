//! HTML, as whole pages and as tables inside Markdown. The only user of scraper.
//!
//! The HTML parser gives no places. So each start tag first gets an attribute with its own offset; a text is then found
//! in the source behind the tag that it follows.

use ego_tree::iter::Edge;
use scraper::Html;
use scraper::node::{Element, Node};

use super::builder::{Builder, Kind, Spans};
use super::{Block, MAX_DEPTH, Places};
use crate::files::FileId;

mod places;

/// How far behind its tag a text is looked for; what stands further has been moved by the parser.
const NEAR: usize = 4096;

/// Reads HTML into blocks. `base` is the offset of `source` in its file.
pub(super) fn parse(file: FileId, source: &str, base: usize) -> Vec<Block> {
    let page = Html::parse_fragment(&places::mark(source));
    let mut reader = Reader { source, base, cursor: 0, builder: Builder::new(file), skipped: 0, pre: None };
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => reader.open(element),
                Node::Text(text) => reader.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    reader.close(element);
                }
            }
        }
    }
    reader.builder.finish()
}

struct Pre {
    text: String,
    places: Places,
    end: usize,
}

struct Reader<'a> {
    source: &'a str,
    base: usize,
    cursor: usize,
    builder: Builder,
    skipped: usize,
    pre: Option<Pre>,
}

/// What a reader of the page does not see, or sees on every page.
fn is_skipped(name: &str) -> bool {
    matches!(name, "script" | "style" | "head" | "nav" | "footer" | "svg" | "template" | "noscript" | "button" | "form")
}

/// The number that an attribute begins with; what stands behind it is not looked at, as in the HTML standard.
fn leading_number(value: &str) -> Option<usize> {
    let value = value.trim_start();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match value.get(..digits)? {
        "" => None,
        digits => Some(digits.parse().unwrap_or(usize::MAX)),
    }
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

impl Reader<'_> {
    fn open(&mut self, element: &Element) {
        let name = element.name();
        if is_skipped(name) {
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        if let Some(at) = places::of(element) {
            self.cursor = at.min(self.source.len());
        }
        let at = self.base + self.cursor;
        if let Some(level) = heading_level(name) {
            return self.builder.open_block(Kind::Heading(level), at);
        }
        match name {
            "pre" => self.pre = Some(Pre { text: String::new(), places: Places::default(), end: at }),
            "table" if self.builder.table_depth() < MAX_DEPTH => self.builder.open_table(at),
            "tr" if places::of(element).is_none() => self.builder.open_implied_row(at),
            "tr" => self.builder.open_row(at),
            "td" | "th" => {
                let count = |name| element.attr(name).and_then(leading_number).unwrap_or(1);
                let spans = Spans { columns: count("colspan"), rows: count("rowspan") };
                self.builder.open_cell(name == "th", spans, at, self.base + self.tag_end());
            }
            "code" | "tt" | "kbd" => self.builder.open_code(),
            "blockquote" => self.builder.open_quote(at),
            "li" => self.builder.open_item(at),
            "br" => self.builder.text("\n", at, at),
            "dl" => self.builder.open_terms(),
            "dt" => self.builder.open_term(at),
            "p" | "div" | "ul" | "ol" | "section" | "article" | "dd" => {
                self.builder.open_block(Kind::Paragraph, at);
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if is_skipped(name) {
            self.skipped = self.skipped.saturating_sub(1);
            return;
        }
        if self.skipped > 0 {
            return;
        }
        let at = self.base + self.cursor;
        if heading_level(name).is_some() {
            return self.builder.close_block(at);
        }
        match name {
            "pre" => {
                if let Some(pre) = self.pre.take() {
                    let places = if pre.text.is_empty() { Places::at(at) } else { pre.places };
                    self.builder.code_block("", pre.text, places, pre.end);
                }
            }
            "table" => self.builder.close_table(),
            "tr" => self.builder.close_row(),
            "td" | "th" => self.builder.close_cell(),
            "code" | "tt" | "kbd" => self.builder.close_code(),
            "blockquote" => self.builder.close_quote(at),
            "li" => self.builder.close_item(at),
            "dl" => self.builder.close_terms(at),
            "p" | "div" | "ul" | "ol" | "section" | "article" | "dt" | "dd" => self.builder.close_block(at),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.pre.is_some() {
            return self.code(text);
        }
        let (start, end) = self.find(text);
        self.builder.text(text, start, end);
    }

    /// Adds text to a code block, line by line, for entities move what stands behind them.
    fn code(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            let (start, end) = self.find(line);
            let indent = line.len() - line.trim_start().len();
            if let Some(pre) = &mut self.pre {
                pre.places.add(pre.text.len(), start.saturating_sub(if line.trim().is_empty() { 0 } else { indent }));
                pre.end = end;
                pre.text.push_str(line);
            }
        }
    }

    /// The place of a text: its first word is looked for behind the last place known.
    fn find(&mut self, text: &str) -> (usize, usize) {
        let trimmed = text.trim();
        let Some(word) = trimmed.split_whitespace().next() else {
            return (self.base + self.cursor, self.base + self.cursor);
        };
        let from = self.tag_end();
        let near = self.source.floor_char_boundary((from + NEAR).min(self.source.len()));
        let Some(at) = self.source[from..near].find(word) else {
            return (self.base + self.cursor, self.base + from);
        };
        let start = from + at;
        let whole = self.source[start..].starts_with(trimmed);
        let end = start + if whole { trimmed.len() } else { word.len() };
        self.cursor = end;
        (self.base + start, self.base + end)
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
