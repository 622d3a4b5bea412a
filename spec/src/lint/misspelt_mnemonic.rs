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

/// Looks for words in descriptions that nearly name one of the errors `known`.
pub(crate) fn check<'k>(
    facts: &'k MethodFacts,
    mnemonics: &mut Mnemonics<'k>,
    file: &File,
    found: &mut Vec<Diagnostic>,
) {
    let names: BTreeSet<_> = facts.params.iter().map(|(_, row)| row.param.name.as_str()).collect();
    for (_, row) in facts.params.iter().filter(|(_, row)| row.param.description.contains('_')) {
        let words =
            row.param.description.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| word.contains('_'));
        for word in words {
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
