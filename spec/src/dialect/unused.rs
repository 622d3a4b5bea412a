//! Entries of a dialect file that nothing in the documents matches, or that never come to be used: a heading that is spelt otherwise, a
//! column of another family of pages, a phrase behind a shorter one. Reading goes on without them, so that nobody would see the slip.

use std::collections::BTreeSet;

mod shadowed;

use toml::Spanned;

use super::file::DialectFile;
use super::{Dialect, DialectError, Pattern, compile};
use crate::decode::decode;
use crate::document::{self, Block, Text};
use crate::files::{File, FileId};
use crate::read::Input;

/// An entry that nothing matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// The line of the dialect file, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is not there.
    pub message: String,
}

/// The entries of a dialect file that nothing in the documents matches, in the order of the file. `path` stands in the errors of a
/// file that is no dialect.
pub fn unused(path: &str, text: &str, documents: &[Input]) -> Result<Vec<Unused>, DialectError> {
    let dialect = Dialect::from_toml(path, text)?;
    let written = compile::parse(path, text)?;
    let mut seen = DocumentTexts::default();
    for input in documents {
        seen.add(input);
    }
    let mut found = Finder { file: File::new(path, text), text, found: Vec::new() };
    found.patterns(&written, &dialect, &seen);
    found.keys("columns", "column", written.columns.keys(), &seen);
    found.keys("card", "label", written.card.keys(), &seen);
    found.found.sort_by_key(|unused| (unused.line, unused.column));
    Ok(found.found)
}

/// A text as patterns see it.
struct Shown {
    folded: String,
    marked: String,
}

/// What stands in the documents.
#[derive(Default)]
struct DocumentTexts {
    /// Headings, paragraphs, items of lists, and the first lines of code.
    lines: Vec<Shown>,
    cells: Vec<Shown>,
    /// The headings of columns, and the labels of lines and of first columns.
    labels: BTreeSet<String>,
}

/// How many paragraphs of one item are looked at as one line.
const MAX_JOINED: usize = 4;

impl DocumentTexts {
    fn add(&mut self, input: &Input) {
        let file = File::new(input.path.clone(), decode(input.bytes.as_slice()).text);
        let blocks = document::parse(FileId(0), &file).blocks;
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(_, text) | Block::Paragraph(text) | Block::Quote(text) => {
                    self.line(text, &blocks[at + 1..]);
                }
                Block::Component(component) => self.line(&component.text, &[]),
                Block::Code(code) => {
                    let lines = code.text.lines().map(str::trim).filter(|line| !line.is_empty());
                    let shown = |line: &str| Shown { folded: line.to_owned(), marked: line.to_owned() };
                    self.lines.extend(lines.map(shown));
                }
                Block::Table(table) => {
                    let first = table.rows.first().into_iter().flat_map(|row| &row.cells);
                    let down = table.rows.iter().filter_map(|row| row.cells.first());
                    self.labels.extend(first.chain(down).map(|cell| crate::facts::label(&cell.text)));
                    self.cells.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| shown(&cell.text)));
                }
            }
        }
    }

    fn line(&mut self, text: &Text, behind: &[Block]) {
        for line in text.lines() {
            self.labels.extend(line.label_and_value().map(|(label, _)| crate::facts::label(&label)));
        }
        self.lines.push(shown(text));
        let mut whole = text.clone();
        for next in behind.iter().map_while(Block::line).take(MAX_JOINED - 1) {
            whole.append(next);
            self.lines.push(shown(&whole));
        }
    }

    fn all(&self) -> impl Iterator<Item = &Shown> {
        self.lines.iter().chain(&self.cells)
    }
}

fn shown(text: &Text) -> Shown {
    Shown { folded: text.folded(), marked: text.marked() }
}

/// Whether a pattern matches one of the texts, as a whole.
fn is_one<'s>(pattern: &Pattern, mut texts: impl Iterator<Item = &'s Shown>) -> bool {
    texts.any(|text| pattern.matches(if pattern.is_marked() { &text.marked } else { &text.folded }).is_some())
}

/// Whether a pattern stands in one of the texts.
fn is_in<'s>(pattern: &Pattern, mut texts: impl Iterator<Item = &'s Shown>) -> bool {
    texts.any(|text| !pattern.find_all(if pattern.is_marked() { &text.marked } else { &text.folded }).is_empty())
}

/// Whether something in the documents matches a pattern.
type IsUsed = fn(&Pattern, &DocumentTexts) -> bool;

struct Finder<'a> {
    file: File,
    text: &'a str,
    found: Vec<Unused>,
}

impl Finder<'_> {
    fn report(&mut self, at: usize, message: String) {
        let (line, column) = self.file.position(at);
        self.found.push(Unused { line, column, message });
    }

    fn pattern(&mut self, written: &Spanned<String>, is_used: bool, what: &str) {
        if !is_used {
            self.report(written.span().start, format!("{what} `{}`", written.get_ref()));
        }
    }

    fn patterns(&mut self, written: &DialectFile, dialect: &Dialect, seen: &DocumentTexts) {
        for (entry, section) in written.section.iter().zip(&dialect.sections) {
            self.pattern(&entry.pattern, is_one(&section.pattern, seen.lines.iter()), "no heading or line is");
        }
        for (entry, word) in written.types.iter().zip(&dialect.types) {
            self.pattern(&entry.pattern, is_in(&word.pattern, seen.all()), "nothing has the type");
        }
        for (at, (entry, phrase)) in written.phrase.iter().zip(&dialect.phrases).enumerate() {
            self.pattern(&entry.pattern, is_in(&phrase.pattern, seen.all()), "no text holds");
            if let Some(other) = shadowed::by(&dialect.phrases[..at], phrase, seen) {
                let (own, other) = (entry.pattern.get_ref(), written.phrase[other].pattern.get_ref());
                let message =
                    format!("`{other}` stands ahead of `{own}` and takes all its texts: put the longer one first");
                self.report(entry.pattern.span().start, message);
            }
        }
        let lists: [(_, _, IsUsed, _); 6] = [
            (&written.items, &dialect.items, |one, seen| is_one(one, seen.lines.iter()), "no item or line is"),
            (
                &written.error_items,
                &dialect.error_items,
                |one, seen| is_one(one, seen.lines.iter()),
                "no item or line is",
            ),
            (&written.request_lines, &dialect.request_lines, |one, seen| is_one(one, seen.lines.iter()), "no line is"),
            (&written.furniture, &dialect.furniture, |one, seen| is_one(one, seen.lines.iter()), "no line is"),
            (&written.names, &dialect.names, |one, seen| is_one(one, seen.cells.iter()), "no cell is"),
            (&written.description, &dialect.description, |one, seen| is_in(one, seen.all()), "no text holds"),
        ];
        for (sources, patterns, is_used, what) in lists {
            for (source, pattern) in sources.iter().zip(patterns) {
                self.pattern(source, is_used(pattern, seen), what);
            }
        }
    }

    /// The keys of a table of the file that are no label.
    fn keys<'k>(&mut self, table: &str, what: &str, keys: impl Iterator<Item = &'k String>, seen: &DocumentTexts) {
        let start = self.text.find(&format!("[{table}]")).unwrap_or(0);
        for key in keys.filter(|key| !seen.labels.contains(&compile::label(key))) {
            let quoted = self.text[start..].find(&format!("\"{key}\""));
            let at = quoted.or_else(|| self.text[start..].find(key.as_str())).unwrap_or(0);
            self.report(start + at, format!("no {what} is `{key}`"));
        }
    }
}
