//! The words of human languages: those by which lints understand a description, and those that reference pages commonly use. They
//! are data, in `spec/languages/`: one file a language, all of them looked up together, for a page may be written in any.

mod common;
mod condition;
mod files;
mod title;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::naming::words;
use files::FILES;

pub(crate) use condition::condition;
pub(crate) use title::{denies, is_of_sent};

/// What a method does to what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// It makes something new.
    Create,
    /// It changes nothing.
    Read,
    /// It changes what is there.
    Update,
    /// It takes something away.
    Delete,
}

/// Which way rows stand in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The least comes first.
    Ascending,
    /// The greatest comes first.
    Descending,
}

/// What a word in the name of a parameter or a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Telling {
    /// How much is asked for, rather than which.
    Amount,
    /// When something was made.
    Made,
    /// When something was changed last.
    Changed,
    /// That one of several is ahead of the others.
    Main,
}

pub(crate) use common::{COMMON, Common, Form, known, look_up};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    conditions: Vec<String>,
    #[serde(default)]
    conjunctions: Vec<String>,
    #[serde(default)]
    alternatives: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    /// Words by which a few words say that there is none of something.
    #[serde(default)]
    negations: Vec<String>,
    /// Words of a title for what is sent, and those of one for what comes back.
    #[serde(default)]
    sent: Vec<String>,
    #[serde(default)]
    answered: Vec<String>,
    #[serde(default)]
    multiples: Vec<String>,
    #[serde(default)]
    open_lists: Vec<String>,
    /// Words behind a number that make it a length of text.
    #[serde(default)]
    lengths: Vec<String>,
    #[serde(default)]
    empty_texts: Vec<String>,
    #[serde(default)]
    servers: Vec<String>,
    #[serde(default)]
    servers_alone: Vec<String>,
    /// Words behind a number that make it a number of something else than the value.
    #[serde(default)]
    other_units: Vec<String>,
    #[serde(default)]
    measures: Vec<String>,
    #[serde(default)]
    directions: BTreeMap<Direction, Vec<String>>,
    #[serde(default)]
    tellings: BTreeMap<Telling, Vec<String>>,
    #[serde(default)]
    common: Common,
    #[serde(default)]
    names: BTreeMap<Deed, Vec<String>>,
    #[serde(default)]
    verbs: BTreeMap<Deed, Vec<String>>,
}

/// What stands for the name of a parameter in a sentence, so that one expression serves all of them.
const NAME: &str = "\u{1}";

/// The words of all languages.
#[derive(Default)]
struct Words {
    required: Option<Regex>,
    conditions: Vec<String>,
    conjunctions: Vec<String>,
    alternatives: Vec<String>,
    absent: Vec<String>,
    negations: Vec<String>,
    sent: Vec<String>,
    answered: Vec<String>,
    multiples: Vec<String>,
    open_lists: Vec<String>,
    lengths: Vec<String>,
    other_units: Vec<String>,
    measures: Vec<String>,
    directions: Vec<(String, Direction)>,
    tellings: Vec<(String, Telling)>,
    empty_texts: Vec<String>,
    servers: Vec<String>,
    servers_alone: Vec<String>,
    names: Vec<(String, Deed)>,
    verbs: Vec<(Deed, Regex)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut required = Vec::new();
    // A test holds the files to being right, so that nothing is left out here.
    for file in files() {
        words.conditions.extend(file.conditions);
        words.conjunctions.extend(file.conjunctions);
        words.alternatives.extend(file.alternatives);
        words.absent.extend(file.absent);
        words.negations.extend(file.negations);
        words.sent.extend(file.sent);
        words.answered.extend(file.answered);
        words.multiples.extend(file.multiples);
        words.open_lists.extend(file.open_lists);
        words.lengths.extend(file.lengths);
        words.other_units.extend(file.other_units);
        words.measures.extend(file.measures);
        let ways = file.directions.into_iter();
        let told = file.tellings.into_iter();
        words.tellings.extend(told.flat_map(|(what, known)| known.into_iter().map(move |word| (word, what))));
        words.directions.extend(ways.flat_map(|(way, known)| known.into_iter().map(move |word| (word, way))));
        words.empty_texts.extend(file.empty_texts);
        words.servers.extend(file.servers);
        words.servers_alone.extend(file.servers_alone);
        required.extend(file.required.iter().map(|known| known.replace("{name}", NAME)));
        let named = file.names.into_iter();
        words.names.extend(named.flat_map(|(deed, known)| known.into_iter().map(move |word| (word, deed))));
        words.verbs.extend(compile(&file.verbs));
    }
    words.required = whole(&required.join("|"));
    words
});

