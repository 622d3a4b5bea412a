//! The words in which changes are told.

use serde_json::Value;

use crate::ir::{Param, Schema, Type};

/// The name of a type as it stands in the IR.
fn word(kind: Type) -> String {
    format!("{kind:?}").to_lowercase()
}

/// The types that a value may have.
pub(super) fn types(schema: &Schema) -> String {
    if schema.one_of.is_empty() {
        return word(schema.kind);
    }
    schema.one_of.iter().map(|kind| word(*kind)).collect::<Vec<_>>().join(" or ")
}

/// The words of the documents for a type, and for those of the elements.
pub(super) fn type_words(schema: &Schema) -> Vec<[Option<&String>; 2]> {
    let chain = std::iter::successors(Some(schema), |schema| schema.items.as_deref());
    chain.map(|schema| [schema.type_name.as_ref(), schema.documented_type.as_ref()]).collect()
}

/// A value as JSON.
pub(super) fn value(value: Option<&Value>) -> String {
    value.map_or_else(|| "not told".to_owned(), ToString::to_string)
}

/// What is said of a fact that the documents do not state, but from which it was inferred.
pub(super) fn inferred(old: &Param, new: &Param, fact: &str) -> &'static str {
    let is = |param: &Param| param.inferred.iter().any(|key| key == fact);
    if is(old) || is(new) { " (inferred, not written)" } else { "" }
}

/// An error by its mnemonic, or else by its code.
pub(super) fn error(error: &crate::ir::ErrorDoc) -> String {
    match (&error.mnemonic, error.code) {
        (Some(mnemonic), _) => mnemonic.clone(),
        (None, Some(code)) => code.to_string(),
        (None, None) => error.message.clone(),
    }
}

/// How many characters of what differs are cited on each side.
const CITED: usize = 80;

/// The part of two texts that differs, with the word on either side of it: `: "in 30 days" became "in 10 days"`. It is empty where the texts
/// are the same.
pub(super) fn difference(old: &str, new: &str) -> String {
    let (was, is): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    if was == is {
        return String::new();
    }
    let alike = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let from = alike(&was, &is);
    let behind = was[from..].iter().rev().zip(is[from..].iter().rev()).take_while(|(a, b)| a == b).count();
    let part = |words: &[&str]| {
        let end = words.len() - behind;
        let gone = from == end;
        let (first, last) = (from.saturating_sub(1), (end + 1).min(words.len()));
        (gone, cited(&words[first..last], first > 0, last < words.len()), cited(&words[from..end], false, false))
    };
    match (part(&was), part(&is)) {
        ((true, ..), (_, _, came)) => format!(": \"{came}\" was added"),
        ((_, _, went), (true, ..)) => format!(": \"{went}\" was taken out"),
        ((_, was, _), (_, is, _)) => format!(": \"{was}\" became \"{is}\""),
    }
}

/// Words of a text, which may go on at both ends.
fn cited(words: &[&str], begun: bool, goes_on: bool) -> String {
    let text = words.join(" ");
    let mut cut: String = text.chars().take(CITED).collect();
    if begun {
        cut.insert_str(0, "… ");
    }
    if goes_on || cut.len() < text.len() {
        cut.push_str(" …");
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn what_differs_is_cited_with_its_neighbours() {
        let long = "word ".repeat(100);
        for (old, new, told) in [
            (
                "kept for 30 days at most",
                "kept for 10 days at most",
                ": \"… for 30 days …\" became \"… for 10 days …\"",
            ),
            ("a b", "a b c", ": \"c\" was added"),
            ("a b c", "b c", ": \"a\" was taken out"),
            ("a a", "a a a", ": \"a\" was added"),
            ("", "new", ": \"new\" was added"),
            ("one", "two", ": \"one\" became \"two\""),
            ("a  b", "a b", ""),
        ] {
            assert_eq!(difference(old, new), told, "{old} | {new}");
            assert_eq!(difference(&format!("{long}{old}"), &format!("{long}{new}")).is_empty(), told.is_empty());
        }
        assert!(difference("", &long).chars().count() < 120);
    }
}
