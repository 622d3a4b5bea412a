//! A proposed dialect as TOML, with what it was made from in comments.

use std::fmt::Write as _;

use super::compound;
use super::count::{Counts, Found};
use crate::dialect::{is_type_word, trial};
use crate::language::{COMMON, look_up};

/// How often a list pattern must match to be proposed.
const MIN_ITEMS: usize = 2;

/// Writes the proposal.
pub(super) fn write(name: &str, found: &Found) -> String {
    let mut text = String::new();
    let rpc = found.json_rpc * 2 > found.documents;
    let _ = writeln!(text, "# A proposal from {} documents. Numbers tell how often a text was found;", found.documents);
    let _ = writeln!(text, "# `unsure` marks what is a guess. Check it, then run `doctract lint --dialect` with it.");
    let _ = writeln!(text, "name = {}", quoted(name));
    let _ = writeln!(text, "protocol = {}\n", quoted(if rpc { "json-rpc-2.0" } else { "rest" }));
    requests(&mut text, found);
    items(&mut text, found);
    descriptions(&mut text, found);
    sections(&mut text, found);
    let card = if found.card.is_empty() && tells_method(&found.labels) { &found.labels } else { &found.card };
    table(&mut text, "card", card, |label| look_up(&COMMON.card, label));
    table(&mut text, "columns", &found.columns, |label| look_up(&COMMON.columns, label));
    required(&mut text, found);
    types(&mut text, found);
    phrases(&mut text, found);
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A text as a pattern that matches it.
fn pattern(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if r#"{}[]()|\""#.contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The texts, the most frequent first.
fn frequent(counts: &Counts) -> Vec<(&str, usize)> {
    let mut list: Vec<_> = counts.iter().map(|(text, count)| (text.as_str(), *count)).collect();
    list.sort_by_key(|(text, count)| (std::cmp::Reverse(*count), *text));
    list
}

fn requests(text: &mut String, found: &Found) {
    for (place, count) in frequent(&found.requests) {
        let _ = writeln!(text, "# {count} request lines stand in {place}.");
    }
    if !found.requests.is_empty() {
        let titled = frequent(&found.ahead_of_verb).into_iter().map(|(sign, _)| {
            let sign = if sign.is_empty() { String::new() } else { format!(" {}", pattern(sign)) };
            quoted(&format!("{{title}}{sign} {{verb:verb}} {{path:path}}"))
        });
        let plain = ["{verb:verb} {url:url}", "{verb:verb} {path:path}[ {rest}]"].map(quoted);
        let _ = writeln!(text, "request_lines = [{}]\n", titled.chain(plain).collect::<Vec<_>>().join(", "));
    } else if found.curl > 0 && found.card.is_empty() {
        let _ = writeln!(text, "# {} curl commands, and no request lines.\ncurl = true\n", found.curl);
    }
    if found.dotted > 0 {
        let _ = writeln!(
            text,
            "# unsure: {} headings end with a dotted name, so methods may be called by name.",
            found.dotted
        );
        let _ = writeln!(text, "{}request = \"POST /{{name}}\"\n", if found.requests.is_empty() { "" } else { "# " });
    }
}

/// Whether labels of lines tell methods: both the HTTP method and the path are among them.
fn tells_method(labels: &Counts) -> bool {
    let has = |wanted: &str| labels.keys().any(|label| look_up(&COMMON.card, label) == Some((wanted, true)));
    has("path") && has("verb")
}

fn descriptions(text: &mut String, found: &Found) {
    if found.typed_descriptions * 2 > found.descriptions && found.types.is_empty() {
        let _ =
            writeln!(text, "# {} of {} descriptions begin with a type.", found.typed_descriptions, found.descriptions);
        let _ = writeln!(text, "description = [{}]\n", quoted("{type:type}[ \\({_more}\\)]"));
    }
}

fn items(text: &mut String, found: &Found) {
    let mut left: Vec<&String> = found.lines.iter().collect();
    let mut proposed = Vec::new();
    for source in &COMMON.items {
        let Some(pattern) = trial(source) else { continue };
        let (hit, rest): (Vec<&String>, Vec<&String>) = left.iter().partition(|line| pattern.matches(line).is_some());
        if hit.len() >= MIN_ITEMS {
            proposed.push((source, hit.len()));
            left = rest;
        }
    }
    if proposed.is_empty() {
        return;
    }
    let _ = writeln!(text, "# unsure: these may be parameters in lists or paragraphs.\nitems = [");
    for (source, count) in proposed {
        let _ = writeln!(text, "    {}, # {count}", quoted(source));
    }
    let _ = writeln!(text, "]\n");
}

fn sections(text: &mut String, found: &Found) {
    if found.dotted > 0 && found.requests.is_empty() {
        let _ = writeln!(
            text,
            "# {} headings\n[[section]]\nmatch = \"{{title}} {{name:method}}\"\nrole = \"method\"\n",
            found.dotted
        );
    } else if found.requests.is_empty() && found.curl > 0 && found.card.is_empty() {
        let level = found.levels.values().flatten().min().copied().unwrap_or(1);
        let _ = writeln!(text, "# unsure: a heading of this level may begin a method.");
        let _ =
            writeln!(text, "[[section]]\nmatch = \"{{title}}\"\nrole = \"method\"\nlevel = {}\n", (level + 1).min(6));
    }
    for (heading, count) in frequent(&found.over_requests).into_iter().filter(|(_, count)| *count > 1) {
        let heading = quoted(&pattern(heading));
        let _ = writeln!(
            text,
            "# {count} right ahead of a request line\n[[section]]\nmatch = {heading}\nrole = \"request\"\n"
        );
    }
    for (heading, count) in frequent(&found.headings) {
        if found.over_requests.get(heading).is_some_and(|count| *count > 1) {
            continue;
        }
        let Some((meaning, sure)) = look_up(&COMMON.sections, heading) else { continue };
        // A heading that stands once and only holds a known word is likely the title of something.
        if !sure && count == 1 {
            continue;
        }
        let (role, extra) = match meaning {
            "path" | "query" | "header" => ("params", format!("in = \"{meaning}\"\n")),
            "response" => ("response", "status = 200\n".to_owned()),
            role => (role, String::new()),
        };
        let unsure = if sure { "" } else { ", unsure" };
        let _ = writeln!(
            text,
            "# {count}{unsure}\n[[section]]\nmatch = {}\nrole = \"{role}\"\n{extra}",
            quoted(&pattern(heading))
        );
    }
    let known = |heading: &str| look_up(&COMMON.sections, heading).is_some();
    let others = frequent(&found.headings).into_iter().filter(|(heading, count)| *count > 1 && !known(heading));
    let others: Vec<_> = others.take(20).map(|(heading, count)| format!("#   {count} {heading}\n")).collect();
    if !others.is_empty() {
        let _ = writeln!(text, "# Headings that stand more than once and mean nothing known:\n{}", others.concat());
    }
}

fn table<'w>(text: &mut String, name: &str, counts: &Counts, meaning: impl Fn(&str) -> Option<(&'w str, bool)>) {
    if counts.is_empty() {
        return;
    }
    let _ = writeln!(text, "[{name}]");
    for (label, count) in frequent(counts).into_iter().filter(|(label, _)| !label.is_empty()) {
        let label = quoted(label);
        let _ = match meaning(label.trim_matches(['"', '\''])) {
            Some((role, true)) => writeln!(text, "{label} = \"{role}\" # {count}"),
            Some((role, false)) => writeln!(text, "{label} = \"{role}\" # {count}, unsure"),
            None => writeln!(text, "# {label} = \"ignore\" # {count}, unknown"),
        };
    }
    text.push('\n');
}

