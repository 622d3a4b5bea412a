//! The values that a sentence lists: `a, b or c`; and whether it lists any.

use serde_json::Value;

use crate::ir::{Schema, Type};
use crate::language::is_conjunction;

/// The values of a list in a sentence: `a, b or c`.
pub(super) fn of_list(text: &str, schema: &Schema) -> Value {
    let parts: Vec<&str> = text.split([',', '|', ';', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut values: Vec<String> = Vec::new();
    for part in ahead_of_glosses(&parts).unwrap_or(parts) {
        let words: Vec<&str> = part.split_whitespace().collect();
        // A word such as the Spanish `y` is a value where it joins nothing.
        let joins = |(at, word): (usize, &&str)| at % 2 == 0 || is_conjunction(word);
        match words.split_first() {
            Some(_) if words.len() > 2 && words.len() % 2 == 1 && words.iter().enumerate().all(joins) => {
                values.extend(words.into_iter().step_by(2).map(|word| clean(word.to_owned())));
            }
            Some((first, rest)) if !values.is_empty() && !rest.is_empty() && is_conjunction(first) => {
                values.push(clean(rest.join(" ")));
            }
            _ => values.push(clean(part.to_owned())),
        }
    }
    typed(values, schema)
}

/// What a gloss on a value begins with: `1 - yes`, `2 (no)`.
const GLOSSES: [&str; 4] = [" - ", " – ", " — ", " ("];

/// The values of a list each of which has a gloss; `None` where one has none, for then a dash may be part of a value.
fn ahead_of_glosses<'t>(parts: &[&'t str]) -> Option<Vec<&'t str>> {
    let ahead = |part: &&'t str| GLOSSES.iter().filter_map(|gloss| part.find(gloss)).min().map(|at| &part[..at]);
    parts.iter().map(|part| ahead(part).map(str::trim).filter(|value| !value.is_empty())).collect()
}

/// Whether words that stand where a sentence has its values tell of them instead (`the following`, `depend on the plan`, `1 to 100`):
/// several words that are no list, an item of a list that is a clause, or what is no number where numbers are listed. `behind` is what
/// follows them.
pub(super) fn is_prose(text: &str, behind: &str, schema: &Schema) -> bool {
    let Value::Array(values) = of_list(text, schema) else { return false };
    let words = |value: &Value| value.as_str().map_or(1, |text| text.split_whitespace().count());
    let quoted = text.trim_start().starts_with(QUOTES);
    match values.as_slice() {
        _ if quoted => false,
        // What follows is an address.
        _ if text.starts_with("//") || behind.starts_with("://") => true,
        [one] => words(one) > 1 || (one.is_string() && goes_on(behind)),
        several if matches!(schema.kind, Type::Integer | Type::Number) => several.iter().any(Value::is_string),
        several => several.iter().any(|value| words(value) > MAX_WORDS_OF_ITEM),
    }
}

/// Whether what follows a word goes on about it: behind a colon, or in small letters behind the full stop of an abbreviation.
fn goes_on(behind: &str) -> bool {
    let stop = behind.strip_prefix('.').map(str::trim_start);
    behind.trim_start().starts_with(':') || stop.is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// How many words a value may have in a list that a sentence gives.
const MAX_WORDS_OF_ITEM: usize = 4;

/// What values are quoted by.
const QUOTES: [char; 8] = ['"', '`', '\'', '«', '»', '“', '”', '„'];

/// Values as those of a schema, or of its elements.
pub(super) fn typed(values: Vec<String>, schema: &Schema) -> Value {
    let kind = schema.items.as_ref().filter(|_| schema.kind == Type::Array).map_or(schema.kind, |items| items.kind);
    let typed = |value: String| match kind {
        Type::Integer | Type::Number => serde_json::from_str(&value).unwrap_or(Value::String(value)),
        _ => Value::String(value),
    };
    values.into_iter().filter(|value| !value.is_empty()).map(typed).collect()
}

/// A value without the quotes and the commas around it.
pub(super) fn clean(value: String) -> String {
    let trimmed = value.trim_matches(|c| QUOTES.contains(&c) || matches!(c, ',' | ';'));
    if trimmed.len() == value.len() { value } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_end_with_a_conjunction() {
        for (text, values) in [
            ("a, b or c", json!(["a", "b", "c"])),
            ("a, b, or c", json!(["a", "b", "c"])),
            ("a или b", json!(["a", "b"])),
            ("a or b or c", json!(["a", "b", "c"])),
            ("red, dark blue", json!(["red", "dark blue"])),
            ("red, or dark blue", json!(["red", "dark blue"])),
            ("out of stock", json!(["out of stock"])),
            ("x, y", json!(["x", "y"])),
            ("x, y and z", json!(["x", "y", "z"])),
            ("1 - yes, 2 (no)", json!(["1", "2"])),
            ("asc - up, desc", json!(["asc - up", "desc"])),
        ] {
            assert_eq!(of_list(text, &Schema::default()), values, "{text}");
        }
    }

    #[test]
    fn a_sentence_about_values_is_no_list_of_them() {
        let of = |kind| Schema { kind, ..Schema::default() };
        for (text, behind, kind) in [
            ("the following", ":", Type::String),
            ("depend on the plan", ".", Type::String),
            ("are", ":", Type::Enum),
            ("cf", ". the list", Type::String),
            ("https", "://example.com/list.", Type::String),
            ("1 to 100", ".", Type::Integer),
            ("any number, or none", ".", Type::Number),
            ("the fields of the object, each once", ".", Type::String),
        ] {
            assert!(is_prose(text, behind, &of(kind)), "{text}");
        }
        for (text, behind, kind) in [
            ("\"out of stock\"", ".", Type::String),
            ("up", ".", Type::Enum),
            ("up or down", ".", Type::Enum),
            ("in stock, out of stock", ".", Type::String),
            ("1, 2 or 3", ".", Type::Integer),
            ("5", ":", Type::Integer),
        ] {
            assert!(!is_prose(text, behind, &of(kind)), "{text}");
        }
    }
}
