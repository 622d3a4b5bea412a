//! Ideas of what begins a method: request lines, a heading over them, a command, or the name of the method alone.

use super::addresses;
use super::count::Found;
use super::draft::{Draft, Entry, Noted, literal};
use super::lines::{self, Line};
use super::sample::Sample;
use super::search::{Choice, Idea};
use crate::dialect::trial;
use crate::document::Block;
use crate::language::{COMMON, look_up};

/// What method names look like, and the kind of capture for it; the plainest last.
const NAMES: &[(&str, &str)] = &[
    ("method", ""),
    ("camel", "(?-i:[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)+)"),
    ("snake", "(?-i:[a-z])[A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+"),
    ("pascal", "(?-i:[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)"),
    ("small", "(?-i:[a-z])[A-Za-z0-9_-]*"),
];

/// What may stand around a name; `{name}` stands for its capture.
const FORMS: &[&str] = &[
    "{name}",
    "{name}\\({_rest}\\)",
    "{name} {_rest:signature}",
    "{title} \\({name}\\)",
    "{name} (-|–|—|:) {title}",
    "{title} (-|–|—|:) {name}",
    "{title} {name}",
    "{name} (method|API)",
];

/// What stands behind a name in its signature.
const SIGNATURE: &str = "[\"'(\\[{<].*";

/// What begins a method.
#[derive(Clone, Default)]
struct Beginning {
    request_lines: Vec<Noted>,
    request: Option<Noted>,
    curl: Option<String>,
    methods: Vec<Entry>,
    listed: Vec<Entry>,
    kinds: Vec<(String, String)>,
    card: bool,
}

impl Beginning {
    fn idea(self, card: Vec<(String, Noted)>) -> Idea {
        Box::new(move |draft: &mut Draft| {
            draft.request_lines.clone_from(&self.request_lines);
            draft.request.clone_from(&self.request);
            draft.curl.clone_from(&self.curl);
            draft.methods.clone_from(&self.methods);
            draft.listed.clone_from(&self.listed);
            draft.kinds.clone_from(&self.kinds);
            draft.card = if self.card { card.clone() } else { Vec::new() };
        })
    }
}

/// The ways in which methods may begin in the documents.
pub(super) fn choice(sample: &Sample, found: &Found, rpc: bool) -> Choice {
    let card = card(found);
    let mut all = Vec::new();
    if !rpc {
        all.extend(by_request(sample, found, !card.is_empty()));
    }
    let lines: usize = all
        .first()
        .map_or(0, |plain| plain.request_lines.iter().filter_map(|line| line.note.parse::<usize>().ok()).sum());
    let indexed = found.index.values().map(|(_, count)| *count).max().unwrap_or_default();
    all.extend(by_name(sample, rpc, &card, lines + indexed));
    all.extend(in_tables(sample, &card, rpc));
    all.into_iter().map(|beginning| beginning.idea(card.clone())).collect()
}

/// The labels of a table, or of lines, that tell the method.
fn card(found: &Found) -> Vec<(String, Noted)> {
    let counts = [&found.card, &found.labels, &found.listed].into_iter().find(|counts| !counts.is_empty());
    let counts = counts.into_iter().flatten();
    let known = counts.filter_map(|(label, count)| {
        let (key, sure) = look_up(&COMMON.card, label)?;
        let key = if key == "name" && found.of_verbs.contains(label) { "verb" } else { key };
        sure.then(|| (label.clone(), Noted::new(key, count.to_string())))
    });
    let mut card: Vec<_> = known.collect();
    for (label, (key, count)) in &found.index {
        if card.iter().all(|(known, _)| known != label) {
            card.push((label.clone(), Noted::new(*key, format!("{count}, by what stands below"))));
        }
    }
    card
}

fn by_request(sample: &Sample, found: &Found, card: bool) -> Vec<Beginning> {
    let patterns = request_lines(sample);
    let plain = Beginning { request_lines: patterns, card, ..Beginning::default() };
    let curl = (found.curl > 0).then(|| format!("{} commands.", found.curl));
    let mut levels: Vec<u8> = found.levels.values().flatten().copied().collect();
    levels.sort_unstable();
    levels.dedup();
    let titled = |of: &Beginning, level: u8| {
        let note = "What stands under such a heading is one method.";
        let entry = Entry::new("{title}", note).with("role", "method").set("level", level.to_string());
        Beginning { methods: vec![entry], ..of.clone() }
    };
    let mut all = Vec::new();
    if !plain.request_lines.is_empty() || card {
        all.push(plain.clone());
        all.extend(levels.iter().map(|level| titled(&plain, *level)));
    }
    if curl.is_some() {
        let command = Beginning { curl, ..plain };
        all.extend(levels.iter().map(|level| titled(&command, *level)));
    }
    all
}

/// Patterns of the lines of documents that look like request lines, with their numbers.
fn request_lines(sample: &Sample) -> Vec<Noted> {
    let mut left: Vec<String> = Vec::new();
    for document in &sample.documents {
        for block in &document.blocks {
            match block {
                Block::Code(code) => left.extend(code.text.trim().lines().next().map(|line| line.trim().to_owned())),
                block => left.extend(block.line().map(crate::document::Text::folded)),
            }
        }
    }
    let mut patterns = Vec::new();
    for source in &COMMON.requests {
        let Some(pattern) = trial(source) else { continue };
        let takes = |line: &String| {
            let found = pattern.matches(line)?;
            let address = found.name("url").or(found.name("path"))?.as_str();
            let title = found.name("title").map_or(0, |title| title.as_str().split_whitespace().count());
            let version = found.name("rest").is_some_and(|rest| rest.as_str().starts_with("HTTP/"));
            (title <= 8 && !version && address.contains('/')).then_some(())
        };
        let (hit, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|line| takes(line).is_some());
        left = rest;
        if !hit.is_empty() {
            patterns.push(Noted::new(source, hit.len().to_string()));
        }
    }
    patterns
}