fn required(text: &mut String, found: &Found) {
    let words = |meaning: &str| {
        let known = frequent(&found.required)
            .into_iter()
            .filter(|(word, _)| look_up(&COMMON.required, word).is_some_and(|(known, sure)| known == meaning && sure));
        known.map(|(word, _)| quoted(&word.to_lowercase())).collect::<std::collections::BTreeSet<_>>()
    };
    let list = |words: std::collections::BTreeSet<String>| words.into_iter().collect::<Vec<_>>().join(", ");
    let _ = writeln!(text, "[required]\nyes = [{}]\nno = [{}]", list(words("yes")), list(words("no")));
    if found.starred > 0 {
        let _ = writeln!(text, "# {} names end with it.\nmarks = [\"*\"]\nunmarked = false", found.starred);
    }
    if found.questioned > 0 {
        let _ = writeln!(text, "# {} names end with it.\noptional_marks = [\"?\"]", found.questioned);
        // Where both have marks, what has none is as the marked required ones tell.
        if found.starred == 0 {
            let _ = writeln!(text, "unmarked = true");
        }
    } else if found.required.is_empty() && found.starred == 0 {
        let _ =
            writeln!(text, "# No column says what is required. What holds then? Read as optional if this is taken in:");
        let _ = writeln!(text, "# unmarked = false");
    }
    for (word, count) in frequent(&found.required) {
        if !look_up(&COMMON.required, word).is_some_and(|(_, sure)| sure) {
            let _ = writeln!(text, "# unsure: {count} {word}");
        }
    }
    text.push('\n');
    nesting(text, found);
}

