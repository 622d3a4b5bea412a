//! The files that are read: their text, and the way from a byte offset to a line and a column.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr_iter;

use crate::ir::Source;

/// The number of a file within one reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
}

impl Span {
    /// A range in a file.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start, end: range.end }
    }
}

/// The lines and columns of a span; all count from 1, and columns count characters. The end stands behind the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub start: Source,
    /// The line in which it ends.
    pub end_line: u32,
    /// The column behind its last character.
    pub end_column: u32,
}

/// One file: its path as given, and its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The path as it was given, with `/` between its parts.
    pub path: Arc<str>,
    /// The text, without a byte order mark.
    pub text: String,
    line_starts: Vec<usize>,
    /// How many characters stand ahead of every `CHUNK` bytes, so that a column far out in a long line is found at once.
    characters: Vec<usize>,
    /// The places that are known in a file without its text; offsets number them.
    places: Vec<Source>,
}

/// How many bytes are counted through at most to tell a column.
const CHUNK: usize = 256;

/// Where the lines of a text begin. They are counted first: a list that grows as they are found takes up to twice its place
/// for as long as the file is kept.
fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = Vec::with_capacity(memchr_iter(b'\n', bytes).count() + 1);
    starts.push(0);
    starts.extend(memchr_iter(b'\n', bytes).map(|end| end + 1));
    starts
}

/// How many characters begin in some bytes of UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

impl File {
    /// Takes a text and finds its lines.
    pub fn new(path: impl AsRef<str>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = line_starts(text.as_bytes());
        let mut ahead = 0;
        let counted = text.as_bytes().chunks(CHUNK).map(|chunk| {
            let before = ahead;
            ahead += characters(chunk);
            before
        });
        let characters = counted.collect();
        let path = path.as_ref().replace('\\', "/").into();
        Self { path, text, line_starts, characters, places: Vec::new() }
    }

    /// A file whose text is not at hand, and in which places are known: the offsets of its spans number them.
    pub(crate) fn of_places(path: impl AsRef<str>, mut places: Vec<Source>) -> Self {
        places.sort();
        places.dedup();
        Self { places, ..Self::new(path, "") }
    }

    /// Whether only places in it are known, and not its text.
    pub(crate) fn is_without_text(&self) -> bool {
        !self.places.is_empty()
    }

    /// The number of a place, as a span.
    fn span_of_place(&self, source: &Source, id: FileId) -> Span {
        let at = self.places.binary_search(source).unwrap_or_default();
        Span::new(id, at..at)
    }

    /// The line and the column of a byte offset, both from 1; the column counts characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        if let Some(place) = self.places.get(offset) {
            return (place.line as usize, place.column as usize);
        }
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let offset = offset.min(self.text.len());
        (line, self.characters_before(offset).saturating_sub(self.characters_before(start)) + 1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let chunk = (offset / CHUNK).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(chunk).copied().unwrap_or(0);
        counted + characters(self.text.as_bytes().get(chunk * CHUNK..offset).unwrap_or_default())
    }

    /// The byte offset of a line and a column, both from 1; the beginning of the line where it has no such column.
    fn offset(&self, line: u32, column: u32) -> usize {
        let start = self.line_starts.get((line as usize).saturating_sub(1)).copied().unwrap_or(0);
        let wanted = self.characters_before(start) + (column as usize).saturating_sub(1);
        let chunk = self.characters.partition_point(|ahead| *ahead <= wanted).saturating_sub(1);
        let from = self.text.ceil_char_boundary((chunk * CHUNK).max(start));
        let left = wanted.saturating_sub(self.characters_before(from));
        let rest = self.text.get(from..).unwrap_or_default();
        rest.char_indices().nth(left).map_or(start, |(at, _)| from + at)
    }

    /// The first place of a text behind a span, or the span itself where the text is not near.
    pub(crate) fn find_behind(&self, span: &Span, text: &str) -> Span {
        let from = self.text.floor_char_boundary(span.end);
        let to = self.text.floor_char_boundary(from + 4096);
        match self.text.get(from..to).and_then(|near| near.find(text)) {
            Some(at) => Span::new(span.file, from + at..from + at + text.len()),
            None => span.clone(),
        }
    }

    /// The span of the beginning of a place in this file.
    pub(crate) fn span_at(&self, source: &Source, id: FileId) -> Span {
        let start = self.offset(source.line, source.column);
        Span::new(id, start..start + 1)
    }

    /// The bytes of the line that holds an offset, without its end of line.
    pub fn line_range(&self, offset: usize) -> Range<usize> {
        let (line, _) = self.position(offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let end = self.line_starts.get(line).map_or(self.text.len(), |next| next.saturating_sub(1));
        start..end.max(start)
    }
}

