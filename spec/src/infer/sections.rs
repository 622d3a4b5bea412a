//! Ideas of what headings introduce: those that are known, those that hold known words, and those under which rows stand.

use std::collections::BTreeMap;

use super::draft::{Draft, Entry, literal};
use super::lines::{self, Line};
use super::sample::Sample;
use super::search::{Choice, Idea};
use crate::document::{Block, Cell, Table};
use crate::language::{COMMON, look_up};

/// How many words a line may have to be taken for a heading.
const SHORT: usize = 6;

/// How many words a line may have that ends with a colon and stands over a table.
const LONG: usize = 24;

/// How many unknown headings are tried.
const MAX_UNKNOWN: usize = 12;

/// A heading, or a short line ahead of something.
struct Heading {
    text: String,
    count: usize,
    /// How many of them rows follow: a table or a list.
    over_rows: usize,
    /// How many of them a table follows.
    over_tables: usize,
    /// How many of them a table or code follows.
    over_content: usize,
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
    let (announced, around) = around_known(&headings);
    sure.extend(announced);
    choices.extend(around);
    choices.extend(by_status(&headings));
    choices.extend(over_answers(sample));
    for heading in
        headings.iter().filter(|heading| heading.over_tables > 0 && meaning(&heading.text) == Some("example"))
    {
        let note = format!("unsure: {} over tables", heading.over_tables);
        choices.push(vec![add(entry(&literal(&heading.text), "params", &note))]);
    }
    for heading in headings
        .iter()
        .filter(|heading| heading.over_requests > 1 || heading.over_requests > 0 && is_known(&heading.text))
    {
        let note = format!("{} ahead of a request line", heading.over_requests);
        choices.push(vec![add(entry(&literal(&heading.text), "request", &note))]);
    }
    let over_rows = left.into_iter().filter(|(heading, _)| heading.over_rows > 0 && of_status(&heading.text).is_none());
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

/// Headings that begin or end with a known one, `Parameters for "Rent a boat"`, to be tried; and ahead of them, to be taken as they are, those
/// that end a sentence over a table with several words of one: `returns 200 and the following response attributes:`.
fn around_known(headings: &[Heading]) -> (Vec<Entry>, Vec<Choice>) {
    let mut found: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    let mut announced: BTreeMap<String, (&str, usize)> = BTreeMap::new();
    for heading in headings.iter().filter(|heading| heading.over_tables == heading.count && !is_known(&heading.text)) {
        if let Some((pattern, meaning)) = announced_by(&heading.text) {
            announced.entry(pattern).or_insert((meaning, 0)).1 += heading.count;
        }
    }
    let sure = announced.into_iter().map(|(pattern, (meaning, count))| match meaning {
        // Its own status stands in it.
        "response" => Entry::new(&pattern, count.to_string()).with("role", "response"),
        _ => entry(&pattern, meaning, &count.to_string()),
    });
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
    (sure.collect(), found.into_iter().filter(|(_, (_, count))| *count > 1).map(idea).collect())
}

/// Lines and quotes over code that tell in words that it is what comes back: `> The command returns:`.
fn over_answers(sample: &Sample) -> Vec<Choice> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for blocks in sample.documents.iter().flat_map(|document| document.blocks.windows(2)) {
        if let [Block::Quote(text) | Block::Paragraph(text), Block::Code(code)] = blocks
            && code.text.trim_start().starts_with(['{', '['])
        {
            let text = lines::heading(text);
            if !is_known(&text) && tells_of_answer(&text) {
                *found.entry(text).or_default() += 1;
            }
        }
    }
    let choice = |(text, count): (String, usize)| {
        vec![add(entry(&literal(&text), "response", &format!("unsure: {count} over code")))]
    };
    found.into_iter().filter(|(_, count)| *count > 1).take(MAX_UNKNOWN).map(choice).collect()
}

/// Whether the words of a short line tell of what comes back, and of nothing else that may stand in code.
fn tells_of_answer(text: &str) -> bool {
    let words: Vec<String> =
        text.split(' ').map(|word| word.trim_matches([',', '.', '`', ':']).to_lowercase()).collect();
    let has = |meanings: &[&str]| words.iter().any(|word| meaning(word).is_some_and(|known| meanings.contains(&known)));
    words.len() <= LONG && has(&["result", "response", "responses"]) && !has(&["errors", "body", "request"])
}

/// The pattern of a sentence that ends with several words that are a known heading, and what that means. A status in it is that of the
/// response whose members follow.
fn announced_by(text: &str) -> Option<(String, &'static str)> {
    let words: Vec<&str> = text.split(' ').collect();
    let at = (1..words.len().saturating_sub(1)).find(|at| is_known(&words[*at..].join(" ")))?;
    let known = words[at..].join(" ");
    let status = words[..at].iter().any(|word| is_status(word.trim_matches(['`', '(', ')', ','])));
    match meaning(&known)? {
        "result" if status => Some((format!("{{_}} {{status:status}} {{_}} {}", literal(&known)), "response")),
        known_as => Some((format!("{{_}} {}", literal(&known)), known_as)),
    }
}