fn nesting(text: &mut String, found: &Found) {
    let marks: Vec<_> = frequent(&found.marks).into_iter().map(|(mark, _)| quoted(mark)).collect();
    if marks.is_empty() && found.dotted_names < MIN_ITEMS {
        return;
    }
    let _ = writeln!(text, "[nesting]");
    if !marks.is_empty() {
        let _ = writeln!(
            text,
            "# {} names begin with one.\nmarks = [{}]",
            found.marks.values().sum::<usize>(),
            marks.join(", ")
        );
    }
    if found.dotted_names >= MIN_ITEMS {
        let _ = writeln!(text, "# unsure: {} names hold it.\nseparators = [\".\"]", found.dotted_names);
    }
    text.push('\n');
}

fn types(text: &mut String, found: &Found) {
    let mut plain = Counts::new();
    let mut around = Counts::new();
    for (word, count) in &found.types {
        for part in word.split([',', '|', '/']).flat_map(|part| part.split(" or ")) {
            let (forms, inner) = compound::peel(part);
            for form in forms {
                *around.entry(compound::entry(form)).or_default() += count;
            }
            if is_type_word(inner) {
                *plain.entry(inner.to_lowercase()).or_default() += count;
            }
        }
    }
    for (form, count) in frequent(&around) {
        let _ = writeln!(text, "# {count}\n[[type]]\n{form}\n");
    }
    for (word, count) in frequent(&plain) {
        match look_up(&COMMON.types, word) {
            Some((kind, sure)) => {
                let unsure = if sure { "" } else { ", unsure" };
                let _ = writeln!(
                    text,
                    "# {count}{unsure}\n[[type]]\nmatch = {}\ntype = \"{kind}\"\n",
                    quoted(&format!("{}[\\({{format}}\\)]", pattern(word)))
                );
            }
            None => {
                let _ = writeln!(text, "# unsure: {count} times the type `{word}`; it may be the name of an object.");
            }
        }
    }
    text.push('\n');
}

fn phrases(text: &mut String, found: &Found) {
    for source in COMMON.phrases.get("description").into_iter().flatten() {
        let _ = writeln!(text, "[[phrase]]\nmatch = {}\nin = [\"description\"]\n", quoted(source));
    }
    let _ = writeln!(text, "# {} paragraphs and list items were looked at.", found.lines.len());
}
