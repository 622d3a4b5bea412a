//! The words of tables: headings of columns, types, what is required, sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::compound;
use super::count::{Counts, Found};
use super::draft::{Draft, Entry, Noted, literal};
use super::sample::Sample;
use super::search::{Choice, Idea};
use crate::dialect::{is_type_word, trial};
use crate::document::{Block, Text};
use crate::language::{COMMON, known, look_up};

/// The texts, the most frequent first.
pub(super) fn frequent(counts: &Counts) -> Vec<(&str, usize)> {
    let mut list: Vec<_> = counts.iter().map(|(text, count)| (text.as_str(), *count)).collect();
    list.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
    list
}

/// Writes what is known of columns; the ideas for the others come back.
pub(super) fn columns(draft: &mut Draft, found: &Found) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (label, count) in frequent(&found.columns).into_iter().filter(|(label, _)| !label.is_empty()) {
        match several(label).or(look_up(&COMMON.columns, label.trim_matches(['"', '\'']))) {
            Some(("mnemonic", true)) => {
                let role = found.codes.get(label).copied().flatten().unwrap_or("mnemonic");
                draft.columns.push((label.to_owned(), Noted::new(role, count.to_string())));
            }
            Some((role, true)) => draft.columns.push((label.to_owned(), Noted::new(role, count.to_string()))),
            Some((role, false)) => {
                choices.push([role, "required", "ignore"].map(|role| column(label, role, count)).into());
            }
            None => {
                let roles = ["name", "required", "description", "ignore"];
                let from = usize::from(found.beside_names.contains(label));
                choices.push(roles[from..].iter().map(|role| column(label, role, count)).collect());
            }
        }
    }
    choices.truncate(MAX_COLUMNS);
    choices
}

/// One heading for all that a cell holds: `Name, type, description`.
fn several(label: &str) -> Option<(&'static str, bool)> {
    let mut parts = label.split([',', '/', '|']).map(|part| look_up(&COMMON.columns, part.trim()));
    let first = parts.next()?.filter(|first| *first == ("name", true))?;
    let rest: Vec<_> = parts.collect();
    (!rest.is_empty() && rest.iter().all(Option::is_some)).then_some(first)
}

/// How many columns are tried whose headings are not known.
const MAX_COLUMNS: usize = 12;

fn column(label: &str, role: &'static str, count: usize) -> Idea {
    let (label, note) = (label.to_owned(), format!("{count}, unsure"));
    Box::new(move |draft: &mut Draft| draft.columns.push((label.clone(), Noted::new(role, note.clone()))))
}

