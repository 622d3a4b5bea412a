//! The values of a list whose items have glosses, one a line or one behind the other: `0 - off;`, `- red: the colour of fire`, `a: up, b: down`.

use crate::ir::Type;
use crate::language::is_conjunction;

/// How many lines are looked at.
const MAX_LINES: usize = 256;

/// The marks of the items of a list, ahead of a space.
const BULLETS: [&str; 6] = ["-", "*", "•", "·", "–", "—"];

/// The values of the list that a text begins with, in lines or in one; `None` where fewer than two items can be told apart.
pub(super) fn values(text: &str, kind: Type) -> Option<Vec<String>> {
    in_lines(text, kind).or_else(|| in_one(text, kind))
}

fn in_lines(text: &str, kind: Type) -> Option<Vec<String>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MAX_LINES).collect();
    let mut values: Vec<&str> = Vec::new();
    for line in &lines {
        match item(line, kind).filter(|value| values.first().is_none_or(|first| is_alike(first, value))) {
            Some(value) => values.push(value),
            // A sentence ends the list; anything else may be an item that is not understood.
            None if line.starts_with(char::is_uppercase) => break,
            None => return None,
        }
    }
    owned(values)
}

/// Values one behind the other, up to the end of the sentence.
fn in_one(text: &str, kind: Type) -> Option<Vec<String>> {
    let line = text.trim_start().lines().next()?;
    let line = line.split(". ").next()?.trim_end().trim_end_matches('.');
    let between = if line.contains(';') { ';' } else { ',' };
    let parts =
        line.split(between).map(str::trim).filter(|part| !part.is_empty()).map(|part| match part.split_once(' ') {
            Some((word, rest)) if is_conjunction(word) => rest.trim_start(),
            _ => part,
        });
    owned(parts.map(|part| item(part, kind)).collect::<Option<Vec<_>>>()?)
}

fn owned(values: Vec<&str>) -> Option<Vec<String>> {
    (values.len() > 1).then(|| values.into_iter().map(str::to_owned).collect())
}

/// The value that an item begins with, alone or ahead of a gloss.
fn item(text: &str, kind: Type) -> Option<&str> {
    let marked = BULLETS.iter().find_map(|mark| text.strip_prefix(mark)?.strip_prefix(' '));
    let text = marked.unwrap_or(text).trim_start();
    let is_of_value = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '+' | '/');
    let end = text.find(|c| !is_of_value(c)).unwrap_or(text.len());
    let end = without_space(&text[..end], kind).unwrap_or(end);
    let (value, rest) = text.split_at(end);
    let (value, rest) = (value.trim_end_matches(['.', '-']), rest.trim_start());
    let glosses = [":", "-", "–", "—", "(", "=", ";", ","];
    let fits = match kind {
        Type::Integer | Type::Number => value.parse::<f64>().is_ok(),
        _ => value.contains(char::is_alphanumeric),
    };
    let ends = rest.is_empty() || glosses.iter().any(|gloss| rest.starts_with(gloss));
    (fits && ends).then_some(value)
}

/// Where a dash without spaces ends a value: `1-red` where values are numbers, and `A-красный`, whose gloss is of another script.
pub(super) fn without_space(text: &str, kind: Type) -> Option<usize> {
    let begins = |at: usize| {
        let (value, behind) = (&text[..at], &text[at + 1..]);
        let is_number = matches!(kind, Type::Integer | Type::Number) && value.bytes().all(|byte| byte.is_ascii_digit());
        let of_gloss = |c: char| c.is_alphabetic() && (is_number || value.is_ascii() && !c.is_ascii());
        !value.is_empty() && behind.starts_with(of_gloss)
    };
    text.match_indices('-').map(|(at, _)| at).find(|at| begins(*at))
}

/// Whether two values begin with letters of one kind, or both with none: `Default: a` is no value beside `a` and `b`.
fn is_alike(one: &str, other: &str) -> bool {
    let begins = |text: &str| text.chars().next().map(|c| (c.is_alphabetic(), c.is_uppercase()));
    begins(one) == begins(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_apart_by_lines_or_by_signs() {
        for (text, kind, expected) in [
            ("- red: Red\n- blue: Blue", Type::String, "red blue"),
            ("0 - (default) enabled;\n1 - disabled.", Type::Integer, "0 1"),
            ("0: off, 1: on", Type::Integer, "0 1"),
            ("red;green;blue", Type::String, "red green blue"),
            ("a;\nb;\nDefault: a", Type::String, "a b"),
            ("a - up\nb - down\nOnly for boats.", Type::String, "a b"),
            ("1-red, 2-blue, 30: none", Type::Integer, "1 2 30"),
            ("on-включено, off-выключено", Type::String, "on off"),
        ] {
            assert_eq!(values(text, kind).unwrap_or_default().join(" "), expected, "{text}");
        }
        for text in ["red; ignored otherwise", "red", "0 - off\nand so forth", "red: a colour"] {
            assert_eq!(values(text, Type::String), None, "{text}");
        }
    }
}
