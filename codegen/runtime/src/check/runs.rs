//! Patterns that are runs of characters one after another: `[0-9*#]+`, `\d{4}-\d{2}-\d{2}`. Most documented patterns are, and a text is
//! held to one in a single pass, without a matcher.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// The most repetitions that a run can be told to have at least; a pattern that asks for more is left to the matcher, which knows its
/// own bounds.
const MOST: u32 = 1_000;

/// So many characters out of a set, as many as there are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    /// The ASCII characters that are in the set, as bits.
    set: u128,
    least: usize,
    most: usize,
}

/// A pattern that is nothing but runs, each of which ends where it must, so that no way of matching has to be tried twice.
#[derive(Debug)]
pub(super) struct Runs(Box<[Run]>);

impl Runs {
    /// The runs of a pattern for a whole text; `None` for a pattern that is anything else.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let parsed = regex_syntax::parse(pattern).ok()?;
        let mut runs = Vec::new();
        match parsed.kind() {
            HirKind::Concat(parts) => {
                let last = parts.len() - 1;
                for (index, part) in parts.iter().enumerate() {
                    let bound = match part.kind() {
                        HirKind::Look(Look::Start) => index == 0,
                        HirKind::Look(Look::End) => index == last,
                        _ => false,
                    };
                    if !bound {
                        add(&mut runs, part)?;
                    }
                }
            }
            _ => add(&mut runs, &parsed)?,
        }
        runs.iter()
            .enumerate()
            .all(|(index, run)| ends_where_it_must(run, &runs[index + 1..]))
            .then(|| Self(runs.into()))
    }

    /// Whether an ASCII text is these runs.
    pub(super) fn accept(&self, text: &str) -> bool {
        let mut rest = text.as_bytes();
        for run in &self.0 {
            let count = rest.iter().take(run.most).take_while(|byte| run.set & bit(**byte) != 0).count();
            if count < run.least {
                return false;
            }
            rest = &rest[count..];
        }
        rest.is_empty()
    }
}

/// The bit of an ASCII character; no bit for what is none.
fn bit(byte: u8) -> u128 {
    1_u128.checked_shl(u32::from(byte)).unwrap_or_default()
}

/// Whether taking all characters that a run can have is the only way that can succeed: nothing that can follow begins with one of them.
fn ends_where_it_must(run: &Run, following: &[Run]) -> bool {
    let mandatory = following.iter().position(|next| next.least > 0).map_or(following.len(), |index| index + 1);
    run.least == run.most || following[..mandatory].iter().all(|next| next.set & run.set == 0)
}

fn add(runs: &mut Vec<Run>, part: &Hir) -> Option<()> {
    match part.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            runs.extend(literal.0.iter().map(|byte| Run { set: bit(*byte), least: 1, most: 1 }));
        }
        HirKind::Class(class) => runs.push(Run { set: set(class), least: 1, most: 1 }),
        HirKind::Capture(capture) => add(runs, &capture.sub)?,
        HirKind::Repetition(repetition) => runs.push(repeated(repetition)?),
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| add(runs, part))?,
        HirKind::Look(_) | HirKind::Alternation(_) => return None,
    }
    Some(())
}

/// A repetition of a single character.
fn repeated(repetition: &Repetition) -> Option<Run> {
    let mut one = Vec::new();
    add(&mut one, &repetition.sub)?;
    let [Run { set, least: 1, most: 1 }] = one[..] else { return None };
    let bounded = repetition.min <= MOST && repetition.max.is_none_or(|most| most <= MOST);
    let most = repetition.max.map_or(usize::MAX, |most| most as usize);
    bounded.then_some(Run { set, least: repetition.min as usize, most })
}

/// The ASCII characters of a class.
fn set(class: &Class) -> u128 {
    let ascii = 0..=127_u8;
    let has = |byte: u8| match class {
        Class::Unicode(class) => {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&char::from(byte)))
        }
        Class::Bytes(class) => class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&byte)),
    };
    ascii.filter(|byte| has(*byte)).fold(0, |set, byte| set | bit(byte))
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::Runs;

    #[test]
    fn runs_accept_what_the_pattern_matches() {
        let patterns = [
            "[0-9*#]+",
            "[0-9*#]*",
            r"\d{4}-\d{2}-\d{2}",
            r"^\d{2}:\d{2}$",
            "^[A-Za-z0-9_]{2,3}$",
            "a?b",
            "a*b?c",
            "abc",
            "",
            "(?:[a-c])+-?[0-9]{0,2}",
            "([a-c])x",
            "a{2}a",
            "(?i)ab",
            "[^0-9]",
            ".",
            "[а-я]",
            "^$",
            "(?:ab)?",
            "1?2?3?",
        ];
        let texts = [
            "",
            "0",
            "12",
            "1*#",
            "2024-01-02",
            "12:30",
            "ab",
            "abc",
            "aab",
            "aaa",
            "aaab",
            "b",
            "c",
            "abcx",
            "ac",
            "a-1",
            "a_1",
            "cx",
            "AB",
            "A",
            "a-123",
            "abc12",
            "2024-01-2",
            "12:30\n",
            "aa",
            "13",
            "123",
            "31",
        ];
        let mut known = 0;
        for pattern in patterns {
            let whole = Regex::new(&format!(r"\A(?:{pattern})\z")).unwrap();
            let Some(runs) = Runs::of(pattern) else { continue };
            known += 1;
            for text in texts {
                assert_eq!(runs.accept(text), whole.is_match(text), "{pattern} {text:?}");
            }
        }
        assert_eq!(known, patterns.len() - 1, "all but the one with an alternative of more than one character");
    }

    #[test]
    fn what_is_more_than_runs_is_left_to_the_matcher() {
        for pattern in [
            "a|bc",
            "a*a",
            "a?ab",
            "[a-c]+b",
            "a{0,2}b?a",
            "(?:ab)+",
            r"\bab",
            "a$b",
            "(?m)^a$",
            "a{2000}",
            "[",
            r"(?=a)",
        ] {
            assert!(Runs::of(pattern).is_none(), "{pattern}");
        }
    }
}
