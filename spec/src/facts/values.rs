//! The column of allowed values: a list of values, or rules, or both.

use std::ops::Range;

use serde_json::Value;

use super::{Context, apply, phrases};
use crate::dialect::Place;
use crate::document::{Piece, Text};
use crate::ir::{Param, Schema, Type};
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
    let used = phrases::apply_all(cx, param, Place::Values, &folded, &text.first_span());
    let rest = without(&folded, &used);
    if rest.chars().any(char::is_alphanumeric) {
        if listed.is_empty() {
            cx.report(lint::unread_cell::report(text, &param.name, "its allowed values"));
        } else {
            set(cx, param, &listed, text);
        }
    }
}

fn without(text: &str, used: &[Range<usize>]) -> String {
    let keep = |(at, c): (usize, char)| (!used.iter().any(|range| range.contains(&at))).then_some(c);
    text.char_indices().filter_map(keep).collect()
}

/// The values of the cell: of each list item what stands ahead of its gloss; without a list, of the whole cell.
fn listed(text: &Text, kind: Type) -> Vec<String> {
    let mut items: Vec<u32> = text.pieces.iter().filter_map(|piece| piece.style.item).collect();
    items.dedup();
    let outside: Vec<&Piece> = text.pieces.iter().filter(|piece| piece.style.quote.is_none()).collect();
    if items.is_empty() {
        let values = codes(&outside);
        return if values.is_empty() && kind == Type::Enum { words(&text.outside_quotes(), &outside) } else { values };
    }
    let of_item = |item: u32| {
        let pieces: Vec<&Piece> = outside.iter().copied().filter(|piece| piece.style.item == Some(item)).collect();
        let values = codes(&pieces);
        if values.is_empty() { before_gloss(&pieces).into_iter().collect() } else { values }
    };
    items.into_iter().flat_map(of_item).collect()
}

fn before_gloss(pieces: &[&Piece]) -> Option<String> {
    let plain: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let head = plain.split([';', '—', '–']).next()?.split(" - ").next()?.trim();
    (!head.is_empty()).then(|| clean(head.to_owned()))
}

/// Values set as code, where the text begins with one. Behind a separator, or one short word such as `or`, the next value
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
        let joined = !between.is_empty() && between.chars().count() <= 4 && between.chars().all(char::is_alphabetic);
        let first = values.is_empty() && between.is_empty();
        if first || (!values.is_empty() && (separated || joined)) {
            values.extend(split_code(piece.text.trim()));
            since.clear();
        }
    }
    values
}

/// One piece of code may hold several values.
fn split_code(code: &str) -> Vec<String> {
    let parts: Vec<&str> = code.split(',').map(str::trim).collect();
    let plain = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
    if parts.len() > 1 && parts.iter().all(plain) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    Some(clean(code.to_owned())).filter(|value| !value.is_empty()).into_iter().collect()
}

/// A whole cell of single words, which only the cell of an enum is taken for.
fn words(folded: &str, pieces: &[&Piece]) -> Vec<String> {
    let raw: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let lines: Vec<&str> =
        raw.split([',', ';', '\n', '|', '/']).map(str::trim).filter(|word| !word.is_empty()).collect();
    let parts = if lines.len() > 1 { lines } else { vec![folded] };
    let word = |part: &&str| part.len() <= 40 && part.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c));
    if parts.iter().all(word) { parts.into_iter().map(|part| clean(part.to_owned())).collect() } else { Vec::new() }
}

fn clean(value: String) -> String {
    let trimmed = value.trim_matches(['"', '`', '\'', '«', '»', ',', ';']);
    if trimmed.len() == value.len() { value } else { trimmed.to_owned() }
}

fn set(cx: &Context, param: &mut Param, values: &[String], text: &Text) {
    // `true` and `false` say nothing of a boolean that its type does not say.
    if param.schema.kind == Type::Boolean && values.iter().all(|value| value == "true" || value == "false") {
        return;
    }
    let typed = |value: &String| match param.schema.kind {
        Type::Integer | Type::Number => serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.clone())),
        _ => Value::String(value.clone()),
    };
    let values = values.iter().map(typed).collect();
    if param.schema.kind == Type::Array {
        // The values of a list are those of its elements.
        param.schema.items.get_or_insert_with(|| Box::new(Schema::default())).values = values;
    } else {
        param.schema.values = values;
    }
    apply::keep_rule(cx, param, "values", &text.folded(), &text.first_span());
}