/// The files that are right.
fn files() -> impl Iterator<Item = LanguageFile> {
    FILES.iter().filter_map(|(_, text)| toml::from_str(text).ok())
}

/// Whether a word joins the last two things of a list: `or` of `a, b or c`.
pub(crate) fn is_conjunction(word: &str) -> bool {
    WORDS.conjunctions.iter().any(|known| known.chars().eq(word.chars().flat_map(char::to_lowercase)))
}

/// The words between things of which one is meant: `or` of `string or number`.
pub(crate) fn alternatives() -> &'static [String] {
    &WORDS.alternatives
}

/// Whether a word in the place of a default says that there is none: `none`.
pub(crate) fn is_absent(word: &str) -> bool {
    WORDS.absent.iter().any(|known| known.chars().eq(word.chars().flat_map(char::to_lowercase)))
}

/// Whether a word behind a number makes it so many times as much: `million`.
pub(crate) fn is_multiple(word: &str) -> bool {
    WORDS.multiples.iter().any(|known| known.chars().eq(word.chars().flat_map(char::to_lowercase)))
}

/// Whether a list ends with words that say that it is not complete: `a, b, etc.`
pub(crate) fn is_open_list(list: &str) -> bool {
    let list = list.trim_end_matches(['.', ' ', ')']).to_lowercase();
    let ends = |word: &String| {
        list.strip_suffix(word.as_str()).is_some_and(|ahead| !ahead.ends_with(|c: char| c.is_alphanumeric()))
    };
    WORDS.open_lists.iter().any(ends)
}

/// Whether words begin with those for the text without characters: `an empty string for the default`.
pub(crate) fn is_empty_text(words: &str) -> bool {
    let words = words.to_lowercase();
    let begins = |known: &String| {
        words.strip_prefix(known.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    WORDS.empty_texts.iter().any(begins)
}

/// Whether the name of a variable in a path is one for a server: one of its words is, or the end of the whole.
pub(crate) fn names_server(name: &str) -> bool {
    let joined = name.to_lowercase();
    let is_word = |word: &str| WORDS.servers.iter().chain(&WORDS.servers_alone).any(|known| known == word);
    joined.split(|c: char| !c.is_alphanumeric()).any(is_word)
        || WORDS.servers.iter().any(|known| joined.ends_with(known))
}

/// What a number counts by the words behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Characters.
    Length,
    /// Something else than the value and its parts: decimal places, requests.
    Other,
    /// What only a number is a number of: hours, megabytes.
    Measure,
}

/// What the number ahead of a text counts, where its first words tell.
pub(crate) fn unit_of(behind: &str) -> Option<Unit> {
    let behind = behind.trim_start_matches([' ', '\u{a0}', '-', '(']).to_lowercase();
    let begins = |word: &String| {
        // Chinese has no spaces between words.
        let ends =
            |rest: &str| !word.is_ascii() && !word.contains(is_cyrillic) || !rest.starts_with(char::is_alphanumeric);
        behind.strip_prefix(word.as_str()).is_some_and(ends)
    };
    let is_in = |words: &[String]| words.iter().any(begins);
    match (is_in(&WORDS.other_units), is_in(&WORDS.lengths)) {
        (true, _) => Some(Unit::Other),
        (_, true) => Some(Unit::Length),
        _ => is_in(&WORDS.measures).then_some(Unit::Measure),
    }
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

/// Whether a word of a name commonly tells this: `created` of `created_at` tells when something was made.
pub fn tells(name: &str, telling: Telling) -> bool {
    let is = |word: &str| {
        WORDS
            .tellings
            .iter()
            .any(|(known, what)| *what == telling && known.chars().eq(word.chars().flat_map(char::to_lowercase)))
    };
    words(name).into_iter().any(is)
}

/// Which way a word or a sign commonly says that rows are ordered: `desc`, `-`.
pub fn direction_of(word: &str) -> Option<Direction> {
    let is = |known: &str| known.chars().eq(word.chars().flat_map(char::to_lowercase));
    WORDS.directions.iter().find(|(known, _)| is(known)).map(|(_, way)| *way)
}

/// Whether a parameter of this name commonly chooses the order of rows: `sort_by`.
pub fn is_order_name(name: &str) -> bool {
    known(&COMMON.roles, name) == Some("sort")
}

fn compile(deeds: &BTreeMap<Deed, Vec<String>>) -> Vec<(Deed, Regex)> {
    let one = |(deed, words): (&Deed, &Vec<String>)| Some((*deed, whole(&words.join("|"))?));
    deeds.iter().filter_map(one).collect()
}

fn whole(expression: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("^(?:{expression})$")).size_limit(1 << 20).build().ok()
}

fn lookup(words: &[(Deed, Regex)], word: &str) -> Option<Deed> {
    words.iter().find(|(_, known)| known.is_match(word)).map(|(deed, _)| *deed)
}

/// What the method of an HTTP request says that is done (RFC 9110, section 9.3, and RFC 5789); none for those that may do anything, as
/// POST.
pub fn deed_of_verb(verb: &str) -> Option<Deed> {
    match verb {
        "GET" | "HEAD" => Some(Deed::Read),
        "PUT" | "PATCH" => Some(Deed::Update),
        "DELETE" => Some(Deed::Delete),
        _ => None,
    }
}

/// What a word of a method's name says that the method does: `create` of `create.contacts`. None where it is no known verb.
pub fn deed_of_name(word: &str) -> Option<Deed> {
    // Plans ask for the same few words many thousand times.
    WORDS.names.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, deed)| *deed)
}

