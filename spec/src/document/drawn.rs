//! Tables that are drawn with characters, as in reStructuredText and in what commands print: with a grid of `+---+` and `|`, or with
//! lines of `====` above and below the columns; or as in Markdown, but with a line of dashes that does not fit the header.
//!
//! Neither Markdown nor HTML knows them: they stand in a paragraph or in code.

use std::ops::Range;

use super::{Block, Cell, Code, Document, Format, Piece, Row, Style, Table, Text};
use crate::files::{FileId, Span};

mod uneven;

/// A line as it stands in the source, with its offset there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// The most columns that such a table may have.
const MAX_COLUMNS: usize = 64;

/// Reads the tables that are drawn in code and, in Markdown, in paragraphs.
pub(super) fn read(document: &mut Document, source: &str, format: Format) {
    let in_code = |code: &Code| is_border(code.text.trim_start().lines().next().unwrap_or_default());
    let in_text = |text: &Text| format == Format::Markdown && holds_border(source, text);
    let is_drawn = |block: &Block| match block {
        Block::Code(code) => in_code(code),
        Block::Paragraph(text) => in_text(text),
        _ => false,
    };
    if !document.blocks.iter().any(is_drawn) {
        return;
    }
    for block in std::mem::take(&mut document.blocks) {
        match block {
            Block::Code(code) if in_code(&code) => of_code(&mut document.blocks, code),
            Block::Paragraph(text) if in_text(&text) => of_paragraph(&mut document.blocks, source, text),
            block => document.blocks.push(block),
        }
    }
}

fn holds_border(source: &str, text: &Text) -> bool {
    let raw = source.get(text.span.start..text.span.end).unwrap_or_default();
    (raw.contains(['+', '=']) && raw.lines().any(is_border)) || uneven::holds(raw)
}

/// Whether a line may be the upper end of such a table.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with("+-") || line.starts_with("+=") || line.starts_with("==")) && (is_grid(line) || is_rule(line))
}

/// `+----+----+`
fn is_grid(line: &str) -> bool {
    line.len() > 2 && line.starts_with('+') && line.ends_with('+') && line.bytes().all(|byte| b"+-=".contains(&byte))
}

/// `==== ====`, of two columns at least: a single run of them underlines a title.
fn is_rule(line: &str) -> bool {
    line.starts_with("==") && line.contains(' ') && line.bytes().all(|byte| b"= ".contains(&byte))
}

fn of_code(blocks: &mut Vec<Block>, code: Code) {
    let mut at = 0;
    let lines = code.text.split_inclusive('\n').map(|whole| {
        let line = Line { text: whole.trim_end(), at: code.places.of(at) };
        at += whole.len();
        line
    });
    let lines: Vec<Line> = lines.skip_while(|line| line.text.trim().is_empty()).collect();
    match table(code.span.file, &lines) {
        Some((table, _)) => blocks.push(Block::Table(table)),
        None => blocks.push(Block::Code(code)),
    }
}

/// What stands ahead of a table in its paragraph, and behind it, are paragraphs of their own.
fn of_paragraph(blocks: &mut Vec<Block>, source: &str, text: Text) {
    let (file, mut at) = (text.span.file, text.span.start);
    let raw = source.get(text.span.start..text.span.end).unwrap_or_default();
    let lines = raw.split_inclusive('\n').map(|whole| {
        let line = Line { text: whole.trim_end(), at };
        at += whole.len();
        line
    });
    let lines: Vec<Line> = lines.collect();
    let begins = |at: &usize| is_border(lines[*at].text) || uneven::begins(&lines[*at..]);
    let found = (0..lines.len()).find(begins).and_then(|first| {
        let (table, used) = table(file, &lines[first..])?;
        Some((first, table, first + used))
    });
    let Some((first, table, end)) = found else { return blocks.push(Block::Paragraph(text)) };
    let paragraph = |lines: &[Line]| {
        let pieces: Vec<Piece> = lines.iter().flat_map(|line| pieces(file, *line)).collect();
        let text = Text { span: span(file, lines), pieces, leads: false };
        (!text.is_empty()).then_some(Block::Paragraph(text))
    };
    blocks.extend(paragraph(&lines[..first]));
    blocks.push(Block::Table(table));
    blocks.extend(paragraph(&lines[end..]));
}

fn span(file: FileId, lines: &[Line]) -> Span {
    let start = lines.first().map_or(0, |line| line.at);
    Span::new(file, start..lines.last().map_or(start, |line| line.at + line.text.len()))
}

/// The table that begins with the first of these lines, and how many of them it takes.
pub(super) fn table(file: FileId, lines: &[Line]) -> Option<(Table, usize)> {
    let first = lines.first()?.text.trim();
    let (rows, used) = match first {
        first if is_grid(first) => grid(lines)?,
        _ if uneven::begins(lines) => uneven::rows(lines),
        _ => columns(lines)?,
    };
    let row = |cells: &Vec<Vec<Line>>| {
        let cells: Vec<Cell> = cells.iter().map(|lines| cell(file, lines)).collect();
        let start = cells.first().map_or(0, |cell| cell.text.span.start);
        let end = cells.last().map_or(start, |cell| cell.text.span.end).max(start);
        Row { cells, written: None, span: Span::new(file, start..end) }
    };
    let rows: Vec<Row> = rows.iter().map(row).collect();
    (rows.len() > 1).then(|| (Table { rows, span: span(file, &lines[..used]) }, used))
}

