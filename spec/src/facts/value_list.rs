//! The values that a sentence lists: `a, b or c`; and whether it lists any.

use serde_json::Value;

use super::glossed;
use crate::ir::{Schema, Type};
use crate::language::{is_conjunction, is_empty_text, is_multiple};

/// The values of a list in a sentence: `a, b or c`.
pub(super) fn of_list(text: &str, schema: &Schema) -> Value {
    if let Some(values) = quoted(text) {
        return typed(values, schema);
    }
    let text = inside_brackets(text);
    let parts = |text: &'_ str| -> Vec<String> {
        text.split([',', '|', ';', '/']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let all = parts(text);
    let plain = || if text.contains(" (") { parts(&without_remarks(text)) } else { all.clone() };
    let mut values: Vec<String> = Vec::new();
    for part in ahead_of_glosses(&all, schema).unwrap_or_else(plain) {
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
            _ => values.push(clean(part)),
        }
    }
    values.retain(|value| !value.is_empty());
    for value in values.iter_mut().skip(1).filter(|value| is_empty_text(value)) {
        value.clear();
    }
    typed(values, schema)
}

/// Whether the last item of a list is the text without characters, in words.
pub(super) fn ends_with_empty_text(list: &str) -> bool {
    let end = list.rsplit([',', ';']).next().unwrap_or_default().trim();
    let is_one = |words: &str| is_empty_text(words.trim_start());
    let behind = |(at, word): (usize, &str)| is_conjunction(word) && is_one(&end[at + word.len()..]);
    is_one(end) || words(end).any(behind)
}

/// The words of a text, each with its place.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The values of a list that begins with quoted ones; it ends with the last of them, whatever is said behind. `None` where there are
/// fewer than two.
fn quoted(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text.trim_start();
    while let Some(open) = rest.chars().next()
        && let Some(close) = QUOTED.iter().find_map(|(known, close)| (*known == open).then_some(*close))
        && let Some((value, behind)) = rest[open.len_utf8()..].split_once(close)
    {
        values.push(value.to_owned());
        rest = behind.trim_start_matches([',', '|', ';', '/', ' ', '\n']);
        let (word, next) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if is_conjunction(word) {
            rest = next.trim_start();
        }
    }
    (values.len() > 1).then_some(values)
}

/// The quotes that values stand in.
const QUOTED: [(char, char); 5] = [('"', '"'), ('\'', '\''), ('«', '»'), ('“', '”'), ('„', '“')];

/// What a gloss on a value begins with: `1 - yes`, `2 (no)`.
const GLOSSES: [&str; 4] = [" - ", " – ", " — ", " ("];

/// The values of a list each of which has a gloss; `None` where one has none, for then a dash may be part of a value. The gloss stands
/// ahead where it alone is in letters that no programs are written in: `красный – red`.
fn ahead_of_glosses(parts: &[String], schema: &Schema) -> Option<Vec<String>> {
    let both = |part: &String| {
        let apart = GLOSSES.iter().filter_map(|gloss| part.find(gloss)).min();
        let at = apart.or_else(|| glossed::without_space(part, schema.kind))?;
        let (value, gloss) =
            (part[..at].trim().to_owned(), part[at..].trim_matches([' ', '-', '–', '—', '(', ')']).to_owned());
        Some((value, gloss)).filter(|(value, _)| !value.is_empty())
    };
    let (values, glosses): (Vec<String>, Vec<String>) =
        parts.iter().map(both).collect::<Option<Vec<_>>>()?.into_iter().unzip();
    let is_name = |text: &String| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    };
    let turned = values.iter().all(|value| value.chars().any(|c| c.is_alphabetic() && !c.is_ascii()))
        && glosses.iter().all(is_name);
    Some(if turned { glosses } else { values })
}

/// What stands in the brackets around a whole list: `["a", "b"]`, `{a, b}`.
pub(super) fn inside_brackets(text: &str) -> &str {
    let text = text.trim();
    let inside = |open: char, close: char| text.strip_prefix(open)?.strip_suffix(close);
    inside('[', ']').or_else(|| inside('{', '}')).or_else(|| inside('(', ')')).unwrap_or(text)
}

/// A list without the remarks in round brackets behind its values.
fn without_remarks(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((ahead, remark)) = rest.split_once(" (") {
        plain.push_str(ahead);
        rest = remark.split_once(')').map_or("", |(_, behind)| behind);
    }
    plain + rest
}

/// The bounds that stand where the values of a number are told: `1-10`.
pub(super) fn range(text: &str, schema: &Schema) -> Option<(Value, Value)> {
    let elements = schema.items.as_ref().filter(|_| schema.kind == Type::Array);
    let kind = elements.map_or(schema.kind, |items| items.kind);
    if !matches!(kind, Type::Integer | Type::Number) {
        return None;
    }
    let at = text.char_indices().skip(1).find(|(_, c)| matches!(c, '-' | '–' | '—'))?;
    let (least, most) = (text[..at.0].trim(), text[at.0 + at.1.len_utf8()..].trim());
    let number = |text: &str| serde_json::from_str(text).ok().filter(Value::is_number);
    Some((number(least)?, number(most)?)).filter(|(least, most)| least.as_f64() < most.as_f64())
}

/// Whether a number that a sentence gives is but the beginning of one: `10 million`, `2^31`, `1.000.000`.
pub(super) fn is_number_of_more(fact: &str, number: &str, behind: &str) -> bool {
    let is_count = matches!(fact, "minimum" | "maximum") || fact.starts_with("min_") || fact.starts_with("max_");
    if !is_count || !number.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let next = behind.trim_start();
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    let power = next.strip_prefix(['^', '*', '×', '/']).is_some_and(|rest| !rest.is_empty());
    let digits = behind.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    power || digits || is_multiple(&word)
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
    values.into_iter().map(typed).collect()
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
            ("«Up», или «Down» (may be absent)", json!(["Up", "Down"])),
            ("\"a, b\", or \"c\"", json!(["a, b", "c"])),
            ("x, y", json!(["x", "y"])),
            ("x, y and z", json!(["x", "y", "z"])),
            ("1 - yes, 2 (no)", json!(["1", "2"])),
            ("asc - up, desc", json!(["asc - up", "desc"])),
            ("красный – red, синий – blue", json!(["red", "blue"])),
            ("red – красный, blue – синий", json!(["red", "blue"])),
            ("a, b (see c, d)", json!(["a", "b"])),
            ("[a, b]", json!(["a", "b"])),
            ("[\"a\", \"b\"]", json!(["a", "b"])),
            ("{a, b}", json!(["a", "b"])),
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
