//! What holds where a dialect file tells nothing of a kind: the common words of languages.
//!
//! A file that has no `[columns]` at all takes the common headings of columns, and so for headings, type words, words for yes and
//! no, sentences, and the beginning of methods. What a file does tell is not mixed with them, but for types: behind its own ones
//! the common ones hold.

use std::fmt::Write as _;

use super::file::{DialectFile, PhraseEntry, SectionEntry, TypeEntry};
use super::roles::SectionRole;
use crate::ir::Protocol;
use crate::language::COMMON;

/// The entries of a dialect file that common words make.
#[derive(Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entries {
    section: Vec<SectionEntry>,
    r#type: Vec<TypeEntry>,
    phrase: Vec<PhraseEntry>,
    request_lines: Vec<toml::Spanned<String>>,
    items: Vec<toml::Spanned<String>>,
}

/// Puts in what the file does not tell.
pub(super) fn complete(file: &mut DialectFile) {
    let bare =
        file.section.is_empty() && file.columns.is_empty() && file.line_table.is_empty() && file.items.is_empty();
    if begins_no_method(file) {
        let lines = match file.protocol {
            Protocol::Rest => "request_lines = [\"{verb:verb} {url:url}\", \"{verb:verb} {path:path}\"]",
            Protocol::JsonRpc => "[[section]]\nmatch = \"{name:method}\"\nrole = \"method\"",
        };
        let entries = entries(lines);
        file.request_lines = entries.request_lines;
        file.section.extend(entries.section);
        if bare && file.protocol == Protocol::Rest {
            let card = COMMON.card.iter().filter(|(key, _)| key.as_str() != "name");
            file.card = card.flat_map(|(key, words)| known(key, words)).collect();
        }
    }
    if bare {
        file.section.extend(entries(&sections()).section);
        file.columns = COMMON.columns.iter().flat_map(|(role, words)| known(role, words)).collect();
        file.items = entries(&list("items", COMMON.items.iter().filter(|source| source.contains('`')))).items;
    }
    if bare && file.nesting.marks.is_empty() && file.nesting.separators.is_empty() {
        let signs = |key: &str| COMMON.nesting.get(key).cloned().unwrap_or_default();
        (file.nesting.marks, file.nesting.separators) = (signs("marks"), signs("separators"));
    }
    if bare && file.phrase.is_empty() {
        file.phrase = entries(&phrases()).phrase;
    }
    let required = &mut file.required;
    if required.yes.is_empty() && required.no.is_empty() {
        let words = |meaning: &str| COMMON.required.get(meaning).cloned().unwrap_or_default();
        (required.yes, required.no) = (words("yes"), words("no"));
    }
    let common = entries(&types()).r#type;
    file.types.extend(common.into_iter().map(|entry| TypeEntry { common: true, ..entry }));
}

/// Whether a file tells nothing of how methods and parameters are written.
pub(super) fn is_bare(file: &DialectFile) -> bool {
    let lists = [&file.items, &file.names, &file.description];
    begins_no_method(file)
        && file.section.is_empty()
        && file.columns.is_empty()
        && file.headerless.is_empty()
        && file.line_table.is_empty()
        && lists.iter().all(|list| list.is_empty())
}

/// Puts into a bare file what a proposal says of the documents; what the file tells itself stays.
pub(super) fn fill(file: &mut DialectFile, proposed: DialectFile) {
    file.request_lines = proposed.request_lines;
    file.request = proposed.request;
    file.curl = proposed.curl;
    file.card = proposed.card;
    file.section = proposed.section;
    file.columns = proposed.columns;
    if file.roles.is_empty() {
        file.roles = proposed.roles;
    }
    file.headerless = proposed.headerless;
    file.line_table = proposed.line_table;
    file.items = proposed.items;
    if file.component.is_empty() {
        file.component = proposed.component;
    }
    file.names = proposed.names;
    file.description = proposed.description;
    file.kinds.extend(proposed.kinds);
    file.types.extend(proposed.types);
    file.phrase.extend(proposed.phrase);
    if file.nesting.marks.is_empty() && file.nesting.separators.is_empty() {
        file.nesting = proposed.nesting;
    }
    let required = &mut file.required;
    if required.yes.is_empty() && required.no.is_empty() {
        (required.yes, required.no) = (proposed.required.yes, proposed.required.no);
    }
    if required.marks.is_empty() && required.optional_marks.is_empty() {
        (required.marks, required.optional_marks) = (proposed.required.marks, proposed.required.optional_marks);
    }
    required.unmarked = required.unmarked.or(proposed.required.unmarked);
    required.blank = required.blank.or(proposed.required.blank);
}

