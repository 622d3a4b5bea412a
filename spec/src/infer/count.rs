//! What stands in documents, and how often.

use std::collections::{BTreeMap, BTreeSet};

use super::headings::headings;
use super::index;
use crate::document::{Block, Document, Table, Text};
use crate::language::{COMMON, look_up};

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
    /// The labels of tables that list methods.
    pub(super) listed: Counts,
    /// The labels of tables that are seen to list methods by what they hold, each with what it introduces and how many
    /// rows stand below.
    pub(super) index: BTreeMap<String, (&'static str, usize)>,
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
    /// Names that end with `?`.
    pub(super) questioned: usize,
    /// Names that hold a dot.
    pub(super) dotted_names: usize,
    /// What stands ahead of names, to show that they are members of the one above.
    pub(super) marks: Counts,
    /// Descriptions, and how many of them begin with the word for a type.
    pub(super) descriptions: usize,
    pub(super) typed_descriptions: usize,
    /// What stands between the title and the HTTP method in headings that tell a request line.
    pub(super) ahead_of_verb: Counts,
    /// Headings right ahead of a request line.
    pub(super) over_requests: Counts,
    /// The labels of lines such as `Method: GET`.
    pub(super) labels: Counts,
    /// Those labels whose value is an HTTP method.
    pub(super) of_verbs: BTreeSet<String>,
    /// The headings of columns that stand beside one of names.
    pub(super) beside_names: BTreeSet<String>,
    /// The headings of columns of codes, by what stands below: numbers, statuses, or neither.
    pub(super) codes: BTreeMap<String, Option<&'static str>>,
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
                Block::Heading(level, text) => {
                    if document.blocks.get(at + 1).is_some_and(begins_with_request) {
                        *self.over_requests.entry(text.folded()).or_default() += 1;
                    }
                    self.heading(&text.folded(), Some(*level));
                }
                Block::Paragraph(text) => self.line(text, document.blocks.get(at + 1)),
                Block::Table(table) => self.table(table),
                Block::Code(code) => self.code(&code.text),
                Block::Quote(_) | Block::Component(_) => {}
            }
        }
    }

    fn heading(&mut self, text: &str, level: Option<u8>) {
        let request = is_request(text);
        let behind_title = level.and_then(|_| separator(text));
        if let Some(between) = &behind_title {
            *self.ahead_of_verb.entry(between.clone()).or_default() += 1;
        }
        if request || behind_title.is_some() {
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
        self.json_rpc += usize::from(folded.contains("\"jsonrpc\""));
        self.label_alone(text, next);
        for line in text.lines() {
            if let Some((label, value)) = line.label_and_value()
                && !value.is_empty()
            {
                let label = super::label(&label);
                self.note_verb(&label, &value.folded());
                if look_up(&COMMON.card, &label).is_some_and(|(_, sure)| sure) {
                    *self.labels.entry(label).or_default() += 1;
                }
            }
        }
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
        let is_path = |label: &String| look_up(&COMMON.card, label) == Some(("path", true));
        if rows.len() == 1 && labels.iter().any(is_path) {
            for (label, cell) in labels.iter().zip(&rows[0].cells) {
                self.note_verb(label, &cell.text.folded());
            }
            return labels.into_iter().for_each(|label| *self.card.entry(label).or_default() += 1);
        }
        if let Some(labels) = beside(table) {
            for row in &table.rows {
                self.note_verb(&super::label(&row.cells[0].text), &row.cells[1].text.folded());
            }
            return labels.into_iter().for_each(|label| *self.card.entry(label).or_default() += 1);
        }
        if let Some(index) = index::labels(table) {
            let rows = table.rows.len() - 1;
            return index.into_iter().for_each(|(label, key)| self.index.entry(label).or_insert((key, 0)).1 += rows);
        }
        let is_name = |label: &String| look_up(&COMMON.card, label) == Some(("name", true));
        if labels.iter().any(is_name) {
            return labels.into_iter().for_each(|label| *self.listed.entry(label).or_default() += 1);
        }
        let headings = headings(table);
        let is_column_of_names = |label: &String| look_up(&COMMON.columns, label) == Some(("name", true));
        if let Some((names, _)) = headings.iter().find(|(label, _)| is_column_of_names(label)) {
            self.beside_names.extend(headings.iter().map(|(label, _)| label).filter(|label| *label != names).cloned());
        }
        for (label, words) in headings {
            let meaning = look_up(&COMMON.columns, &label).map(|(meaning, _)| meaning);
            let words = words.into_iter();
            match meaning {
                Some("type") => words.for_each(|word| count(&mut self.types, word)),
                Some("required") => words.for_each(|word| count(&mut self.required, word)),
                Some("name") => words.for_each(|word| self.name(&word)),
                Some("description") => words.for_each(|word| self.description(&word)),
                Some("mnemonic") => self.code_column(&label, &words.collect::<Vec<_>>()),
                _ => {}
            }
            *self.columns.entry(label).or_default() += 1;
        }
    }
}