/// All files of one reading.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: Vec<File>,
    /// The numbers of the files of a path, in order.
    by_path: BTreeMap<Arc<str>, Vec<usize>>,
}

impl Files {
    /// Numbers the files in the order given.
    pub fn new(files: Vec<File>) -> Self {
        let mut numbered = Self::default();
        numbered.extend(files);
        numbered
    }

    fn extend(&mut self, files: Vec<File>) {
        for file in files {
            self.by_path.entry(file.path.clone()).or_default().push(self.files.len());
            self.files.push(file);
        }
    }

    /// The files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &File)> {
        self.files.iter().enumerate().map(|(at, file)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), file))
    }

    /// The file of a number. A number of no file gives an empty one, so that rendering cannot fail.
    pub fn get(&self, id: FileId) -> &File {
        static EMPTY: std::sync::LazyLock<File> = std::sync::LazyLock::new(|| File::new("", ""));
        self.files.get(id.0 as usize).unwrap_or(&EMPTY)
    }

    /// The place where a span begins.
    pub fn source(&self, span: &Span) -> Source {
        let file = self.get(span.file);
        let (line, column) = file.position(span.start);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Source { file: file.path.clone(), line: count(line), column: count(column) }
    }

    /// The lines and columns of a span.
    pub fn region(&self, span: &Span) -> Region {
        let (line, column) = self.get(span.file).position(span.end.max(span.start));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Region { start: self.source(span), end_line: count(line), end_column: count(column) }
    }

    /// Adds the files of another reading behind these; gives the number of the first of them.
    pub(crate) fn append(&mut self, other: Self) -> usize {
        let first = self.files.len();
        self.extend(other.files);
        first
    }

    /// The span of the word at a place; an empty one where there is no such place.
    pub(crate) fn span(&self, source: &Source) -> Span {
        self.span_from(source, 0)
    }

    /// The span of the word at a place in the files from a number on.
    pub(crate) fn span_from(&self, source: &Source, first: usize) -> Span {
        self.span_within(source, first..usize::MAX)
    }

    /// The span of the word at a place in the files of some numbers.
    pub(crate) fn span_within(&self, source: &Source, numbers: Range<usize>) -> Span {
        let mut known = self.by_path.get(&source.file).into_iter().flatten();
        let Some(number) = known.find(|number| numbers.contains(number)) else { return Span::default() };
        let (id, file) = (FileId(u32::try_from(*number).unwrap_or(u32::MAX)), &self.files[*number]);
        if file.is_without_text() {
            return file.span_of_place(source, id);
        }
        let start = file.offset(source.line, source.column);
        let word = file.text[start..].find(|c: char| !(c.is_alphanumeric() || "_@.-".contains(c))).unwrap_or(0);
        Span::new(id, start..start + word)
    }

    /// The text of a span.
    pub fn text(&self, span: &Span) -> &str {
        self.get(span.file).text.get(span.start..span.end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_leads_back_to_its_offset() {
        let text = format!("{}\nя{}\n\n{}", "ы".repeat(1000), "ab".repeat(700), "€".repeat(300));
        let file = File::new("a", text.as_str());
        for (at, _) in text.char_indices() {
            let (line, column) = file.position(at);
            let (line, column) = (u32::try_from(line).unwrap(), u32::try_from(column).unwrap());
            assert_eq!(file.offset(line, column), at, "{line}:{column}");
        }
        assert_eq!(file.offset(1, 9999), 0);
        assert_eq!(file.offset(9999, 1), 0);
    }
}
