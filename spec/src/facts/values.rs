//! The column of allowed values: a list of values, or rules, or both.

use std::ops::Range;

use serde_json::Value;

use super::value_list::{clean, inside_brackets, typed};
use super::{Context, alphabet, apply, phrases};
use crate::dialect::Place;
use crate::document::{Piece, Text};
use crate::ir::{Param, Type};
use crate::language::is_conjunction;
use crate::lint;

/// Reads the cell into the parameter; what is neither a value nor a known rule is reported.
pub(crate) fn read(cx: &mut Context, param: &mut Param, text: &Text) {
    if text.is_empty() {
        return;
    }
    let folded = text.folded();
    let listed = listed(text, param.schema.kind);
    if !listed.is_empty() && phrases::matches(cx, Place::Values, &folded, param).is_empty() {
        return set(cx, param, &listed, text);
    }
    let used = phrases::apply_all(cx, param, Place::Values, &folded, text);
    let rest = without(&folded, &used);
    if rest.chars().any(char::is_alphanumeric) {
        if listed.is_empty() {
            cx.report(lint::unread_cell::report(text, &param.name, "its allowed values"));
        } else {
            set(cx, param, &listed, text);
        }
    }
}

/// The values of an enumeration that has no column for them: the list in its description each item of which begins with one,
/// set as code.
pub(crate) fn in_description(param: &mut Param, text: &Text) {
    if param.schema.kind != Type::Enum || !param.schema.values.is_empty() {
        return;
    }
    let mut items: Vec<u32> = text.pieces.iter().filter_map(|piece| piece.style.item).collect();
    items.dedup();
    let first = |item: &u32| {
        let mut pieces = text.pieces.iter().filter(|piece| piece.style.item == Some(*item));
        let first = pieces.find(|piece| !piece.text.trim().is_empty())?;
        first.style.code.then(|| Value::String(clean(first.text.trim().to_owned())))
    };
    if let Some(values) = items.iter().map(first).collect::<Option<Vec<_>>>() {
        param.schema.values = values;
    }
}

fn without(text: &str, used: &[Range<usize>]) -> String {
    let keep = |(at, c): (usize, char)| (!used.iter().any(|range| range.contains(&at))).then_some(c);
    text.char_indices().filter_map(keep).collect()
}

/// The values of the cell: of each list item what stands ahead of its gloss; without a list, of the whole cell.
pub(super) fn listed(text: &Text, kind: Type) -> Vec<String> {
    let mut items: Vec<u32> = text.pieces.iter().filter_map(|piece| piece.style.item).collect();
    items.dedup();
    let outside: Vec<&Piece> = text.pieces.iter().filter(|piece| piece.style.quote.is_none()).collect();
    if items.is_empty() {
        let values = if is_code_only(&outside) { all_codes(&outside) } else { codes(&outside) };
        return if values.is_empty() { words(&text.outside_quotes(), &outside, kind) } else { values };
    }
    if is_conditional(&text.pieces) {
        return Vec::new();
    }
    let of_item = |item: u32| {
        let pieces: Vec<&Piece> = outside.iter().copied().filter(|piece| piece.style.item == Some(item)).collect();
        let values = codes(&pieces);
        if values.is_empty() { before_gloss(&pieces).into_iter().collect() } else { values }
    };
    items.into_iter().flat_map(of_item).collect()
}

/// Whether words ahead of a list, or words with a colon between two, say when its values hold, so that it is no plain list.
fn is_conditional(pieces: &[Piece]) -> bool {
    let last = pieces.iter().rposition(|piece| piece.style.item.is_some()).unwrap_or(0);
    let mut ahead = true;
    pieces[..last].iter().any(|piece| {
        ahead &= piece.style.item.is_none();
        let words = piece.style.item.is_none() && piece.text.contains(char::is_alphanumeric);
        words && (ahead || piece.text.trim_end().ends_with(':'))
    })
}

/// Whether nothing stands between the pieces of code but white space.
fn is_code_only(pieces: &[&Piece]) -> bool {
    pieces.iter().all(|piece| piece.style.code || piece.text.trim().is_empty())
}

fn all_codes(pieces: &[&Piece]) -> Vec<String> {
    pieces.iter().filter(|piece| piece.style.code).flat_map(|piece| split_code(piece.text.trim())).collect()
}

fn before_gloss(pieces: &[&Piece]) -> Option<String> {
    let plain: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let head = plain.split([';', '—', '–']).next()?.split(" - ").next()?.trim();
    (!head.is_empty()).then(|| clean(ahead_of_script(head).to_owned()))
}

/// A value in ASCII ahead of a gloss in another script, with nothing but a space between them.
fn ahead_of_script(head: &str) -> &str {
    match head.split_once(char::is_whitespace) {
        Some((first, rest))
            if first.is_ascii()
                && rest.trim_start().chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii()) =>
        {
            first
        }
        _ => head,
    }
}

/// Values set as code, where the text begins with one. Behind a separator, or a word such as `or`, the next value
/// begins; code inside a gloss is none.
fn codes(pieces: &[&Piece]) -> Vec<String> {
    let mut values = Vec::new();
    let mut since = String::new();
    for piece in pieces {
        if !piece.style.code {
            since.push_str(&piece.text);
            continue;
        }
        let between = since.trim();
        let separated = since.trim_end_matches([' ', '\t']).ends_with([',', ';', '\n', '|', '/']);
        let joined = joins(between);
        let first = values.is_empty() && between.is_empty();
        if first || (!values.is_empty() && (separated || joined)) {
            values.extend(split_code(piece.text.trim()));
            since.clear();
        }
    }
    values
}