/// What a description says that its method does, by its first word, which comes with it.
pub fn deed_of_description(text: &str) -> Option<(&str, Deed)> {
    let word = text.trim_start().split(|c: char| !c.is_alphabetic()).next()?;
    Some((word, lookup(&WORDS.verbs, &word.to_lowercase())?))
}

/// The sentence of a description that says, under no condition, that its parameter must be passed.
pub(crate) fn required_sentence<'t>(description: &'t str, name: &str) -> Option<&'t str> {
    let known = WORDS.required.as_ref()?;
    let name = name.to_lowercase();
    let states = |sentence: &&str| {
        let plain = sentence.replace(['`', '"'], "").to_lowercase();
        let plain = match plain.strip_prefix(&name) {
            Some(rest) if !name.is_empty() => format!("{NAME}{rest}"),
            _ => plain,
        };
        known.is_match(&plain)
    };
    description.split(['.', ';', '\n', '!']).map(str::trim).find(states)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_right() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("languages");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), FILES.len(), "give the file its line in FILES");
        for (name, text) in FILES {
            let file: LanguageFile = toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(
                file.names.values().flatten().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{name}"
            );
            assert_eq!(compile(&file.verbs).len(), file.verbs.len(), "{name}");
            for word in &file.alternatives {
                let word = word.trim_end_matches('.');
                assert!(file.conjunctions.iter().any(|known| known == word), "{name}: {word}");
            }
            for pattern in &file.required {
                assert!(whole(&pattern.replace("{name}", NAME)).is_some(), "{name}: {pattern}");
            }
        }
    }

    #[test]
    fn a_condition_is_no_statement() {
        for text in ["Required.", "The name. This field is required", "`email` is required", "Mandatory parameter."] {
            assert!(required_sentence(text, "email").is_some(), "{text}");
        }
        for text in
            ["Is required if `id` is absent.", "Not required.", "Authentication is required", "Required for robots"]
        {
            assert_eq!(required_sentence(text, "email"), None, "{text}");
        }
    }

    #[test]
    fn the_first_word_says_what_is_done() {
        assert_eq!(deed_of_description("Deletes all."), Some(("Deletes", Deed::Delete)));
        assert_eq!(deed_of_description("Address of the owner"), None);
        assert_eq!(deed_of_name("Remove"), Some(Deed::Delete));
    }

    #[test]
    fn an_order_is_told_by_words_and_signs() {
        assert!(is_order_name("sort_by") && !is_order_name("sorted"));
        assert_eq!(
            (direction_of("DESC"), direction_of("+")),
            (Some(Direction::Descending), Some(Direction::Ascending))
        );
        assert_eq!(direction_of("description"), None);
    }

    #[test]
    fn words_of_names_tell_what_they_are_for() {
        assert!(
            tells("createdAt", Telling::Made) && tells("page_size", Telling::Amount) && tells("main", Telling::Main)
        );
        assert!(tells("lastModified", Telling::Changed) && !tells("exchanged", Telling::Changed));
        assert!(!tells("recreated", Telling::Made) && !tells("created", Telling::Main));
    }
}
