//! Which dialect a document is written in.

use std::collections::BTreeMap;

use super::pattern::Vocabulary;
use super::{Dialect, Pattern};

/// The first of the dialects all of whose marks stand in the text. A dialect without marks is only used by name.
pub fn recognise<'d>(dialects: &'d [Dialect], text: &str) -> Option<&'d Dialect> {
    let fits =
        |dialect: &&Dialect| !dialect.recognise.is_empty() && dialect.recognise.iter().all(|mark| mark.is_match(text));
    dialects.iter().filter(fits).max_by_key(|dialect| dialect.recognise.len())
}

/// A pattern outside a dialect, to be tried on texts; `None` where it cannot be used.
pub(crate) fn trial(source: &str) -> Option<Pattern> {
    Pattern::compile(source, Vocabulary { types: r"\S+", kinds: &BTreeMap::new() }).ok()
}

/// Whether a text can be the word for a type rather than a sentence.
pub(crate) fn is_type_word(text: &str) -> bool {
    !text.is_empty()
        && text.split_whitespace().count() <= 2
        && text.chars().all(|c| c.is_alphanumeric() || " _.-".contains(c))
}