/// How many of the lines that a pattern takes must read like the beginning of a method, of four.
const SHARE: usize = 2;

/// Methods that are documented by their names; only where there are more of them than request lines.
fn by_name(sample: &Sample, rpc: bool, card: &[(String, Noted)], lines: usize) -> Vec<Beginning> {
    let mut all = Vec::new();
    for (kind, expression) in NAMES {
        for form in FORMS {
            // A name that is one small word is no name in the midst of other words.
            if *kind == "small" && form.contains("{title}") {
                continue;
            }
            let source = form.replace("{name}", &format!("{{name:{kind}}}"));
            let kinds = [(*kind, *expression), ("signature", SIGNATURE)];
            let kinds =
                kinds.into_iter().filter(|(name, text)| !text.is_empty() && source.contains(&format!(":{name}}}")));
            let kinds: Vec<_> = kinds.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
            for (level, names) in hits(sample, &source, &kinds).into_iter().filter(|(_, names)| names.len() > lines) {
                all.push(named(sample, &source, &kinds, level, &names, rpc, !card.is_empty()));
            }
        }
    }
    all
}

fn named(
    sample: &Sample,
    source: &str,
    kinds: &[(String, String)],
    level: Option<u8>,
    names: &[String],
    rpc: bool,
    card: bool,
) -> Beginning {
    let entry = Entry::new(source, format!("{} headings or lines", names.len())).with("role", "method");
    let entry = match level {
        Some(level) => entry.set("level", level.to_string()),
        None => entry,
    };
    let request = (!rpc).then(|| addresses::request(&sample.documents, names));
    Beginning { request, methods: vec![entry], kinds: kinds.to_vec(), card, ..Beginning::default() }
}

/// The names that a pattern finds, by the level of the headings, where enough of them begin a method.
fn hits(sample: &Sample, source: &str, kinds: &[(String, String)]) -> Vec<(Option<u8>, Vec<String>)> {
    let Some(pattern) = crate::dialect::trial_with(source, kinds) else { return Vec::new() };
    let mut found: Vec<(Option<u8>, Vec<String>, usize)> = Vec::new();
    let name = |line: &Line| {
        let outside = crate::facts::item_depth(line.text) == 0;
        let short = outside && line.text.pieces.iter().map(|piece| piece.text.len()).sum::<usize>() < 200;
        let captures = short.then(|| pattern.take(&line.wording()))??;
        captures.into_iter().find(|(key, _)| key == "name").map(|(_, name)| name)
    };
    for line in lines::lines(&sample.documents) {
        let Some(name) = name(&line).filter(|name| look_up(&COMMON.sections, name).is_none_or(|(_, sure)| !sure))
        else {
            continue;
        };
        let at = found.iter().position(|(level, ..)| *level == line.level).unwrap_or_else(|| {
            found.push((line.level, Vec::new(), 0));
            found.len() - 1
        });
        let (_, names, telling) = &mut found[at];
        *telling += usize::from(lines::introduces(line.behind));
        names.push(name);
    }
    found.retain(|(_, names, telling)| *telling > 0 && telling * 4 >= names.len() * SHARE);
    found.into_iter().map(|(level, names, _)| (level, names)).collect()
}

/// Methods one a row of a table, under a heading; the columns are labels of the card.
fn in_tables(sample: &Sample, card: &[(String, Noted)], rpc: bool) -> Vec<Beginning> {
    let mut headings: Vec<(Option<u8>, String)> = Vec::new();
    let mut names = Vec::new();
    let mut open = None;
    for block in sample.documents.iter().flat_map(|document| &document.blocks) {
        match block {
            Block::Heading(level, text) => open = Some((*level, lines::heading(text))),
            Block::Table(table) => {
                let Some((header, rows)) = table.rows.split_first() else { continue };
                let is_name = |label: &str| look_up(&COMMON.card, label) == Some(("name", true));
                let at = header.cells.iter().position(|cell| is_name(&super::label(&cell.text)));
                if let (Some(at), Some((level, heading))) = (at.filter(|_| rows.len() > 1), &open) {
                    headings.push((Some(*level), heading.clone()));
                    names.extend(rows.iter().filter_map(|row| Some(row.cells.get(at)?.text.folded())));
                }
            }
            _ => {}
        }
    }
    headings.dedup();
    let entry = |(level, heading): &(Option<u8>, String)| {
        let entry = Entry::new(&literal(heading), "a table of methods").with("role", "methods");
        level.map_or(entry.clone(), |level| entry.set("level", level.to_string()))
    };
    let listed: Vec<Entry> = headings.iter().map(entry).collect();
    let request = (!rpc).then(|| addresses::request(&sample.documents, &names));
    let card = !card.is_empty();
    if listed.is_empty() { Vec::new() } else { vec![Beginning { request, listed, card, ..Beginning::default() }] }
}
