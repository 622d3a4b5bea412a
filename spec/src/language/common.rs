//! The words by which reference pages commonly say what a column, a heading or a word of a table is. They serve where a dialect tells
//! nothing of the kind, and are what `dialect infer` looks documents up in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// Texts by what they commonly mean, in the terms of dialect files.
pub(crate) type Words = BTreeMap<String, Vec<String>>;

/// The common words of all languages.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Common {
    /// The headings of columns.
    pub(crate) columns: Words,
    /// The labels of a method's card.
    pub(crate) card: Words,
    /// Headings.
    pub(crate) sections: Words,
    /// Words for types.
    pub(crate) types: Words,
    /// Words for types of text that tell its format.
    pub(crate) formats: Words,
    /// Names of parameters by which lists are read page by page, or in an order, by their roles.
    pub(crate) roles: Words,
    /// Types that are written around other types: `array of {element}`.
    pub(crate) forms: Vec<Form>,
    /// Words for yes and no.
    pub(crate) required: Words,
    /// Patterns of parameters in lists and paragraphs, the most telling first.
    pub(crate) items: Vec<String>,
    /// Patterns of request lines, the most telling first.
    pub(crate) requests: Vec<String>,
    /// Patterns of what one cell holds beside the name.
    pub(crate) names: Vec<String>,
    /// Patterns of what stands ahead of a description, or on a line of its own in it.
    pub(crate) leads: Vec<String>,
    /// The lines of a row whose cells came out as lines.
    pub(crate) rows: Vec<Vec<String>>,
    /// Sentences that state rules, by where they stand.
    pub(crate) phrases: Words,
    /// Sentences that say `required` or `optional`.
    pub(crate) says: Words,
    /// `marks` and `separators` of nesting.
    pub(crate) nesting: Words,
}

/// A type around another type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    /// The pattern.
    #[serde(rename = "match")]
    pub(crate) pattern: String,
    /// What it is: an array, or the type inside.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// Whether `null` is a value, too.
    #[serde(default)]
    pub(crate) nullable: bool,
    /// Whether it is an object with members of any name.
    #[serde(default)]
    pub(crate) open: bool,
}

/// The common words; what a broken file holds is left out, which a test rules out.
pub(crate) static COMMON: LazyLock<Common> = LazyLock::new(|| {
    let mut all = Common::default();
    for common in super::files().map(|file| file.common) {
        for (into, from) in [
            (&mut all.columns, common.columns),
            (&mut all.card, common.card),
            (&mut all.sections, common.sections),
            (&mut all.types, common.types),
            (&mut all.formats, common.formats),
            (&mut all.roles, common.roles),
            (&mut all.required, common.required),
            (&mut all.phrases, common.phrases),
            (&mut all.says, common.says),
            (&mut all.nesting, common.nesting),
        ] {
            for (meaning, words) in from {
                into.entry(meaning).or_default().extend(words);
            }
        }
        all.forms.extend(common.forms);
        all.items.extend(common.items);
        all.requests.extend(common.requests);
        all.names.extend(common.names);
        all.leads.extend(common.leads);
        all.rows.extend(common.rows);
    }
    all
});

/// What a text means, and whether it is sure: the whole text is known, not only words of it.
pub(crate) fn look_up<'w>(words: &'w Words, text: &str) -> Option<(&'w str, bool)> {
    let text = text.to_lowercase();
    if let Some(meaning) = exact(words, &text) {
        return Some((meaning, true));
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ' ').map(str::trim).collect();
    let starts = starts_of_words(&text);
    let inside = |word: &str| parts.contains(&word) || (word.len() > 3 && is_word_of(&text, &starts, word));
    let near = words.iter().flat_map(|(meaning, known)| known.iter().map(move |word| (meaning, word)));
    near.filter(|(_, word)| inside(word))
        .max_by_key(|(_, word)| word.len())
        .map(|(meaning, _)| (meaning.as_str(), false))
}

/// What a text surely means: the whole of it is known.
pub(crate) fn known<'w>(words: &'w Words, text: &str) -> Option<&'w str> {
    exact(words, &text.to_lowercase())
}

fn exact<'w>(words: &'w Words, text: &str) -> Option<&'w str> {
    words.iter().find(|(_, known)| known.iter().any(|word| word == text)).map(|(meaning, _)| meaning.as_str())
}

/// Where words begin that stand between spaces.
fn starts_of_words(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1)).collect()
}

/// Whether a text, in which words begin at `starts`, holds words between spaces.
fn is_word_of(text: &str, starts: &[usize], words: &str) -> bool {
    let behind = |start: &usize| text[*start..].strip_prefix(words);
    starts.iter().filter_map(behind).any(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_in_others() {
        assert_eq!(look_up(&COMMON.columns, "Parameter"), Some(("name", true)));
        assert_eq!(look_up(&COMMON.sections, "Request body for orders"), Some(("body", false)));
        assert_eq!(look_up(&COMMON.types, "number or null"), Some(("number", false)));
        assert_eq!(look_up(&COMMON.columns, "zzz"), None);
    }

    #[test]
    fn every_language_adds_to_them() {
        assert!(!COMMON.forms.is_empty() && !COMMON.items.is_empty() && !COMMON.phrases.is_empty());
        assert_eq!(look_up(&COMMON.columns, "Описание"), Some(("description", true)));
    }
}
