//! From the extended regular expressions of POSIX (IEEE Std 1003.1, section 9.4) to the language of the engine.
//!
//! The engine reads most of them as POSIX does, and more: flags, classes like `\d`, repetitions that take little. What POSIX leaves
//! undefined is refused here, so that an expression means the same on every engine that the data may move to.

use std::{iter::Peekable, str::Chars};

use super::{PatternError, bracket};

/// The rest of an expression.
pub(super) type Rest<'a> = Peekable<Chars<'a>>;

/// The characters that mean something, and mean themselves after a `\`.
const SPECIAL: &str = r"^.[]$()|*+?{}\";

/// The expression in the language of the engine. Parentheses are left for the engine to match.
pub(super) fn translate(text: &str) -> Result<String, PatternError> {
    let mut rest = text.chars().peekable();
    let mut translated = String::with_capacity(text.len());
    // Whether what came last can be repeated.
    let mut repeatable = false;
    while let Some(character) = rest.next() {
        repeatable = match character {
            '*' | '+' | '?' | '{' if !repeatable => {
                return Err(PatternError::NotPosix("a repetition of nothing, or of a repetition"));
            }
            '{' => {
                interval(&mut rest, &mut translated)?;
                false
            }
            '*' | '+' | '?' | '(' | '|' | '^' | '$' => {
                translated.push(character);
                false
            }
            ')' | '.' => {
                translated.push(character);
                true
            }
            '[' => {
                bracket::translate(&mut rest, &mut translated)?;
                true
            }
            '\\' => {
                escape(&mut rest, &mut translated)?;
                true
            }
            _ => {
                literal(&mut translated, character);
                true
            }
        };
    }
    Ok(translated)
}

/// Writes a character that means itself. The engine takes a `\` before all punctuation but `<` and `>`, which need none.
pub(super) fn literal(translated: &mut String, character: char) {
    if character.is_ascii_punctuation() && !"<>".contains(character) {
        translated.push('\\');
    }
    translated.push(character);
}

/// A character after `\`.
fn escape(rest: &mut Rest<'_>, translated: &mut String) -> Result<(), PatternError> {
    match rest.next() {
        Some(character) if SPECIAL.contains(character) => {
            literal(translated, character);
            Ok(())
        }
        Some(_) => Err(PatternError::NotPosix("a `\\` before a character that has no special meaning")),
        None => Err(PatternError::NotPosix("a `\\` at the end")),
    }
}

/// `{m}`, `{m,}` or `{m,n}`, of which the brace is read. The engine sees to it that `m` is not above `n`.
fn interval(rest: &mut Rest<'_>, translated: &mut String) -> Result<(), PatternError> {
    let mut bounds = String::new();
    loop {
        match rest.next() {
            Some('}') => break,
            Some(character) if character.is_ascii_digit() || character == ',' => bounds.push(character),
            _ => return Err(PatternError::NotPosix("a `{` that begins no interval")),
        }
    }
    let (least, most) = bounds.split_once(',').unwrap_or((&bounds, ""));
    if least.is_empty() || most.contains(',') {
        return Err(PatternError::NotPosix("an interval without a lower bound, or with three bounds"));
    }
    translated.extend(["{", &bounds, "}"]);
    Ok(())
}
