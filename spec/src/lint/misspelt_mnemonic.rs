//! An error is named that does not exist, and another one nearly has the name.
//!
//! ## What it does
//!
//! Reports a word with underscores in a description that is no documented error and differs from one by a slip.
//!
//! ## Why it is bad
//!
//! Clients switch on the name of an error; one letter more and the branch never runs.
//!
//! ## Example
//!
//! ```text
//! A wrong value is answered with `invalid_aparameter_value`.     the table of errors has `invalid_parameter_value`
//! ```
//!
//! ## How to fix
//!
//! Correct the word.

use std::collections::{BTreeMap, BTreeSet};

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::facts::MethodFacts;
use crate::files::{File, Span};
use crate::reconcile::nearest;

pub(crate) fn report(word: &str, known: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisspeltMnemonic,
        format!("`{word}` is no documented error; `{known}` is"),
        Label::new(span.clone(), "named here"),
    )
    .help(format!("probably `{known}` is meant"))
}

/// The mnemonics of all documented errors, and of the words that were asked for the one that is near each.
pub(crate) struct Mnemonics<'k> {
    known: BTreeSet<&'k str>,
    near: BTreeMap<&'k str, Option<&'k str>>,
}

impl<'k> Mnemonics<'k> {
    pub(crate) fn new(known: BTreeSet<&'k str>) -> Self {
        Self { known, near: BTreeMap::new() }
    }

    /// The mnemonic that a word nearly names. The words of one API are few, and stand in many descriptions.
    fn near(&mut self, word: &'k str) -> Option<&'k str> {
        *self.near.entry(word).or_insert_with(|| nearest(word, self.known.iter().copied()))
    }
}

/// The words with a `_` in them, each time that they occur.
fn joined_words(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| !(c.is_alphanumeric() || c == '_');
    let mut done = 0;
    std::iter::from_fn(move || {
        let at = done + text[done..].find('_')?;
        let start = at - text[done..at].rsplit(is_end).next().map_or(0, str::len);
        done = text[at..].find(is_end).map_or(text.len(), |end| at + end);
        Some(&text[start..done])
    })
}

/// Looks for words in descriptions that nearly name one of the errors `known`.
pub(crate) fn check<'k>(
    facts: &'k MethodFacts,
    mnemonics: &mut Mnemonics<'k>,
    file: &File,
    found: &mut Vec<Diagnostic>,
) {
    let names: BTreeSet<_> = facts.params.iter().map(|(_, row)| row.param.name.as_str()).collect();
    for (_, row) in facts.params.iter().filter(|(_, row)| row.param.description.contains('_')) {
        for word in joined_words(&row.param.description) {
            if mnemonics.known.contains(word) || names.contains(word) {
                continue;
            }
            if let Some(near) = mnemonics.near(word) {
                let span = file.find_behind(&row.name, word);
                found.push(report(word, near, &span));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_parts_are_found_whole() {
        let words: Vec<&str> = joined_words("Gives `not_found` (or a_b_c), «_или_ё» and _; plain words, too_").collect();
        assert_eq!(words, ["not_found", "a_b_c", "_или_ё", "_", "too_"]);
        assert_eq!(joined_words("none").next(), None);
    }
}
