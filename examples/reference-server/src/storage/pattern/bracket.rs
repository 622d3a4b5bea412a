//! Bracket expressions (IEEE Std 1003.1, section 9.3.5), in which `\` means itself and `[` begins no other one.
//!
//! Classes, ranges and equivalences are those of the POSIX locale: ASCII letters are letters, and each character is equivalent to
//! itself alone.

use super::{
    PatternError,
    posix::{Rest, literal},
};

const UNCLOSED: PatternError = PatternError::NotPosix("a `[` without its `]`");

/// The character classes that POSIX has; the engine knows them by the same names, and more.
const CLASSES: [&str; 12] =
    ["alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "xdigit"];

/// An element of a bracket expression.
enum Element {
    /// A character, as itself or in `[. .]`.
    Character(char),
    /// All characters of a class.
    Class(String),
}

/// Translates a bracket expression, of which the `[` is read.
pub(super) fn translate(rest: &mut Rest<'_>, translated: &mut String) -> Result<(), PatternError> {
    translated.push('[');
    if rest.next_if_eq(&'^').is_some() {
        translated.push('^');
    }
    let mut first = true;
    loop {
        // As the first element, `]` means itself.
        if !first && rest.next_if_eq(&']').is_some() {
            translated.push(']');
            return Ok(());
        }
        first = false;
        match element(rest)? {
            Element::Class(name) => translated.extend(["[:", &name, ":]"]),
            Element::Character(from) => {
                literal(translated, from);
                range(rest, translated)?;
            }
        }
    }
}

/// The end of a range, where one has begun: a `-` that is not the last element.
fn range(rest: &mut Rest<'_>, translated: &mut String) -> Result<(), PatternError> {
    let mut ahead = rest.clone();
    if ahead.next() != Some('-') || matches!(ahead.peek(), Some(']') | None) {
        return Ok(());
    }
    *rest = ahead;
    match element(rest)? {
        Element::Character(to) => {
            translated.push('-');
            literal(translated, to);
            Ok(())
        }
        Element::Class(_) => Err(PatternError::NotPosix("a range that ends with a class")),
    }
}

fn element(rest: &mut Rest<'_>) -> Result<Element, PatternError> {
    let character = rest.next().ok_or(UNCLOSED)?;
    let Some(&kind @ (':' | '=' | '.')) = rest.peek().filter(|_| character == '[') else {
        return Ok(Element::Character(character));
    };
    rest.next();
    let name = named(rest, kind)?;
    if kind == ':' {
        let known = CLASSES.contains(&name.as_str());
        return if known {
            Ok(Element::Class(name))
        } else {
            Err(PatternError::NotPosix("an unknown character class"))
        };
    }
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => Ok(Element::Character(only)),
        _ => Err(PatternError::NotPosix("a collating element that is no single character")),
    }
}

/// The text up to the `:]`, `=]` or `.]` that ends it.
fn named(rest: &mut Rest<'_>, kind: char) -> Result<String, PatternError> {
    let mut name = String::new();
    loop {
        let character = rest.next().ok_or(UNCLOSED)?;
        if character == kind && rest.next_if_eq(&']').is_some() {
            return Ok(name);
        }
        name.push(character);
    }
}
