//! Page text: what is left when a rendered page is copied as text.
//!
//! Tables come as lines that are closed by `|`, or with tabs between their cells; JSON and XML stand between the lines without a fence. Every other line
//! is a block of its own, since nothing marks where a paragraph ends.

use super::{Block, Cell, Code, Piece, Places, Row, Style, Table, Text, drawn, narrowed};
use crate::files::{FileId, Span};

mod tabs;

/// How often the whole text may be looked through for the ends of code, so that text full of openings stays linear.
const SCANS: usize = 8;

/// Reads page text into blocks.
pub(super) fn parse(file: FileId, source: &str) -> Vec<Block> {
    let mut reader = Reader { file, source, lines: lines(source), at: 0, budget: source.len().saturating_mul(SCANS) };
    let mut blocks = Vec::new();
    while reader.at < reader.lines.len() {
        let table = reader.table().or_else(|| reader.tabbed_table()).or_else(|| reader.drawn_table());
        let block = table.or_else(|| reader.code());
        if let Some(block) = block.or_else(|| reader.line()) {
            blocks.push(block);
        }
    }
    blocks
}

#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
}

fn lines(source: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let split = source.split('\n').map(|text| {
        let line = Line { text: text.trim(), start: start + (text.len() - text.trim_start().len()) };
        start += text.len() + 1;
        line
    });
    split.collect()
}

struct Reader<'a> {
    file: FileId,
    source: &'a str,
    lines: Vec<Line<'a>>,
    at: usize,
    budget: usize,
}

impl<'a> Reader<'a> {
    fn line(&mut self) -> Option<Block> {
        let line = self.lines[self.at];
        self.at += 1;
        (!line.text.is_empty()).then(|| Block::Paragraph(self.text_of(&[line])))
    }

    fn text_of(&self, lines: &[Line<'a>]) -> Text {
        let lines: Vec<_> = lines.iter().filter(|line| !line.text.is_empty()).collect();
        let span = |line: &Line| Span::new(self.file, line.start..line.start + line.text.len());
        let piece = |line: &&Line| Piece {
            text: format!("{}\n", narrowed(line.text)),
            style: Style::default(),
            span: span(line),
        };
        let whole = match (lines.first(), lines.last()) {
            (Some(first), Some(last)) => Span::new(self.file, first.start..last.start + last.text.len()),
            _ => Span::default(),
        };
        Text { pieces: lines.iter().map(piece).collect(), span: whole, leads: false }
    }

    /// A line `|` opens a row; each cell is closed by a `|` at the end of a line. The header tells how many cells a row has.
    fn table(&mut self) -> Option<Block> {
        let begin = self.at;
        let mut table = Table::default();
        let mut columns = usize::MAX;
        while self.at < self.lines.len() && self.lines[self.at].text == "|" {
            let before = self.at;
            let Some(row) = self.row(columns) else {
                self.at = before;
                break;
            };
            if columns == usize::MAX {
                columns = row.cells.len();
            }
            table.rows.push(row);
        }
        if table.rows.is_empty() {
            self.at = begin;
            return None;
        }
        table.span = Span::new(self.file, self.lines[begin].start..table.rows.last().map_or(0, |row| row.span.end));
        Some(Block::Table(table))
    }

    /// A line with tabs in it begins a table where another one follows.
    fn tabbed_table(&mut self) -> Option<Block> {
        let first = self.lines[self.at].text;
        if !first.contains('\t') || first.starts_with(['{', '[', '<']) {
            return None;
        }
        // White space at the ends of a line may be blank cells.
        let raw = self.lines[self.at..].iter().map(|line| self.raw(line));
        let (rows, used) = tabs::rows(raw)?;
        self.at += used;
        let rows: Vec<Row> = rows.into_iter().map(|cells| self.row_of(cells)).collect();
        let span = |row: Option<&Row>| row.map(|row| row.span.clone()).unwrap_or_default();
        let (first, last) = (span(rows.first()), span(rows.last()));
        Some(Block::Table(Table { rows, span: Span { end: last.end, ..first } }))
    }

    /// A table that is drawn with characters, up to the next blank line.
    fn drawn_table(&mut self) -> Option<Block> {
        if !drawn::is_border(self.lines[self.at].text) {
            return None;
        }
        let here = self.lines[self.at..].iter().take_while(|line| !line.text.is_empty());
        let raw =
            here.map(|line| self.raw(line)).map(|line| drawn::Line { text: line.text.trim_end(), at: line.start });
        let (table, used) = drawn::table(self.file, &raw.collect::<Vec<_>>())?;
        self.at += used;
        Some(Block::Table(table))
    }

    /// A line with the white space at its ends.
    fn raw(&self, line: &Line) -> Line<'a> {
        let start = self.source[..line.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.source[line.start..].find('\n').map_or(self.source.len(), |at| line.start + at);
        Line { text: &self.source[start..end], start }
    }

    fn row_of(&self, cells: tabs::RowLines<'a>) -> Row {
        let start = cells.first().and_then(|lines| lines.first()).map_or(0, |line| line.start);
        let cell = |lines: Vec<Line<'a>>| {
            let mut text = self.text_of(&lines);
            if text.pieces.is_empty() {
                let at = lines.first().map_or(start, |line| line.start);
                text.span = Span::new(self.file, at..at);
            }
            Cell { text, colspan: 1, rowspan: 1, ..Cell::default() }
        };
        let cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        let end = cells.last().map_or(start, |cell| cell.text.span.end).max(start);
        Row { cells, written: None, span: Span::new(self.file, start..end) }
    }

