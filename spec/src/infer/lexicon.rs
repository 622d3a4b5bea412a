//! The words that reference pages commonly use.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

type Words = BTreeMap<String, Vec<String>>;

/// Words by what they commonly mean.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Lexicon {
    pub(super) columns: Words,
    pub(super) card: Words,
    pub(super) sections: Words,
    pub(super) types: Words,
    pub(super) required: Words,
    pub(super) items: Words,
    pub(super) phrases: Words,
}

/// The lexicon; empty only if its file is broken, which a test rules out.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(include_str!("lexicon.toml")).unwrap_or_default());

/// What a text means, and whether it is sure: the whole text is in the lexicon, not only words of it.
pub(super) fn look_up<'w>(words: &'w Words, text: &str) -> Option<(&'w str, bool)> {
    let text = text.to_lowercase();
    let exact = words.iter().find(|(_, known)| known.contains(&text));
    if let Some((meaning, _)) = exact {
        return Some((meaning, true));
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != ' ').map(str::trim).collect();
    let inside = |word: &String| {
        let padded = format!(" {text} ");
        parts.contains(&word.as_str()) || (word.len() > 3 && padded.contains(&format!(" {word} ")))
    };
    let near = words.iter().flat_map(|(meaning, known)| known.iter().map(move |word| (meaning, word)));
    near.filter(|(_, word)| inside(word))
        .max_by_key(|(_, word)| word.len())
        .map(|(meaning, _)| (meaning.as_str(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_in_others() {
        assert_eq!(look_up(&LEXICON.columns, "Parameter"), Some(("name", true)));
        assert_eq!(look_up(&LEXICON.sections, "Request body for orders"), Some(("body", false)));
        assert_eq!(look_up(&LEXICON.types, "number or null"), Some(("number", false)));
        assert_eq!(look_up(&LEXICON.columns, "zzz"), None);
    }
}
