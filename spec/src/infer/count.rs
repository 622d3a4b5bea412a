//! What stands in documents, and how often.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{LEXICON, look_up};
use crate::document::{Block, Document, Table, Text};

/// How often each text stands somewhere.
pub(super) type Counts = BTreeMap<String, usize>;

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Headings, and short lines right ahead of a table or a list, by text.
    pub(super) headings: Counts,
    /// The levels at which each heading stands.
    pub(super) levels: BTreeMap<String, BTreeSet<u8>>,
    /// The headings of columns.
    pub(super) columns: Counts,
    /// The words of columns of types and of requirement.
    pub(super) types: Counts,
    pub(super) required: Counts,
    /// The labels of tables that tell the path of a method.
    pub(super) card: Counts,
    /// Lines of an HTTP method and a path, by where they stand.
    pub(super) requests: Counts,
    /// curl commands.
    pub(super) curl: usize,
    /// Blocks of code that hold JSON-RPC.
    pub(super) json_rpc: usize,
    /// Paragraphs and list items, marked.
    pub(super) lines: Vec<String>,
    /// Headings that end with a dotted name.
    pub(super) dotted: usize,
    /// Names that end with `*`.
    pub(super) starred: usize,
    /// Documents.
    pub(super) documents: usize,
}

/// How many words a line may have to be taken for a heading.
const SHORT: usize = 4;

impl Found {
    /// Counts what stands in a document.
    pub(super) fn add(&mut self, document: &Document) {
        self.documents += 1;
        for (at, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Heading(level, text) => self.heading(&text.folded(), Some(*level)),
                Block::Paragraph(text) => self.line(text, document.blocks.get(at + 1)),
                Block::Table(table) => self.table(table),
                Block::Code(code) => self.code(&code.text),
                Block::Quote(_) => {}
            }
        }
    }

    fn heading(&mut self, text: &str, level: Option<u8>) {
        let request = is_request(text);
        if request {
            *self.requests.entry("headings".to_owned()).or_default() += 1;
            return;
        }
        let last = text.split_whitespace().next_back().unwrap_or_default();
        let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        if level.is_some() && last.matches('.').count() > 0 && last.split('.').all(is_name) {
            self.dotted += 1;
        }
        let text = text.trim_end_matches(':').to_owned();
        self.levels.entry(text.clone()).or_default().extend(level);
        *self.headings.entry(text).or_default() += 1;
    }

    fn line(&mut self, text: &Text, next: Option<&Block>) {
        let folded = text.folded();
        if is_request(&folded) {
            *self.requests.entry("lines".to_owned()).or_default() += 1;
        } else if folded.split_whitespace().count() <= SHORT
            && (folded.ends_with(':') || matches!(next, Some(Block::Table(_) | Block::Code(_))))
        {
            self.heading(&folded, None);
        } else {
            self.lines.push(text.marked());
        }
    }

    fn code(&mut self, code: &str) {
        let first = code.trim_start().lines().next().unwrap_or_default();
        if is_request(first) {
            *self.requests.entry("code".to_owned()).or_default() += 1;
        }
        self.curl += usize::from(code.trim_start().trim_start_matches("$ ").starts_with("curl "));
        self.json_rpc += usize::from(code.contains("jsonrpc"));
    }

    fn table(&mut self, table: &Table) {
        let Some((header, rows)) = table.rows.split_first() else { return };
        let labels: Vec<String> = header.cells.iter().map(|cell| super::label(&cell.text)).collect();
        let is_path = |label: &String| look_up(&LEXICON.card, label) == Some(("path", true));
        if rows.len() == 1 && labels.iter().any(is_path) {
            return labels.into_iter().for_each(|label| *self.card.entry(label).or_default() += 1);
        }
        for (column, label) in labels.into_iter().enumerate() {
            let meaning = look_up(&LEXICON.columns, &label).map(|(meaning, _)| meaning);
            let words = rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.text.folded());
            match meaning {
                Some("type") => words.for_each(|word| count(&mut self.types, word)),
                Some("required") => words.for_each(|word| count(&mut self.required, word)),
                Some("name") => self.starred += words.filter(|word| word.ends_with('*')).count(),
                _ => {}
            }
            *self.columns.entry(label).or_default() += 1;
        }
    }
}

fn count(counts: &mut Counts, word: String) {
    if !word.is_empty() && word.len() <= 60 {
        *counts.entry(word).or_default() += 1;
    }
}

/// Whether a line is an HTTP method and a path.
fn is_request(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let verb = words.next().is_some_and(|word| ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&word));
    verb && words.next().is_some_and(|path| path.contains('/'))
}
