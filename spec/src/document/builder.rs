//! Collects blocks from a stream of openings, texts and closings.
//!
//! The readers of Markdown and of HTML feed it; neither needs to know which of the other's elements stand around.

use std::ops::Range;

use super::{Block, Cell, Code, Component, MAX_DEPTH, Piece, Places, Row, Style, Table, Text, is_blank};
use crate::files::{FileId, Span};

/// What kind of text block is being collected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
}

/// Where a link leads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// To a place of its own page.
    Page,
    /// Anywhere else.
    Away,
    /// It is one of a menu of the site, which stands on each of its pages.
    Menu,
}

/// How many columns and rows a cell spans.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spans {
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Default for Spans {
    fn default() -> Self {
        Self { columns: 1, rows: 1 }
    }
}

/// The most columns that a cell may span, as in the HTML standard.
const MAX_COLSPAN: usize = 1000;
/// The most rows that a cell may span, as in the HTML standard.
const MAX_ROWSPAN: usize = 65_534;

#[derive(Default)]
struct OpenTable {
    table: Table,
    /// Whether the open row has no tag of its own.
    implied: bool,
    row: Option<Row>,
    cell: Option<Cell>,
    style: Style,
}

pub(super) struct Builder {
    file: FileId,
    blocks: Vec<Block>,
    tables: Vec<OpenTable>,
    text: Text,
    /// Whether words stand in the text outside links to a place of the page.
    unlinked: bool,
    link: Option<Link>,
    kind: Kind,
    style: Style,
    code_depth: usize,
    quote_depth: usize,
    quotes: u32,
    items: u32,
    /// The open lists of terms, and whether an item is open in each.
    terms: Vec<bool>,
}

impl Builder {
    pub(super) fn new(file: FileId) -> Self {
        Self {
            file,
            blocks: Vec::new(),
            tables: Vec::new(),
            text: Text::default(),
            unlinked: false,
            link: None,
            kind: Kind::Paragraph,
            style: Style::default(),
            code_depth: 0,
            quote_depth: 0,
            quotes: 0,
            items: 0,
            terms: Vec::new(),
        }
    }