/// Writes the words of what is required, and what is seen of marks.
pub(super) fn required(draft: &mut Draft, found: &Found, sample: &Sample) {
    let words = |meaning: &str| {
        let known = found.required.keys();
        let known =
            known.filter(|word| look_up(&COMMON.required, word).is_some_and(|(known, sure)| known == meaning && sure));
        let common = COMMON.required.get(meaning).into_iter().flatten().filter(|word| word.chars().count() > 5);
        let said = common.filter(|word| texts(sample).any(|text| stands(&text.folded().to_lowercase(), word)));
        known.map(|word| word.to_lowercase()).chain(said.cloned()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    (draft.required.yes, draft.required.no) = (words("yes"), words("no"));
    if found.starred > 0 {
        draft.required.marks.push("*".to_owned());
        draft.required.notes.push(format!("{} names end with *.", found.starred));
    }
    if found.questioned > 0 {
        draft.required.optional_marks.push("?".to_owned());
        draft.required.notes.push(format!("{} names end with ?.", found.questioned));
    }
    unmarked(draft, found, sample);
    for (word, count) in frequent(&found.required) {
        if !word.is_empty() && look_up(&COMMON.required, word).is_none_or(|(_, sure)| !sure) {
            draft.required.notes.push(format!("unsure: {count} {word}"));
        }
    }
}

/// What is meant where nothing is said: where the documents only say that something is required, the rest is optional, and
/// the other way round.
fn unmarked(draft: &mut Draft, found: &Found, sample: &Sample) {
    let said = |meaning: &str| {
        let words = COMMON.required.get(meaning).into_iter().flatten();
        let words: Vec<&String> = words.filter(|word| word.chars().count() > 5).collect();
        let says = |text: &&Text| words.iter().any(|word| stands(&text.folded().to_lowercase(), word));
        texts(sample).filter(says).count()
    };
    let column = |meaning: &str| {
        let of = |word: &String| look_up(&COMMON.required, word) == Some((meaning, true)) && word.chars().count() > 5;
        found.required.iter().filter(|(word, _)| of(word)).map(|(_, count)| *count).sum::<usize>()
    };
    // What a column of its own says is no sign of what is meant where there is none.
    let yes = (said("yes") + found.starred).saturating_sub(column("yes"));
    let no = (said("no") + found.questioned).saturating_sub(column("no"));
    draft.required.unmarked = if yes + no == 0 { None } else { Some(yes == 0) };
    draft.required.notes.push(format!("{yes} texts say that something is required, {no} that it is optional."));
}

fn stands(text: &str, word: &str) -> bool {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word)
        .any(|(at, _)| ends(text[..at].chars().next_back()) && ends(text[at + word.len()..].chars().next()))
}

/// All texts of documents: lines and cells.
fn texts(sample: &Sample) -> impl Iterator<Item = &Text> {
    sample.documents.iter().flat_map(|document| &document.blocks).flat_map(|block| match block {
        Block::Table(table) => table.rows.iter().skip(1).flat_map(|row| &row.cells).map(|cell| &cell.text).collect(),
        block => block.line().into_iter().collect::<Vec<_>>(),
    })
}

/// The types of a union.
fn alternatives(word: &str) -> Vec<&str> {
    let signs = word.split([',', '|', '/']).collect();
    crate::language::alternatives().iter().fold(signs, |parts: Vec<&str>, or| {
        let or = format!(" {or} ");
        parts.into_iter().flat_map(|part| part.split(or.as_str()).collect::<Vec<_>>()).collect()
    })
}

/// Writes the type words.
pub(super) fn types(draft: &mut Draft, found: &Found) {
    let (mut plain, mut around) = (Counts::new(), BTreeMap::<String, (Entry, usize)>::new());
    for (word, count) in &found.types {
        for part in alternatives(word) {
            let (forms, inner) = compound::peel(part);
            for form in forms {
                around.entry(form.pattern.clone()).or_insert_with(|| (compound::entry(form), 0)).1 += count;
            }
            if is_type_word(inner) {
                *plain.entry(inner.to_lowercase()).or_default() += count;
            }
        }
    }
    draft.types = around.into_values().map(|(entry, count)| Entry { note: count.to_string(), ..entry }).collect();
    let mut unknown = Vec::new();
    for (word, count) in frequent(&plain) {
        match look_up(&COMMON.types, word) {
            // `Object Boat` is a boat where a heading says what that is.
            Some((_, false)) if heads_type(found, word) => {}
            Some((kind, sure)) => {
                let unsure = if sure { "" } else { ", unsure" };
                let pattern = format!("{}[\\({{format}}\\)]", literal(word));
                let entry = Entry::new(&pattern, format!("{count}{unsure}")).with("type", kind);
                let format = known(&COMMON.formats, word).filter(|_| kind == "string");
                draft.types.push(format.into_iter().fold(entry, |entry, format| entry.with("format", format)));
            }
            None => unknown.push(format!("unsure: {count} times the type `{word}`; it may be the name of an object.")),
        }
    }
    draft.tail.extend(unknown);
}

/// Whether a type word of several words ends with a name that a heading has in it.
fn heads_type(found: &Found, word: &str) -> bool {
    let Some((_, name)) = word.rsplit_once(' ') else { return false };
    let is_name = |part: &str| part.trim_matches('`').to_lowercase() == name;
    found.headings.keys().any(|heading| heading.split(' ').any(is_name))
}

/// Writes the sentences that state rules and stand in the documents.
pub(super) fn phrases(draft: &mut Draft, sample: &Sample) {
    let texts: Vec<(String, String)> = texts(sample).map(|text| (text.folded(), text.marked())).collect();
    let count = |source: &str| {
        let pattern = trial(source)?;
        let found = texts
            .iter()
            .filter(|(folded, marked)| !pattern.find_all(if pattern.is_marked() { marked } else { folded }).is_empty());
        Some(found.count()).filter(|count| *count > 0)
    };
    for (place, sources) in &COMMON.phrases {
        for (source, count) in sources.iter().filter_map(|source| Some((source, count(source)?))) {
            draft.phrases.push(Entry::new(source, count.to_string()).set("in", format!("[\"{place}\"]")));
        }
    }
    for (meaning, sources) in &COMMON.says {
        for (source, count) in sources.iter().filter_map(|source| Some((source, count(source)?))) {
            let set = format!("{{ required = {} }}", meaning == "required");
            draft.phrases.push(Entry::new(source, count.to_string()).set("in", "[\"description\"]").set("set", set));
        }
    }
}
