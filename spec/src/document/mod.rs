//! A document as a list of blocks with places, whatever it was written in.
//!
//! Markdown, HTML and page text all become the same [`Document`]; only the modules here know their syntax.

mod builder;
mod component;
mod detect;
mod drawn;
mod html;
mod html_block;
mod links;
mod markdown;
mod pieces;
mod text;
mod wide;

use crate::files::{File, FileId, Span};

pub use component::Component;
pub use detect::{Format, detect};
pub(crate) use links::{Links, links};
pub use pieces::{Piece, Style, Text};
pub(crate) use pieces::{Wording, is_blank};
pub(crate) use wide::{narrow, narrowed};

/// How deep lists, quotes and tables may nest before what is inside is read as plain text.
const MAX_DEPTH: usize = 64;

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The file that it was read from.
    pub file: FileId,
    /// Its parts, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading of a level from 1 to 6.
    Heading(u8, Text),
    /// A paragraph, a list item, or a line of page text.
    Paragraph(Text),
    /// A block quote.
    Quote(Text),
    /// A table.
    Table(Table),
    /// A code block.
    Code(Code),
    /// The start tag of a component; what stands in it follows, a level deeper.
    Component(Component),
}

impl Block {
    /// The bytes that it was read from.
    pub fn span(&self) -> &Span {
        match self {
            Self::Heading(_, text) | Self::Paragraph(text) | Self::Quote(text) => &text.span,
            Self::Table(table) => &table.span,
            Self::Code(code) => &code.span,
            Self::Component(component) => &component.text.span,
        }
    }

    /// The text of a heading or a paragraph.
    pub fn line(&self) -> Option<&Text> {
        match self {
            Self::Heading(_, text) | Self::Paragraph(text) => Some(text),
            _ => None,
        }
    }
}

/// Where the parts of a text stand in its file: the text may lack what the file has between them, such as the `>` of a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Offsets in the text, each with its offset in the file, in order.
    segments: Vec<(usize, usize)>,
}

impl Places {
    /// A text that stands in the file as it is, from an offset on.
    pub fn at(offset: usize) -> Self {
        Self { segments: vec![(0, offset)] }
    }

    /// Says that from an offset of the text on, it stands at an offset of the file.
    pub fn add(&mut self, text: usize, file: usize) {
        self.segments.push((text, file));
    }

    /// The places of what is left of the text from an offset on.
    #[must_use]
    pub fn from(&self, offset: usize) -> Self {
        let behind = self.segments.iter().filter(|(start, _)| *start > offset);
        let mut segments = vec![(0, self.of(offset))];
        segments.extend(behind.map(|(start, file)| (start - offset, *file)));
        Self { segments }
    }

    /// The offset in the file of an offset in the text.
    pub fn of(&self, text: usize) -> usize {
        let next = self.segments.partition_point(|(start, _)| *start <= text);
        self.segments.get(next.saturating_sub(1)).map_or(text, |(start, file)| file + text.saturating_sub(*start))
    }
}

/// A code block.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The language that it is marked with.
    pub language: String,
    /// Its text.
    pub text: String,
    /// The bytes from the beginning of its text to its end.
    pub span: Span,
    /// Where the parts of its text stand.
    pub places: Places,
    /// How many lists it stands in.
    pub depth: u8,
}

impl Code {
    /// What stands in it from an offset on.
    pub(crate) fn from(&self, at: usize) -> Self {
        let text = self.text.get(at..).unwrap_or_default().to_owned();
        Self { text, places: self.places.from(at), ..self.clone() }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What it holds.
    pub text: Text,
    /// Whether it is marked as a heading.
    pub header: bool,
    /// How many columns it spans, from 1.
    pub colspan: usize,
    /// How many rows it spans, from 1.
    pub rowspan: usize,
    /// The tables that stand in it.
    pub tables: Vec<Table>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// How many cells the source has, where that is not the number of `cells`: Markdown drops those beyond the header,
    /// and cells that stand outside any row are brought back into theirs.
    pub written: Option<usize>,
    /// Where it stands.
    pub span: Span,
}

/// A table. Its first row is its header unless a reader finds otherwise.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The rows, the header among them.
    pub rows: Vec<Row>,
    /// Where it stands.
    pub span: Span,
}

/// Reads a file into a document. It never fails: what is no markup is text.
pub fn parse(id: FileId, file: &File) -> Document {
    let format = detect(&file.path, &file.text);
    let blocks = match format {
        Format::Html => html::parse(id, &file.text, 0),
        Format::Markdown => markdown::parse(id, &file.text),
        Format::Text => text::parse(id, &file.text),
    };
    let mut document = Document { file: id, blocks };
    drawn::read(&mut document, &file.text, format);
    document
}