    /// Ends what is open and gives the blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.flush();
        self.blocks
    }

    /// Ends what is open and gives the blocks; what follows stands as deep as what came before.
    pub(super) fn take(&mut self) -> Vec<Block> {
        let mut next = Self::new(self.file);
        (next.style.depth, next.items) = (self.style.depth, self.items);
        std::mem::replace(self, next).finish()
    }

    pub(super) fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.cell.is_some())
    }

    pub(super) fn is_blank(&self) -> bool {
        !self.in_cell() && self.text.is_empty()
    }

    pub(super) fn table_depth(&self) -> usize {
        self.tables.len()
    }

    /// Adds text in the current style.
    pub(super) fn text(&mut self, text: &str, start: usize, end: usize) {
        if self.link == Some(Link::Menu) {
            return;
        }
        let span = Span::new(self.file, start..end);
        self.unlinked |= self.link != Some(Link::Page) && !is_blank(text);
        match self.tables.last_mut() {
            Some(OpenTable { cell: Some(cell), .. }) => cell.text.push(text, self.style, span),
            // Text between the rows of a table is no cell; browsers show it ahead of the table.
            Some(_) if is_blank(text) => {}
            _ => self.text.push(text, self.style, span),
        }
    }

    /// Begins a text block, ending the one before. Inside a cell it is a break.
    pub(super) fn open_block(&mut self, kind: Kind, at: usize) {
        if self.in_cell() {
            self.text("\n", at, at);
            return;
        }
        self.flush();
        self.kind = kind;
    }

    /// Ends a text block.
    pub(super) fn close_block(&mut self, at: usize) {
        self.open_block(Kind::Paragraph, at);
    }

    /// Ends a heading. An anchor behind it, `{#name}`, is none of its words.
    pub(super) fn close_heading(&mut self, at: usize) {
        if let Some(last) = self.text.pieces.last_mut()
            && let Some(anchor) = last.text.rfind("{#").filter(|_| last.text.trim_end().ends_with('}'))
        {
            last.text.truncate(last.text[..anchor].trim_end().len());
        }
        self.close_block(at);
    }

    fn flush(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.leads = !std::mem::take(&mut self.unlinked) && self.style.depth > 0;
        without_anchor(&mut text);
        let kind = std::mem::replace(&mut self.kind, Kind::Paragraph);
        if text.is_empty() {
            return;
        }
        self.blocks.push(match kind {
            Kind::Heading(level) => Block::Heading(level, text),
            Kind::Paragraph if self.quote_depth > 0 => Block::Quote(text),
            Kind::Paragraph => Block::Paragraph(text),
        });
    }

    pub(super) fn open_link(&mut self, link: Link) {
        self.link = Some(link);
    }

    pub(super) fn close_link(&mut self) {
        self.link = None;
    }

    pub(super) fn open_code(&mut self) {
        self.code_depth += 1;
        self.style.code = true;
    }

    pub(super) fn close_code(&mut self) {
        self.code_depth = self.code_depth.saturating_sub(1);
        self.style.code = self.code_depth > 0;
    }

    pub(super) fn open_quote(&mut self, at: usize) {
        self.open_block(Kind::Paragraph, at);
        self.quote_depth += 1;
        if self.quote_depth == 1 {
            self.style.quote = Some(self.quotes);
            self.quotes += 1;
        }
    }

    pub(super) fn close_quote(&mut self, at: usize) {
        self.close_block(at);
        self.quote_depth = self.quote_depth.saturating_sub(1);
        if self.quote_depth == 0 {
            self.style.quote = None;
        }
    }

    pub(super) fn open_item(&mut self, at: usize) {
        self.open_block(Kind::Paragraph, at);
        self.style.item = Some(self.items);
        self.style.depth = self.style.depth.saturating_add(1);
        self.items += 1;
    }

    pub(super) fn close_item(&mut self, at: usize) {
        self.style.item = None;
        self.style.depth = self.style.depth.saturating_sub(1);
        self.close_block(at);
    }

    /// Begins a component; `text` is its tag. What stands in it is as deep as in an item of a list.
    pub(super) fn open_component(&mut self, component: Component, text: &str, span: Range<usize>) {
        self.open_item(span.start);
        let span = Span::new(self.file, span);
        let piece = Piece { text: text.to_owned(), style: self.style, span: span.clone() };
        let text = Text { pieces: vec![piece], span, ..Text::default() };
        self.blocks.push(Block::Component(Component { text, ..component }));
    }

    /// Opens a list of terms and what is said of them.
    pub(super) fn open_terms(&mut self) {
        if self.terms.len() < MAX_DEPTH {
            self.terms.push(false);
        }
    }

    /// Begins a term; what is said of it belongs to the same item.
    pub(super) fn open_term(&mut self, at: usize) {
        self.close_term(at);
        self.open_item(at);
        if let Some(open) = self.terms.last_mut() {
            *open = true;
        }
    }

    fn close_term(&mut self, at: usize) {
        if let Some(open) = self.terms.last_mut()
            && std::mem::take(open)
        {
            self.close_item(at);
        }
    }

    /// Ends a list of terms.
    pub(super) fn close_terms(&mut self, at: usize) {
        self.close_term(at);
        self.terms.pop();
    }

    /// Adds a code block; inside a cell it is text set as code.
    pub(super) fn code_block(&mut self, language: &str, text: String, places: Places, end: usize) {
        let start = places.of(0);
        if self.in_cell() {
            self.open_code();
            self.text(&text, start, end);
            self.close_code();
            return;
        }
        self.flush();
        let span = Span::new(self.file, start..end.max(start));
        let depth = self.style.depth;
        self.blocks.push(Block::Code(Code { language: language.to_owned(), text, span, places, depth }));
    }

    pub(super) fn open_table(&mut self, start: usize) {
        if !self.in_cell() {
            self.flush();
        }
        let table = Table { rows: Vec::new(), span: Span::new(self.file, start..start) };
        self.tables.push(OpenTable { table, style: self.style, ..OpenTable::default() });
        self.style = Style::default();
    }

    pub(super) fn close_table(&mut self) {
        self.close_row();
        if let Some(open) = self.tables.pop() {
            self.style = open.style;
            if open.table.rows.is_empty() {
                return;
            }
            match self.tables.last_mut().and_then(|outer| outer.cell.as_mut()) {
                Some(cell) => cell.tables.push(open.table),
                None => self.blocks.push(Block::Table(open.table)),
            }
        }
    }

    pub(super) fn open_row(&mut self, start: usize) {
        self.close_row();
        let span = Span::new(self.file, start..start);
        if let Some(open) = self.tables.last_mut() {
            open.row = Some(Row { cells: Vec::new(), written: None, span });
            open.implied = false;
        }
    }

    /// Begins a row that the source does not open: its cells stand outside any row.
    pub(super) fn open_implied_row(&mut self, start: usize) {
        self.open_row(start);
        if let Some(open) = self.tables.last_mut() {
            open.implied = true;
        }
    }

    /// Says how many cells the source of the open row has; `open` says that there may be a blank one more.
    pub(super) fn written_cells(&mut self, count: usize, open: bool) {
        if let Some(row) = self.tables.last_mut().and_then(|open| open.row.as_mut()) {
            let blank = open && row.cells.len() == count + 1;
            row.written = Some(count + usize::from(blank));
        }
    }

    pub(super) fn close_row(&mut self) {
        self.close_cell();
        if let Some(open) = self.tables.last_mut()
            && let Some(mut row) = open.row.take()
            && !row.cells.is_empty()
        {
            if let Some(last) = row.cells.last() {
                row.span.end = last.text.span.end.max(row.span.start);
            }
            open.table.span.end = row.span.end;
            let implied = std::mem::take(&mut open.implied);
            if !(implied && rejoin(&mut open.table.rows, &mut row)) {
                open.table.rows.push(row);
            }
        }
    }

    pub(super) fn open_cell(&mut self, header: bool, spans: Spans, start: usize, end: usize) {
        self.close_cell();
        self.style = Style::default();
        self.code_depth = 0;
        self.quote_depth = 0;
        self.items = 0;
        self.quotes = 0;
        let Some(open) = self.tables.last_mut() else { return };
        let text = Text { span: Span::new(self.file, start..end), ..Text::default() };
        open.row.get_or_insert_with(|| Row {
            cells: Vec::new(),
            written: None,
            span: Span::new(self.file, start..end),
        });
        open.cell = Some(Cell {
            text,
            header,
            colspan: spans.columns.clamp(1, MAX_COLSPAN),
            rowspan: spans.rows.clamp(1, MAX_ROWSPAN),
            tables: Vec::new(),
        });
    }

    pub(super) fn close_cell(&mut self) {
        if let Some(open) = self.tables.last_mut()
            && let Some(cell) = open.cell.take()
            && let Some(row) = &mut open.row
        {
            row.cells.push(cell);
        }
    }
}

