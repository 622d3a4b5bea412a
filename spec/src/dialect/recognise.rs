//! Which dialect a document is written in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::compile::{known_words, required_words};
use super::pattern::Vocabulary;
use super::{Dialect, Pattern};

/// The first of the dialects all of whose marks stand in the text. A dialect without marks is only used by name.
pub fn recognise<'d>(dialects: &'d [Dialect], text: &str) -> Option<&'d Dialect> {
    let fits =
        |dialect: &&Dialect| !dialect.recognise.is_empty() && dialect.recognise.iter().all(|mark| mark.is_match(text));
    dialects.iter().filter(fits).max_by_key(|dialect| dialect.recognise.len())
}

/// The expressions behind the type words, and the words for yes and no, of a dialect that tells none itself.
static COMMON_WORDS: LazyLock<[String; 2]> = LazyLock::new(|| {
    let bare = Dialect::from_toml("", "name = \"\"\nprotocol = \"rest\"\n").ok();
    let (types, words) =
        bare.map(|bare| (bare.types, [bare.required.yes, bare.required.no].concat())).unwrap_or_default();
    [known_words(&types), required_words(words.iter())]
});

/// A pattern outside a dialect, to be tried on texts; `None` where it cannot be used.
pub(crate) fn trial(source: &str) -> Option<Pattern> {
    trial_with(source, &[])
}

/// The same with kinds of captures: each with its name and its regular expression.
pub(crate) fn trial_with(source: &str, kinds: &[(String, String)]) -> Option<Pattern> {
    let [type_words, required] = &*COMMON_WORDS;
    let kinds: BTreeMap<String, String> = kinds.iter().cloned().collect();
    let vocabulary = Vocabulary { types: r"\S+", type_words, required, kinds: &kinds };
    Pattern::compile(source, vocabulary).ok()
}

/// Whether a text can be the word for a type rather than a sentence.
pub(crate) fn is_type_word(text: &str) -> bool {
    !text.is_empty()
        && text.split_whitespace().count() <= 2
        && text.chars().all(|c| c.is_alphanumeric() || " _.-".contains(c))
}