/// The labels in the first column of a table that tell the path of a method and more, each with its value beside it.
fn beside(table: &Table) -> Option<Vec<String>> {
    if table.rows.iter().any(|row| row.cells.len() != 2) {
        return None;
    }
    let labels: Vec<String> = table.rows.iter().map(|row| super::label(&row.cells[0].text)).collect();
    let known = |label: &String| look_up(&COMMON.card, label).is_some_and(|(_, sure)| sure);
    let has_path = labels.iter().any(|label| look_up(&COMMON.card, label) == Some(("path", true)));
    let labels: Vec<String> = labels.into_iter().filter(known).collect();
    (has_path && labels.len() > 1).then_some(labels)
}

impl Found {
    /// Counts a label that is a line by itself, over its value.
    fn label_alone(&mut self, text: &Text, next: Option<&Block>) {
        let label = super::label(text.lines().first().unwrap_or(text));
        let has_value = text.lines().len() == 2 || matches!(next, Some(Block::Paragraph(_) | Block::Code(_)));
        if has_value && look_up(&COMMON.card, &label).is_some_and(|(_, sure)| sure) {
            *self.labels.entry(label).or_default() += 1;
        }
    }

    /// Notes a label whose value is nothing but an HTTP method: `Method` may stand ahead of a name, too.
    fn note_verb(&mut self, label: &str, value: &str) {
        if VERBS.contains(&value.trim_matches('`')) {
            self.of_verbs.insert(label.to_owned());
        }
    }

    /// Notes what stands below a heading that codes have in common with statuses and with words.
    fn code_column(&mut self, label: &str, words: &[String]) {
        let number = |word: &String| word.trim_matches('`').parse::<i64>().ok();
        let numbers: Option<Vec<i64>> = words.iter().filter(|word| !word.is_empty()).map(number).collect();
        let what = numbers.filter(|numbers| !numbers.is_empty()).map(|numbers| {
            let are_statuses = numbers.iter().all(|number| (400..600).contains(number));
            if are_statuses { "status" } else { "code" }
        });
        let known = self.codes.entry(label.to_owned()).or_insert(what);
        if *known != what {
            *known = known.and(what).map(|_| "code");
        }
    }

    fn name(&mut self, name: &str) {
        self.starred += usize::from(name.ends_with('*'));
        self.questioned += usize::from(name.ends_with('?'));
        let bare = name.trim_start_matches(|c: char| MARKS.contains(c) || c.is_whitespace());
        self.dotted_names += usize::from(bare.trim_matches('.').contains('.') && !bare.contains(' '));
        if let Some(mark) = name.chars().next().filter(|mark| MARKS.contains(*mark)) {
            *self.marks.entry(mark.to_string()).or_default() += 1;
        }
    }

    fn description(&mut self, text: &str) {
        let first = text.split(|c: char| c.is_whitespace() || "(.,;:".contains(c)).next().unwrap_or_default();
        self.descriptions += usize::from(!text.is_empty());
        self.typed_descriptions += usize::from(look_up(&COMMON.types, first).is_some_and(|(_, sure)| sure));
    }
}

/// Signs that pages put ahead of the names of members.
const MARKS: &str = ">»→↳└├•∟-–";

/// What stands between a title and the request line in one heading: `List boats % GET /boats`.
fn separator(text: &str) -> Option<String> {
    let at = VERBS.iter().filter_map(|verb| text.find(&format!(" {verb} "))).min()?;
    let last = text[..at].split_whitespace().next_back()?;
    let is_sign = last.chars().all(|c| !c.is_alphanumeric());
    is_request(text[at..].trim()).then(|| if is_sign { last.to_owned() } else { String::new() })
}

/// Whether a block is a request line, or several of them; a message with its head is an example.
pub(super) fn begins_with_request(block: &Block) -> bool {
    match block {
        Block::Code(code) => {
            let mut lines = code.text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
            lines.peek().is_some() && lines.all(|line| is_request(line) && !line.contains(" HTTP/"))
        }
        block => block.line().is_some_and(|text| is_request(&text.folded())),
    }
}

const VERBS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

fn count(counts: &mut Counts, word: String) {
    if !word.is_empty() && word.len() <= 60 {
        *counts.entry(word).or_default() += 1;
    }
}

/// Whether a line is an HTTP method and a path.
fn is_request(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let verb = words.next().is_some_and(|word| VERBS.contains(&word));
    verb && words.next().is_some_and(|path| path.contains('/'))
}