/// Takes off the sign of a link to the text itself, which many tools put behind headings and terms, be it of a font of signs.
fn without_anchor(text: &mut Text) {
    let Some(last) = text.pieces.iter_mut().rfind(|piece| !is_blank(&piece.text)) else { return };
    let is_sign = |c: char| matches!(c, '¶' | '🔗' | '\u{e000}'..='\u{f8ff}');
    if let Some(rest) = last.text.trim_end().strip_suffix(is_sign) {
        last.text.truncate(rest.len());
    }
}

/// How far back a row is looked for that lacks the cells which stand outside any row.
const NEAR_ROWS: usize = 2;

/// Brings cells that stand outside any row back into the short row near them that lacks exactly so many.
fn rejoin(rows: &mut [Row], stray: &mut Row) -> bool {
    let Some(width) = rows.first().map(|header| header.cells.iter().map(|cell| cell.colspan).sum::<usize>()) else {
        return false;
    };
    let from = rows.len().saturating_sub(NEAR_ROWS).max(1);
    let lacks = |row: &&mut Row| row.cells.len() > 1 && row.cells.len() + stray.cells.len() == width;
    let Some(short) = rows.get_mut(from..).into_iter().flatten().rev().find(lacks) else { return false };
    short.written = Some(short.cells.len());
    short.cells.append(&mut stray.cells);
    true
}
