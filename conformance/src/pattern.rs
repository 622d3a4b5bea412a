//! Documented patterns of texts: whether a text fits one, and texts that do. They are regular expressions that match anywhere in a text unless
//! they say where (JSON Schema 2020-12 validation, section 6.3.3). One that only other engines understand says nothing.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

/// The greatest compiled expression in bytes: documents are not trusted to be small.
const SIZE: usize = 1 << 20;

/// How deep an expression is followed.
const DEEPEST: usize = 64;

/// How often at most a part that may be repeated is repeated beyond what it must be.
const FURTHER: usize = 64;

/// The longest text that is made.
const LONGEST: usize = 4096;

/// How often a part is repeated beyond what it must be, where nothing else decides: enough for texts to be unlike.
const ENOUGH: usize = 8;

static KNOWN: LazyLock<Mutex<BTreeMap<String, Option<Regex>>>> = LazyLock::new(Mutex::default);

/// Whether a text fits a pattern; none where the pattern is not understood, so that nothing can be said.
pub fn fits(pattern: &str, text: &str) -> Option<bool> {
    // What a poisoned lock holds is as good as any.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if !known.contains_key(pattern) {
        known.insert(pattern.to_owned(), RegexBuilder::new(pattern).size_limit(SIZE).build().ok());
    }
    Some(known.get(pattern)?.as_ref()?.is_match(text))
}

/// A text that fits a pattern and has from `least` to `most` characters; another one for each number, as far as the pattern leaves room. None
/// where the pattern is not understood, or no such text was found.
pub fn example(pattern: &str, number: u64, least: usize, most: usize) -> Option<String> {
    let parsed = regex_syntax::parse(pattern).ok()?;
    let lengths = std::iter::once(ENOUGH).chain((0..=FURTHER).filter(|further| *further != ENOUGH));
    lengths.map(|further| Maker { number, further, text: String::new() }).find_map(|mut maker| {
        maker.write(&parsed, 0)?;
        let fine = (least..=most).contains(&maker.text.chars().count()) && fits(pattern, &maker.text) == Some(true);
        fine.then_some(maker.text)
    })
}

/// Writes one text.
struct Maker {
    /// What is left of the number: each choice takes a digit of it, in the base of the number of its possibilities.
    number: u64,
    further: usize,
    text: String,
}

impl Maker {
    fn write(&mut self, hir: &Hir, depth: usize) -> Option<()> {
        if depth > DEEPEST || self.text.len() > LONGEST {
            return None;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.text.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(Class::Unicode(class)) => {
                let choice = letters(class);
                let character = *choice.get(self.choose(choice.len())?)?;
                self.text.push(character);
            }
            HirKind::Class(Class::Bytes(_)) => return None,
            HirKind::Repetition(repetition) => {
                let least = usize::try_from(repetition.min).ok()?;
                let most = repetition.max.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
                for _ in 0..least.saturating_add(self.further).min(most) {
                    self.write(&repetition.sub, depth + 1)?;
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub, depth + 1)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part, depth + 1))?,
            HirKind::Alternation(parts) => {
                let at = self.choose(parts.len())?;
                self.write(parts.get(at)?, depth + 1)?;
            }
        }
        Some(())
    }

    /// One of so many possibilities.
    fn choose(&mut self, count: usize) -> Option<usize> {
        let count = u64::try_from(count).ok()?;
        let chosen = self.number.checked_rem(count)?;
        self.number /= count;
        usize::try_from(chosen).ok()
    }
}

/// The characters of a class: its letters and digits of ASCII, or else what can be printed of ASCII, or else the first one.
fn letters(class: &ClassUnicode) -> Vec<char> {
    let has = |wanted: char| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&wanted));
    let of = |allowed: fn(&char) -> bool| ('!'..='~').filter(|char| allowed(char) && has(*char)).collect::<Vec<_>>();
    let first = || class.ranges().first().map(regex_syntax::hir::ClassUnicodeRange::start).into_iter().collect();
    let plain = of(char::is_ascii_alphanumeric);
    let printed = if plain.is_empty() { of(char::is_ascii_graphic) } else { plain };
    if printed.is_empty() { first() } else { printed }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn texts_fit_the_patterns_that_they_are_made_for() {
        for pattern in [
            "^#[0-9a-f]{6}$",
            "^[A-Z]{2,6}$",
            r"^\d{3}-\d{2}$",
            "^(?:red|green|[0-9]+)$",
            r"^[^\s@]+@[^\s@]+$",
            "abc",
            r"^https?:\/\/[a-z.]+$",
            "^[а-я]+$",
        ] {
            let texts: BTreeSet<String> = (0..40).filter_map(|number| example(pattern, number, 0, 100)).collect();
            assert!(!texts.is_empty(), "{pattern}");
            assert!(texts.iter().all(|text| fits(pattern, text) == Some(true)), "{pattern} {texts:?}");
        }
    }

    #[test]
    fn another_number_gives_another_text() {
        let texts: BTreeSet<String> = (900..1900).filter_map(|number| example("^[A-Z]{2,6}$", number, 0, 6)).collect();
        assert_eq!(texts.len(), 1000);
    }

    #[test]
    fn a_text_has_the_length_that_is_asked_for() {
        for length in [2, 3, 6] {
            let text = example("^[A-Z]{2,6}$", 5, length, length).unwrap();
            assert_eq!(text.len(), length);
        }
        assert_eq!(example("^[A-Z]{2,6}$", 5, 7, 9), None);
    }

    #[test]
    fn what_is_not_understood_says_nothing() {
        for pattern in ["(?=a)b", "(", "(a)\\1"] {
            assert_eq!((fits(pattern, "a"), example(pattern, 1, 0, 9)), (None, None), "{pattern}");
        }
    }
}
