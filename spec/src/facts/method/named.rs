//! Parameters that a sentence names, and whose words are all that the page says of them.

use serde_json::Value;

use super::Reader;
use crate::dialect::{Phrase, Place};
use crate::document::Text;
use crate::facts::Row;
use crate::ir::{Location, Param};

/// The capture that holds the names, each set as code, and the key of those that the dialect gives.
const NAMES: &str = "parameters";

/// How many parameters a method may have for sentences to add to them: each name is compared with all of them.
const MAX_NAMED: usize = 1000;

impl Reader<'_, '_> {
    /// Takes in the parameters that a paragraph names: ``Paging is done by `limit` and `offset`.``
    pub(super) fn named_in_words(&mut self, text: &Text, location: Option<Location>) {
        let dialect = self.cx.dialect;
        let of_params = |phrase: &&Phrase| phrase.places.contains(&Place::Params);
        let mut phrases = dialect.phrases.iter().filter(of_params).peekable();
        if phrases.peek().is_none() {
            return;
        }
        let line = text.marked();
        for phrase in phrases {
            // Names that the dialect gives for what the sentence refers to: the parameters of paging.
            let fixed = phrase.set.get(NAMES).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
            let fixed: Vec<&str> = fixed.collect();
            let required = phrase.set.get("required").and_then(Value::as_bool).or(dialect.required.unmarked);
            for found in phrase.pattern.find_all(&line) {
                let named = found.name(NAMES).map(|names| names.as_str()).unwrap_or_default();
                for name in named.split('`').skip(1).step_by(2).chain(fixed.iter().copied()) {
                    self.add_named(name.trim(), required, text, location);
                }
            }
        }
    }

    fn add_named(&mut self, name: &str, required: Option<bool>, text: &Text, location: Option<Location>) {
        let known = self.facts.params.iter().any(|(_, row)| row.param.name == name);
        if known || self.facts.params.len() >= MAX_NAMED || name.is_empty() || name.contains(char::is_whitespace) {
            return;
        }
        let piece = text.pieces.iter().find(|piece| piece.style.code && piece.text.trim() == name);
        let span = piece.map_or_else(|| text.first_span(), |piece| piece.span.clone());
        let role = self.cx.dialect.roles.get(name).copied();
        let source = self.cx.source(&span);
        let param = Param { name: name.to_owned(), required, role, source, ..Param::default() };
        self.facts.params.push((location, Row { param, name: span, kind: None, unmarked: true, depth: 0 }));
    }
}