/// Whether what stands between two values is a separator, a word such as `or`, or both.
fn joins(between: &str) -> bool {
    let word = between.trim_start_matches([',', ';', '|', '/']).trim_start();
    (word.is_empty() && !between.is_empty()) || is_conjunction(word)
}

/// Values set as code from the beginning of a text on, up to the end of the sentence. Another one begins behind a separator or a
/// word such as `or`; code inside a gloss is none.
pub(super) fn codes_of_sentence(pieces: &[Piece]) -> Vec<String> {
    let mut values = Vec::new();
    let mut begins = true;
    for piece in pieces {
        if piece.style.code {
            if std::mem::take(&mut begins) {
                values.extend(split_code(piece.text.trim()));
            }
            continue;
        }
        let between = piece.text.trim();
        // A gloss of whole sentences, up to the next line.
        let line_ends = piece.text.trim_end_matches([' ', '\t']).ends_with('\n');
        if line_ends && between.starts_with(['-', '–', '—', ':', '(']) {
            begins = true;
            continue;
        }
        if between.starts_with('.') || piece.text.contains(". ") {
            break;
        }
        // `f` for forwards or `b` for backwards.
        let ends_with_conjunction = between.rsplit(char::is_whitespace).next().is_some_and(is_conjunction);
        begins |= between.is_empty()
            || joins(between)
            || ends_with_conjunction
            || piece.text.ends_with('\n')
            || between.ends_with([',', ';', '|', '/']);
    }
    values
}

/// Whether a word that is not known stands between the code that a text begins with and the next code, as `or` does: whoever does not know
/// it takes one value of several for all.
pub(super) fn is_joined_by_unknown(pieces: &[Piece]) -> bool {
    let mut pieces = pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    let (Some(first), Some(between), Some(next)) = (pieces.next(), pieces.next(), pieces.next()) else { return false };
    let word = between.text.trim();
    let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
    first.style.code && next.style.code && is_word && !is_conjunction(word)
}

/// One piece of code may hold several values.
fn split_code(code: &str) -> Vec<String> {
    let listed = inside_brackets(code);
    let parts: Vec<&str> = listed.split([',', '|']).map(str::trim).collect();
    let plain = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
    if parts.len() > 1 && parts.iter().all(plain) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    Some(clean(code.to_owned())).filter(|value| !value.is_empty()).into_iter().collect()
}

/// How many words a value may have that stands in a list without any markup.
const MAX_WORDS: usize = 3;

/// A whole cell of words. Several ones are a list; a single one is a value of an enum and of nothing else.
fn words(folded: &str, pieces: &[&Piece], kind: Type) -> Vec<String> {
    let raw: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let separates = |c: char| ",;\n|".contains(c) || (c == '/' && kind == Type::Enum);
    let parts: Vec<&str> = raw.split(separates).map(str::trim).filter(|word| !word.is_empty()).collect();
    let parts = if parts.len() > 1 { parts } else { vec![folded] };
    let most = if kind == Type::Enum { MAX_WORDS } else { 1 };
    let word = |part: &&str| {
        let words = part.split_whitespace().count();
        part.chars().count() <= 40 && !part.contains(['.', ':']) && (1..=most).contains(&words)
            || words == 1 && part.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c))
    };
    let fits = match kind {
        Type::Enum => true,
        Type::Object => false,
        Type::Boolean => parts.len() == 2 && parts.iter().all(|part| matches!(*part, "true" | "false")),
        Type::Integer | Type::Number => parts.len() > 1 && parts.iter().all(|part| part.parse::<f64>().is_ok()),
        Type::String | Type::Array | Type::Any => parts.len() > 1,
    };
    if fits && parts.iter().all(word) {
        parts.into_iter().map(|part| clean(part.to_owned())).collect()
    } else {
        Vec::new()
    }
}

fn set(cx: &mut Context, param: &mut Param, values: &[String], text: &Text) {
    // A list with a range of characters is an alphabet: any text of them is allowed.
    if let Some(pattern) = alphabet::pattern(values) {
        let place = text.first_span();
        return apply::set_value(cx, param, "pattern", &Value::String(pattern), &text.folded(), &place);
    }
    // `true` and `false` say nothing of a boolean that its type does not say.
    if param.schema.kind == Type::Boolean && values.iter().all(|value| value == "true" || value == "false") {
        return;
    }
    let values: Vec<String> = values.iter().filter(|value| !value.is_empty()).cloned().collect();
    let values = match typed(values, &param.schema) {
        Value::Array(values) => values,
        _ => Vec::new(),
    };
    apply::put_values(param, &values);
    apply::keep_rule(cx, param, "values", &text.folded(), &text.first_span());
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn values_are_joined_by_separators_and_conjunctions() {
        for between in [",", "|", "or", ", or", "ODER", "или"] {
            assert!(joins(between), "{between}");
        }
        for between in ["", "of", "then", "or else", "— the", "."] {
            assert!(!joins(between), "{between}");
        }
    }
}