fn begins_no_method(file: &DialectFile) -> bool {
    file.request_lines.is_empty()
        && file.card.is_empty()
        && file.request.is_none()
        && !file.curl
        && !file.section.iter().any(|entry| entry.role == SectionRole::Method)
}

/// The words of one meaning, each with it; nothing where dialect files know no such meaning, which a test rules out.
fn known<T: for<'de> serde::Deserialize<'de>>(meaning: &str, words: &[String]) -> Vec<(String, T)> {
    let one = |word: &String| {
        let value = serde_json::Value::String(meaning.to_owned());
        Some((word.clone(), serde_json::from_value(value).ok()?))
    };
    words.iter().filter_map(one).collect()
}

/// Entries from their TOML form, which a test holds to being right.
fn entries(text: &str) -> Entries {
    toml::from_str(text).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn list<'s>(key: &str, texts: impl Iterator<Item = &'s String>) -> String {
    format!("{key} = [{}]\n", texts.map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
}

/// One of several texts as a pattern.
fn either(words: &[String]) -> String {
    let escaped = |word: &String| {
        word.chars().flat_map(|c| r"{}[]()|\".contains(c).then_some('\\').into_iter().chain([c])).collect::<String>()
    };
    let words: Vec<String> = words.iter().map(escaped).collect();
    if let [one] = words.as_slice() { one.clone() } else { format!("({})", words.join("|")) }
}

fn sections() -> String {
    let mut text = String::new();
    for (meaning, words) in &COMMON.sections {
        let (role, more) = match meaning.as_str() {
            "path" | "query" | "header" => ("params", format!("in = \"{meaning}\"\n")),
            "response" => ("response", "status = 200\n".to_owned()),
            role => (role, String::new()),
        };
        let _ = writeln!(text, "[[section]]\nmatch = {}\nrole = \"{role}\"\n{more}", quoted(&either(words)));
    }
    text
}

fn types() -> String {
    let mut text = String::new();
    for form in &COMMON.forms {
        let _ = writeln!(
            text,
            "[[type]]\nmatch = {}\ntype = \"{}\"\nnullable = {}\nopen = {}\n",
            quoted(&form.pattern),
            form.kind,
            form.nullable,
            form.open
        );
    }
    for (format, word) in COMMON.formats.iter().flat_map(|(format, words)| words.iter().map(move |word| (format, word)))
    {
        let (word, format) = (quoted(&either(std::slice::from_ref(word))), quoted(format));
        let _ = writeln!(text, "[[type]]\nmatch = {word}\ntype = \"string\"\nformat = {format}\n");
    }
    for (kind, words) in &COMMON.types {
        // Each of several words has an entry of its own, for by these `{…:type}` knows where a type ends.
        let (several, single): (Vec<String>, Vec<String>) = words.iter().cloned().partition(|word| word.contains(' '));
        for words in several.chunks(1).chain([single.as_slice()]).filter(|words| !words.is_empty()) {
            let pattern = format!("{}[\\({{format}}\\)]", either(words));
            let _ = writeln!(text, "[[type]]\nmatch = {}\ntype = \"{kind}\"\n", quoted(&pattern));
        }
    }
    text
}

fn phrases() -> String {
    let mut text = String::new();
    for (place, sources) in &COMMON.phrases {
        for source in sources {
            let _ = writeln!(text, "[[phrase]]\nmatch = {}\nin = [\"{place}\"]\n", quoted(source));
        }
    }
    for (meaning, sources) in &COMMON.says {
        let set = format!("set = {{ required = {} }}", meaning == "required");
        for source in sources {
            let _ = writeln!(text, "[[phrase]]\nmatch = {}\nin = [\"description\"]\n{set}\n", quoted(source));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_common_words_are_of_use() {
        for text in [sections(), types(), phrases(), list("items", COMMON.items.iter())] {
            let parsed = toml::from_str::<Entries>(&text);
            assert!(parsed.is_ok(), "{text}: {:?}", parsed.err());
        }
        for (role, words) in &COMMON.columns {
            assert_eq!(known::<super::super::ColumnRole>(role, words).len(), words.len(), "{role}");
        }
        for (key, words) in &COMMON.card {
            assert_eq!(known::<super::super::CardKey>(key, words).len(), words.len(), "{key}");
        }
    }

    #[test]
    fn a_name_and_a_protocol_make_a_dialect() {
        for protocol in ["rest", "json-rpc-2.0"] {
            let text = format!("name = \"x\"\nprotocol = \"{protocol}\"");
            let dialect = super::super::Dialect::from_toml("x", &text).unwrap_or_else(|error| panic!("{error}"));
            assert!(!dialect.columns.is_empty() && !dialect.sections.is_empty() && !dialect.types.is_empty());
        }
    }
}
