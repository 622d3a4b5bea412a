//! Words: strings out of a closed list.

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, Visitor},
};

/// A string out of a closed list: implemented by generated enums.
pub trait Word: Copy + 'static {
    /// The words on the wire, each with its value.
    const ALL: &'static [(&'static str, Self)];

    /// The value of a word.
    fn from_word(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(word, _)| *word == text).map(|(_, value)| *value)
    }
}

/// Reads a word.
///
/// # Errors
/// For a word that is not in the list, or no string at all.
pub fn read_word<'de, W: Word, D: Deserializer<'de>>(deserializer: D) -> Result<W, D::Error> {
    deserializer
        .deserialize_str(WordVisitor { find: W::from_word, unknown: |word| D::Error::unknown_variant(word, &[]) })?
}

/// Reads a word out of a table of words; `unknown` is the error for a word that is not there.
pub(crate) struct WordVisitor<T, E> {
    pub(crate) find: fn(&str) -> Option<T>,
    pub(crate) unknown: fn(&str) -> E,
}

impl<T, F: Error> Visitor<'_> for WordVisitor<T, F> {
    type Value = Result<T, F>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok((self.find)(text).ok_or_else(|| (self.unknown)(text)))
    }
}