    /// One row; the header (`columns` not yet known) ends where the next line does not close a cell, or opens a row.
    fn row(&mut self, columns: usize) -> Option<Row> {
        let open = self.lines[self.at];
        self.at += 1;
        let mut row = Row { cells: Vec::new(), written: None, span: Span::new(self.file, open.start..open.start + 1) };
        let header = columns == usize::MAX;
        while row.cells.len() < columns {
            if header && !row.cells.is_empty() && !self.closes_cell_with_text() {
                break;
            }
            let cell = self.cell(open.start)?;
            row.span.end = cell.text.span.end.max(row.span.end);
            row.cells.push(Cell { header, ..cell });
        }
        Some(row)
    }

    fn closes_cell_with_text(&self) -> bool {
        self.lines.get(self.at).is_some_and(|line| line.text.len() > 1 && line.text.ends_with('|'))
    }

    fn cell(&mut self, row_start: usize) -> Option<Cell> {
        let mut lines = Vec::new();
        loop {
            let line = *self.lines.get(self.at)?;
            self.at += 1;
            if let Some(text) = line.text.strip_suffix('|') {
                lines.push(Line { text: text.trim_end(), start: line.start });
                break;
            }
            lines.push(line);
        }
        let mut text = self.text_of(&lines);
        if text.pieces.is_empty() {
            let at = lines.first().map_or(row_start, |line| line.start);
            text.span = Span::new(self.file, at..at + 1);
        }
        Some(Cell { text, colspan: 1, rowspan: 1, ..Cell::default() })
    }

    /// The length of JSON whose brackets are not balanced: it reaches as far as lines look like JSON.
    fn broken_json(&self) -> Option<usize> {
        let first = self.lines[self.at];
        let lines = self.lines[self.at..].iter().take_while(|line| is_json_line(line.text));
        let last = lines.filter(|line| !line.text.is_empty()).last()?;
        (last.start > first.start).then(|| last.start + last.text.len() - first.start)
    }

    /// JSON from a line that opens an object or array, XML from a line that opens an element, to where it is balanced.
    fn code(&mut self) -> Option<Block> {
        let first = self.lines[self.at];
        let language = match first.text.bytes().next()? {
            b'{' | b'[' if matches!(first.text, "{" | "[" | "{}" | "[]") || first.text.starts_with("{\"") => "json",
            b'<' if first.text.len() > 2 && first.text.as_bytes()[1].is_ascii_alphabetic() => "xml",
            _ => return None,
        };
        let rest = &self.source[first.start..];
        if self.budget == 0 {
            return None;
        }
        let length = if language == "json" { json_end(rest) } else { xml_end(rest) };
        self.budget = self.budget.saturating_sub(length.unwrap_or(rest.len()));
        let length = match length {
            Some(length) => length,
            None if language == "json" => self.broken_json()?,
            None => return None,
        };
        let end = first.start + length;
        while self.lines.get(self.at).is_some_and(|line| line.start < end) {
            self.at += 1;
        }
        let text = rest[..length].to_owned();
        Some(Block::Code(Code {
            language: language.to_owned(),
            text,
            span: Span::new(self.file, first.start..end),
            places: Places::at(first.start),
            depth: 0,
        }))
    }
}

/// Whether a line can stand in JSON: it begins with a bracket or a quote, or is a single value.
fn is_json_line(line: &str) -> bool {
    let value = line.trim_end_matches(',');
    let number = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    line.is_empty()
        || line.starts_with(['{', '}', '[', ']', '"', ',', ':'])
        || number
        || matches!(value, "true" | "false" | "null")
}

fn json_end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            // A string does not reach over a line; where a quote is missing, the rest is still balanced.
            b'\n' => quoted = false,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn xml_end(text: &str) -> Option<usize> {
    let name: String = text[1..].chars().take_while(|c| c.is_alphanumeric() || "_-.:".contains(*c)).collect();
    let close = format!("</{name}>");
    text.find(&close).map(|at| at + close.len())
}
