//! What a sentence gives its values in, beyond its words: code, the items of a list, lines. `Default: `open` Can be …` is plain to
//! a reader of the page, who sees where the code ends.

use std::ops::Range;

use super::values;
use crate::document::{Piece, Text};
use crate::ir::Type;

/// What stands in a text from the first word of a capture on.
pub(super) struct SetOut {
    text: Text,
    /// How many bytes of it the capture took.
    length: usize,
    /// The item of a list that what stands ahead of it is in.
    ahead: Option<u32>,
}

/// What a capture is set in; `None` where the text shows nothing but words. `words` are those that the phrase was found in, at
/// `range`.
pub(super) fn of(text: &Text, words: &str, range: &Range<usize>, value: &str) -> Option<SetOut> {
    let telling = |piece: &Piece| piece.style.code || piece.style.item.is_some();
    let breaks = text.pieces.iter().map(|piece| piece.text.matches('\n').count()).sum::<usize>();
    if breaks < 2 && !text.pieces.iter().any(telling) {
        return None;
    }
    let start = range.start + words.get(range.clone())?.find(value)?;
    let outside = text.without_quotes();
    let shift = outside.folded().rfind(words)?;
    let (text, length) = outside.unfolded(&(shift + start..shift + start + value.len()));
    let before = outside.before(shift + start);
    let ahead = before.pieces.iter().rfind(|piece| !piece.text.trim().is_empty()).and_then(|piece| piece.style.item);
    Some(SetOut { text, length, ahead })
}

/// The text from the first word of a capture on, with its lines.
pub(super) fn behind(text: &Text, words: &str, range: &Range<usize>, value: &str) -> Option<String> {
    let start = range.start + words.get(range.clone())?.find(value)?;
    let outside = text.without_quotes();
    let shift = outside.folded().rfind(words)?;
    let (text, _) = outside.unfolded(&(shift + start..shift + start + value.len()));
    Some(text.pieces.iter().map(|piece| piece.text.as_str()).collect())
}

impl SetOut {
    fn first(&self) -> Option<&Piece> {
        self.text.pieces.iter().find(|piece| !piece.text.trim().is_empty())
    }

    /// The code that the capture begins with.
    pub(super) fn code(&self) -> Option<&str> {
        self.first().filter(|piece| piece.style.code).map(|piece| piece.text.trim())
    }

    /// Whether a word that nobody knows stands between the values.
    pub(super) fn is_joined_by_unknown(&self) -> bool {
        values::is_joined_by_unknown(&self.text.pieces)
    }

    /// The values, where code, a list or lines tell where they end.
    pub(super) fn values(&self, kind: Type) -> Vec<String> {
        let Some(first) = self.first() else { return Vec::new() };
        if first.style.item.is_some() && first.style.item != self.ahead {
            let in_list = |piece: &&Piece| piece.style.item.is_some() || piece.text.trim().is_empty();
            let pieces = self.text.pieces.iter().take_while(in_list).cloned().collect();
            return values::listed(&Text { pieces, ..Text::default() }, kind);
        }
        if first.style.code { values::codes_of_sentence(&self.text.pieces) } else { self.lines() }
    }

    /// Lines of one word each.
    fn lines(&self) -> Vec<String> {
        let all: String = self.text.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let taken = all.get(..self.length).unwrap_or_default();
        let lines: Vec<&str> = taken.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let single = lines.len() > 1 && lines.iter().all(|line| !line.contains([' ', ',', '|', '/']));
        if single { lines.into_iter().map(str::to_owned).collect() } else { Vec::new() }
    }
}
