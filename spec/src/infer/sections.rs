//! Ideas of what headings introduce: those that are known, those that hold known words, and those under which rows stand.

use std::collections::BTreeMap;

use super::draft::{Draft, Entry, literal};
use super::lines::{self, Line};
use super::sample::Sample;
use super::search::{Choice, Idea};
use crate::document::Block;
use crate::language::{COMMON, look_up};

/// How many words a line may have to be taken for a heading.
const SHORT: usize = 6;

/// How many unknown headings are tried.
const MAX_UNKNOWN: usize = 12;

/// A heading, or a short line ahead of something.
struct Heading {
    text: String,
    count: usize,
    /// How many of them rows follow: a table or a list.
    over_rows: usize,
    /// How many of them a request line follows.
    over_requests: usize,
}

/// What a proposal begins with: the headings that are known. The ideas for the others come with it.
pub(super) fn known(sample: &Sample) -> (Vec<Entry>, Vec<Choice>) {
    let headings = headings(sample);
    let (mut sure, mut choices) = (Vec::new(), Vec::new());
    let mut left = Vec::new();
    for heading in &headings {
        match look_up(&COMMON.sections, &heading.text) {
            Some((meaning, true)) => sure.push(entry(&literal(&heading.text), meaning, &heading.count.to_string())),
            found => left.push((heading, found.map(|(meaning, _)| meaning))),
        }
    }
    choices.extend(around_known(&headings));
    for heading in headings
        .iter()
        .filter(|heading| heading.over_requests > 1 || heading.over_requests > 0 && is_known(&heading.text))
    {
        let note = format!("{} ahead of a request line", heading.over_requests);
        choices.push(vec![add(entry(&literal(&heading.text), "request", &note))]);
    }
    let over_rows = left.into_iter().filter(|(heading, _)| heading.over_rows > 0);
    choices.extend(over_rows.take(MAX_UNKNOWN).map(|(heading, meaning)| unknown(heading, meaning)));
    (sure, choices)
}

/// A heading that nobody knows, over rows: it may head parameters, or what comes back. Where it does neither the proposal says nothing of
/// it, so that its tables are reported.
fn unknown(heading: &Heading, meaning: Option<&str>) -> Choice {
    let note = format!("unsure: {} over tables or lists", heading.over_rows);
    let one = |meaning: &str| add(entry(&literal(&heading.text), meaning, &note));
    match meaning {
        Some(meaning) => vec![one(meaning)],
        None => vec![one("params"), one("result")],
    }
}

/// Headings that begin or end with a known one: `Parameters for "Rent a boat"`.
fn around_known(headings: &[Heading]) -> Vec<Choice> {
    let mut found: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for heading in headings.iter().filter(|heading| !is_known(&heading.text)) {
        let words: Vec<&str> = heading.text.split(' ').collect();
        let parts = (1..words.len()).rev().flat_map(|at| {
            let (ahead, behind) = (words[..at].join(" "), words[words.len() - at..].join(" "));
            [
                (ahead.clone(), format!("{} {{_of}}", literal(&ahead))),
                (behind.clone(), format!("{{_of}} {}", literal(&behind))),
            ]
        });
        let mut part = parts.filter_map(|(part, pattern)| Some((look_up(&COMMON.sections, &part)?, pattern)));
        if let Some(((meaning, _), pattern)) = part.find(|((_, sure), _)| *sure) {
            found.entry(pattern).or_insert((meaning, 0)).1 += heading.count;
        }
    }
    let idea = |(pattern, (meaning, count)): (String, (&str, usize))| {
        vec![add(entry(&pattern, meaning, &format!("{count}, unsure")))]
    };
    found.into_iter().filter(|(_, (_, count))| *count > 1).map(idea).collect()
}

fn is_known(text: &str) -> bool {
    look_up(&COMMON.sections, text).is_some_and(|(_, sure)| sure)
}

fn add(entry: Entry) -> Idea {
    Box::new(move |draft: &mut Draft| {
        match draft.sections.iter_mut().find(|known| known.pattern() == entry.pattern()) {
            Some(known) => *known = entry.clone(),
            None => draft.sections.push(entry.clone()),
        }
    })
}

/// The entry of a heading, in the terms of dialect files.
pub(super) fn entry(pattern: &str, meaning: &str, note: &str) -> Entry {
    let entry = Entry::new(pattern, note);
    match meaning {
        "path" | "query" | "header" => entry.with("role", "params").with("in", meaning),
        "response" => entry.with("role", "response").set("status", "200"),
        role => entry.with("role", role),
    }
}

fn headings(sample: &Sample) -> Vec<Heading> {
    let mut found: BTreeMap<String, Heading> = BTreeMap::new();
    for line in lines::lines(&sample.documents).filter(may_head) {
        let text = lines::heading(line.text);
        if text.is_empty() {
            continue;
        }
        let empty = || Heading { text: text.clone(), count: 0, over_rows: 0, over_requests: 0 };
        let heading = found.entry(text.to_lowercase()).or_insert_with(empty);
        heading.count += 1;
        heading.over_rows += usize::from(rows_follow(&line));
        heading.over_requests += usize::from(line.behind.first().is_some_and(super::count::begins_with_request));
    }
    let mut all: Vec<_> = found.into_values().collect();
    all.sort_by(|a, b| (b.count, &a.text).cmp(&(a.count, &b.text)));
    all
}

/// Whether a line is a heading, or a short line over something.
fn may_head(line: &Line) -> bool {
    let text = line.text.folded();
    let short = text.split_whitespace().count() <= SHORT;
    let over = matches!(line.behind.first(), Some(Block::Table(_) | Block::Code(_)));
    let plain = crate::facts::item_depth(line.text) == 0 && text.starts_with(char::is_uppercase);
    let over = over && !text.ends_with('.');
    let known = || (plain || heads_item(line)) && is_known(&lines::heading(line.text));
    line.level.is_some() || short && (text.ends_with(':') || over || known())
}

/// Whether a line begins an item of a list that goes on below it.
fn heads_item(line: &Line) -> bool {
    let depth = crate::facts::item_depth(line.text);
    let below = line.behind.first().and_then(Block::line).map_or(0, crate::facts::item_depth);
    depth > 0 && below >= depth && !line.text.leads
}

fn rows_follow(line: &Line) -> bool {
    line.behind.iter().take(3).take_while(|block| !matches!(block, Block::Heading(..))).any(|block| match block {
        Block::Table(_) => true,
        block => block.line().is_some_and(|text| crate::facts::item_depth(text) > 0),
    })
}