fn cell(file: FileId, lines: &[Line]) -> Cell {
    let pieces = lines.iter().flat_map(|line| pieces(file, *line)).collect();
    Cell { text: Text { pieces, span: span(file, lines), leads: false }, colspan: 1, rowspan: 1, ..Cell::default() }
}

/// A line in pieces: what stands between backticks is code.
fn pieces(file: FileId, line: Line) -> Vec<Piece> {
    let (mut pieces, mut rest, mut at, mut code) = (Vec::new(), line.text, line.at, false);
    while !rest.is_empty() {
        let (text, behind) = rest.split_at(rest.find('`').unwrap_or(rest.len()));
        if !text.is_empty() {
            let style = Style { code, ..Style::default() };
            pieces.push(Piece { text: text.to_owned(), style, span: Span::new(file, at..at + text.len()) });
        }
        at += rest.len();
        rest = behind.trim_start_matches('`');
        at -= rest.len();
        code = !code;
    }
    if let Some(last) = pieces.last_mut() {
        last.text.push('\n');
    }
    pieces
}

/// The rows of a table, of each cell its lines.
type Rows<'a> = Vec<Vec<Vec<Line<'a>>>>;

/// A table in a grid. Where only its heading is set apart from the rest, each line is a row, unless its first cell is blank.
fn grid<'a>(lines: &[Line<'a>]) -> Option<(Rows<'a>, usize)> {
    let is_part = |line: &&Line| is_grid(line.text.trim()) || line.text.trim_start().starts_with('|');
    let used = lines.iter().take_while(is_part).count();
    let lines = &lines[..used];
    let borders = lines.iter().filter(|line| is_grid(line.text.trim())).count();
    let parted = lines.iter().any(|line| line.text.contains('='));
    let by_line = !parted && borders <= 3;
    let width = lines.first()?.text.trim().matches('+').count() - 1;
    let (mut rows, mut begins) = (Rows::new(), true);
    for line in lines {
        if is_grid(line.text.trim()) {
            begins = true;
            continue;
        }
        let cells = between_bars(*line);
        if cells.len() != width || width > MAX_COLUMNS {
            return None;
        }
        let is_new = begins || (by_line && !cells[0].text.is_empty());
        add(&mut rows, cells, is_new);
        begins = false;
    }
    Some((rows, used))
}

fn between_bars(line: Line) -> Vec<Line> {
    let inner = line.text.trim().trim_start_matches('|').trim_end_matches('|');
    let mut at = line.at + (line.text.len() - line.text.trim_start().len()) + 1;
    let cell = |text| {
        let cell = trimmed(Line { text, at });
        at += text.len() + 1;
        cell
    };
    inner.split('|').map(cell).collect()
}

/// A table whose columns stand below the runs of its first line. A line whose first cell is blank goes on with the row above.
fn columns<'a>(lines: &[Line<'a>]) -> Option<(Rows<'a>, usize)> {
    let starts = starts(lines.first()?.text);
    let (mut rows, mut used, mut borders) = (Rows::new(), 0, 0);
    for line in lines {
        used += 1;
        if is_rule(line.text.trim()) {
            borders += 1;
            if borders == 3 {
                break;
            }
            continue;
        }
        if line.text.trim().bytes().all(|byte| b"- ".contains(&byte)) {
            continue;
        }
        let cells = below(*line, &starts);
        let is_new = !cells.first()?.text.is_empty();
        add(&mut rows, cells, is_new);
    }
    (borders > 1 && starts.len() <= MAX_COLUMNS).then_some((rows, used))
}

/// Where the runs of a line begin, counted in characters.
fn starts(line: &str) -> Vec<usize> {
    let mut before = ' ';
    let mut begins = |(at, c): (usize, char)| {
        let begins = before == ' ' && c != ' ';
        before = c;
        begins.then_some(at)
    };
    line.chars().enumerate().filter_map(&mut begins).collect()
}

fn below<'a>(line: Line<'a>, starts: &[usize]) -> Vec<Line<'a>> {
    let offset = |column: usize| line.text.char_indices().nth(column).map_or(line.text.len(), |(at, _)| at);
    let cell = |(number, start): (usize, &usize)| {
        let from = if number == 0 { 0 } else { offset(*start) };
        let to = starts.get(number + 1).map_or(line.text.len(), |next| offset(*next));
        let range: Range<usize> = from..to;
        trimmed(Line { text: &line.text[range], at: line.at + from })
    };
    starts.iter().enumerate().map(cell).collect()
}

fn trimmed(line: Line) -> Line {
    let text = line.text.trim_start();
    Line { text: text.trim_end(), at: line.at + (line.text.len() - text.len()) }
}

fn add<'a>(rows: &mut Rows<'a>, cells: Vec<Line<'a>>, is_new: bool) {
    match rows.last_mut().filter(|_| !is_new) {
        Some(last) => {
            for (known, cell) in last.iter_mut().zip(cells) {
                if !cell.text.is_empty() {
                    known.push(cell);
                }
            }
        }
        None => rows.push(cells.into_iter().map(|cell| vec![cell]).collect()),
    }
}
