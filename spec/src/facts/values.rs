//! The column of allowed values: a list of values, or rules, or both.

use std::ops::Range;

use serde_json::Value;

use super::{Context, apply, phrases};
use crate::dialect::Place;
use crate::document::Text;
use crate::ir::{Param, Type};
use crate::lint;

/// Reads the cell into the parameter; what is neither a value nor a known rule is reported.
pub(crate) fn read(cx: &mut Context, param: &mut Param, text: &Text) {
    if text.is_empty() {
        return;
    }
    let folded = text.folded();
    let listed = listed(text);
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

/// The values of the cell: the first code of each list item, or all code where nothing but separators and glosses stand between.
fn listed(text: &Text) -> Vec<String> {
    let mut items: Vec<u32> = text.pieces.iter().filter_map(|piece| piece.style.item).collect();
    items.dedup();
    if items.is_empty() {
        return separated(text);
    }
    let of_item = |item: u32| {
        let pieces: Vec<_> = text.pieces.iter().filter(|piece| piece.style.item == Some(item)).collect();
        let code = pieces.iter().find(|piece| piece.style.code).map(|piece| piece.text.trim().to_owned());
        let plain: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let before_gloss = plain.split([';', '—', '–']).next().and_then(|head| head.split(" - ").next());
        code.or_else(|| before_gloss.map(|head| head.trim().to_owned()))
    };
    items.into_iter().filter_map(of_item).filter(|value| !value.is_empty()).map(clean).collect()
}

/// Values set as code, one after the other; each may have a gloss behind it.
fn separated(text: &Text) -> Vec<String> {
    let starts_with_code =
        text.pieces.iter().find(|piece| !piece.text.trim().is_empty()).is_some_and(|piece| piece.style.code);
    if !starts_with_code {
        return Vec::new();
    }
    let mut values = Vec::new();
    let mut open = true;
    for piece in &text.pieces {
        if piece.style.code && open {
            values.push(clean(piece.text.trim().to_owned()));
            open = false;
        } else if piece.text.contains([',', ';', '\n', '|', '/']) {
            open = true;
        }
    }
    values.retain(|value| !value.is_empty());
    values
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
    param.schema.values = values.iter().map(typed).collect();
    apply::keep_rule(cx, param, "values", &text.folded(), &text.first_span());
}
