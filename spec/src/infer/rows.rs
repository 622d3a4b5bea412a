//! Ideas of how parameters are set: in lists, in one cell with their types, in tables without a header, in lines.

use rayon::prelude::*;

use super::draft::{Draft, Noted};
use super::lines::{self, Line};
use super::sample::Sample;
use super::search::{Choice, Idea};
use crate::dialect::{Pattern, trial};
use crate::document::{Block, Document, Text, Wording};
use crate::language::COMMON;

/// Where patterns are put.
type List = fn(&mut Draft) -> &mut Vec<Noted>;

/// Puts patterns that tell much of what they take into a proposal. The ideas come back: to leave each of them out, and to take in
/// others.
pub(super) fn choices(draft: &mut Draft, sample: &Sample) -> Vec<Choice> {
    let mut all = vec![headerless(), line_tables(sample)];
    let lists: [(&'static [String], List, Count, bool); 3] = [
        (&COMMON.items, |draft| &mut draft.items, in_lines, true),
        (&COMMON.names, |draft| &mut draft.names, in_names, true),
        (&COMMON.leads, |draft| &mut draft.description, in_cells, false),
    ];
    for (sources, list, count, at_once) in lists {
        for (source, found) in hits(sample, sources, count) {
            let add = add(sources, source, list, found);
            if at_once && is_telling(source) {
                add(draft);
                all.push(vec![Box::new(move |draft| list(draft).retain(|known| known.text != *source))]);
            }
            all.push(vec![add]);
        }
    }
    all.push(vec![nesting(|draft| draft.separators = vec![".".to_owned()])]);
    all.push(vec![nesting(|draft| draft.separators = vec!["[".to_owned()])]);
    all.push(vec![nesting(|draft| draft.marks = COMMON.nesting.get("marks").cloned().unwrap_or_default())]);
    all
}

/// Whether a pattern holds so much that hardly anything but a parameter fits.
fn is_telling(source: &str) -> bool {
    ["type_word", "required_word", "attributes", "required:word"].iter().any(|kind| source.contains(kind))
}

fn nesting(change: fn(&mut Draft)) -> Idea {
    Box::new(change)
}

/// How many lines or cells a pattern takes.
type Count = fn(&Sample, &Pattern, &str) -> usize;

/// Lines, and terms with what is said of them.
fn in_lines(sample: &Sample, pattern: &Pattern, source: &str) -> usize {
    let joined = |line: &Line| {
        let next = line.behind.first().and_then(Block::line).filter(|_| crate::facts::item_depth(line.text) > 0)?;
        let mut whole = line.text.clone();
        whole.append(next);
        pattern.take(&Wording::new(&whole))
    };
    let plain = !pattern.is_marked() && !is_telling(source);
    let is_page = |document: &&Document| document.blocks.iter().any(|block| matches!(block, Block::Heading(..)));
    let count = |document: &Document| {
        // On a page with headings, a word and a dash in a paragraph are a sentence rather than a parameter.
        let in_list = plain && is_page(&document);
        lines::lines(std::slice::from_ref(document))
            .filter(|line| !in_list || crate::facts::item_depth(line.text) > 0)
            .filter(|line| pattern.take(&line.wording()).or_else(|| joined(line)).is_some())
            .count()
    };
    sample.documents.iter().map(count).sum()
}

/// The first cells of rows.
fn in_names(sample: &Sample, pattern: &Pattern, _source: &str) -> usize {
    let rows = sample.documents.iter().flat_map(|document| &document.blocks).flat_map(|block| match block {
        Block::Table(table) => table.rows.as_slice(),
        _ => &[],
    });
    rows.filter_map(|row| row.cells.first()).filter(|cell| pattern.take(&Wording::new(&cell.text)).is_some()).count()
}

/// What is said of parameters, at its beginning or on a line of its own.
fn in_cells(sample: &Sample, pattern: &Pattern, _source: &str) -> usize {
    let blocks = sample.documents.iter().flat_map(|document| &document.blocks);
    let tables = blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let cells = tables.flat_map(|table| table.rows.iter().skip(1)).flat_map(|row| &row.cells);
    let fits = |text: &Text| {
        let wording = Wording::new(text);
        let own = || text.lines().iter().any(|line| pattern.matches(&line.folded()).is_some());
        pattern.prefix(pattern.text(&wording)).is_some() || own()
    };
    cells.filter(|cell| fits(&cell.text)).count()
}

/// The patterns that take something, each with how much.
fn hits(sample: &Sample, sources: &'static [String], count: Count) -> Vec<(&'static String, usize)> {
    let found = |source: &'static String| trial(source).map(|pattern| (source, count(sample, &pattern, source)));
    sources.par_iter().filter_map(found).filter(|(source, found)| *found > usize::from(!is_telling(source))).collect()
}

/// The idea of a pattern. Patterns keep their order, in which the most telling one stands first.
fn add(sources: &'static [String], source: &'static String, list: List, found: usize) -> Idea {
    Box::new(move |draft: &mut Draft| {
        let rank = |text: &str| sources.iter().position(|known| known == text);
        let list = list(draft);
        let at = list.partition_point(|known| rank(&known.text) < rank(source));
        if list.get(at).is_none_or(|known| known.text != *source) {
            list.insert(at, Noted::new(source, found.to_string()));
        }
    })
}

/// What the columns of tables without a header may hold.
const HEADERLESS: &[&[&str]] = &[
    &["name", "description"],
    &["name", "type"],
    &["name", "type", "description"],
    &["name", "required", "description"],
    &["name", "type", "required", "description"],
    &["name", "required", "type", "description"],
    &["name", "type", "default", "description"],
];

fn headerless() -> Choice {
    let one = |roles: &&'static [&'static str]| -> Idea {
        let roles = *roles;
        Box::new(move |draft: &mut Draft| draft.headerless = roles.to_vec())
    };
    HEADERLESS.iter().map(one).collect()
}

/// The lines of a row, in the orders in which page text has them.
fn line_tables(sample: &Sample) -> Choice {
    let text = sample.documents.iter().any(|document| {
        document.blocks.iter().filter(|block| matches!(block, Block::Paragraph(_))).count() * 2 > document.blocks.len()
    });
    let one =
        |row: &'static Vec<String>| -> Idea { Box::new(move |draft: &mut Draft| draft.line_table.clone_from(row)) };
    COMMON.rows.iter().filter(|_| text).map(one).collect()
}