/// Headings that tell a status, `Success 200`, `404: No such boat`.
fn by_status(headings: &[Heading]) -> Vec<Choice> {
    let mut found: BTreeMap<(String, bool), usize> = BTreeMap::new();
    for heading in headings.iter().filter(|heading| heading.over_content > 0) {
        if let Some(form) = of_status(&heading.text) {
            *found.entry(form).or_default() += heading.count;
        }
    }
    let choice = |((pattern, failed), count): ((String, bool), usize)| {
        let one = |role: &str| add(Entry::new(&pattern, format!("{count} with a status")).with("role", role));
        if failed { vec![one("response"), one("errors")] } else { vec![one("response")] }
    };
    found.into_iter().map(choice).collect()
}

/// The pattern of a heading with a status in it, and whether that is one of a failure alone.
fn of_status(text: &str) -> Option<(String, bool)> {
    let words: Vec<&str> = text.split(' ').collect();
    let at = words.iter().position(|word| is_status(word.trim_matches(['`', ':', '(', ')', ','])))?;
    if at == 0 {
        return Some(("{status:any_status}[[:| -| –| —] {reason}]".to_owned(), false));
    }
    let ahead: Vec<String> = words[..at].iter().map(|word| literal(word)).collect();
    let failed = words[at].trim_matches(['`', '(']).starts_with(['4', '5']);
    let status = if words[at].starts_with('(') { "\\({status:any_status}\\)" } else { "{status:any_status}" };
    (words.len() <= MAX_STATUS_WORDS).then(|| (format!("{} {status}[ {{reason}}]", ahead.join(" ")), failed))
}

/// How many words a heading has at most that tells a status.
const MAX_STATUS_WORDS: usize = 4;

/// Whether a word is a status or a class of them.
fn is_status(word: &str) -> bool {
    let (first, rest) = word.split_at_checked(1).unwrap_or_default();
    matches!(first, "2" | "3" | "4" | "5")
        && rest.len() == 2
        && (rest.eq_ignore_ascii_case("xx") || rest.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_known(text: &str) -> bool {
    meaning(text).is_some()
}

fn meaning(text: &str) -> Option<&'static str> {
    look_up(&COMMON.sections, text).filter(|(_, sure)| *sure).map(|(meaning, _)| meaning)
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
        // What is called parameters is sent, even behind an answer.
        "body" if names_parameters(pattern) => entry.with("role", "params").with("in", "body"),
        role => entry.with("role", role),
    }
}

/// Whether a heading of what stands in a body ends with a word for parameters.
fn names_parameters(pattern: &str) -> bool {
    let last = pattern.rsplit(' ').next().unwrap_or_default();
    pattern.contains(' ') && meaning(last) == Some("params")
}

fn headings(sample: &Sample) -> Vec<Heading> {
    let mut found: BTreeMap<String, Heading> = BTreeMap::new();
    for line in lines::lines(&sample.documents).filter(may_head) {
        let text = lines::heading(line.text);
        if text.is_empty() {
            continue;
        }
        let empty = || Heading {
            text: text.clone(),
            count: 0,
            over_rows: 0,
            over_tables: 0,
            over_content: 0,
            over_requests: 0,
        };
        let heading = found.entry(text.to_lowercase()).or_insert_with(empty);
        heading.count += 1;
        heading.over_rows += usize::from(rows_follow(&line));
        heading.over_tables += usize::from(matches!(line.behind.first(), Some(Block::Table(_))));
        heading.over_content += usize::from(matches!(line.behind.first(), Some(Block::Table(_) | Block::Code(_))));
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
    // A sentence that ends with a colon over a table heads it, however long it is.
    let announces = text.ends_with(':') && matches!(line.behind.first(), Some(Block::Table(_)));
    let announces = announces && text.split_whitespace().count() <= LONG;
    line.level.is_some() || announces || short && (text.ends_with(':') || over || known())
}

/// Whether a line begins an item of a list that goes on below it.
fn heads_item(line: &Line) -> bool {
    let depth = crate::facts::item_depth(line.text);
    let below = line.behind.first().and_then(Block::line).map_or(0, crate::facts::item_depth);
    depth > 0 && below >= depth && !line.text.leads
}

fn rows_follow(line: &Line) -> bool {
    line.behind.iter().take(3).take_while(|block| !matches!(block, Block::Heading(..))).any(|block| match block {
        Block::Table(table) => !tells_request(table),
        block => block.line().is_some_and(|text| crate::facts::item_depth(text) > 0),
    })
}

/// Whether a table is the card of a method, by the label of its path.
fn tells_request(table: &Table) -> bool {
    let first = table.rows.first().into_iter().flat_map(|row| &row.cells);
    let down = table.rows.iter().filter_map(|row| row.cells.first());
    let is_path = |cell: &Cell| look_up(&COMMON.card, &super::label(&cell.text)) == Some(("path", true));
    first.chain(down).any(is_path)
}
