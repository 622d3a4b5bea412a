//! Phrases that never come to be used, because another one ahead of them takes their texts.

use super::DocumentTexts;
use crate::dialect::Phrase;

/// The phrase ahead of this one that begins wherever it begins, where there is one: of two phrases that begin in one place the first holds.
pub(super) fn by(ahead: &[Phrase], phrase: &Phrase, seen: &DocumentTexts) -> Option<usize> {
    let mut rivals: Vec<usize> = (0..ahead.len()).filter(|at| is_rival(&ahead[*at], phrase)).collect();
    let mut stands = false;
    for text in seen.all() {
        let text = if phrase.pattern.is_marked() { &text.marked } else { &text.folded };
        for start in starts(phrase, text) {
            stands = true;
            rivals.retain(|at| starts(&ahead[*at], text).contains(&start));
        }
        if rivals.is_empty() {
            return None;
        }
    }
    rivals.first().copied().filter(|_| stands)
}

/// Whether one phrase is looked for wherever the other one is.
fn is_rival(one: &Phrase, other: &Phrase) -> bool {
    let everywhere = other.places.iter().all(|place| one.places.contains(place));
    let of_all =
        one.types.is_empty() || (!other.types.is_empty() && other.types.iter().all(|kind| one.types.contains(kind)));
    everywhere && of_all && one.pattern.is_marked() == other.pattern.is_marked()
}

fn starts(phrase: &Phrase, text: &str) -> Vec<usize> {
    phrase.pattern.find_all(text).iter().filter_map(|found| Some(found.get(0)?.start())).collect()
}
