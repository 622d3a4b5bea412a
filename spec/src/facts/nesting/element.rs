//! Rows for an element of a list, such as `tags[0]`: what they state holds for what the list holds.

use serde_json::{Map, Value};

use crate::facts::{Context, Row};
use crate::ir::{Param, Schema, Type};
use crate::lint;

/// What a row says that is told otherwise, or of the row and not of its values.
const OF_THE_ROW: &[&str] =
    &["name", "source", "description", "rules", "inferred", "in", "role", "required", "see_methods", "see_sections"];

/// Gives a list what a row says of its elements. What the list's own row says otherwise holds, and what an element has no
/// room for is left out; both are reported.
pub(super) fn describe(cx: &mut Context, list: &mut Param, row: Row) {
    if !matches!(list.schema.kind, Type::Array | Type::Any) {
        let place = &row.name;
        return cx.report(lint::unfit_value::report("element", "a row", &list.name, list.schema.kind, place));
    }
    let items = list.schema.items.get_or_insert_with(Box::default);
    let taken = merge(cx, items, &row, &list.name);
    for (fact, rule) in row.param.rules.iter().filter(|(fact, _)| taken.contains(fact)) {
        list.rules.entry(fact.clone()).or_insert_with(|| rule.clone());
    }
    require(cx, list, &row);
    if list.description.is_empty() {
        list.description = row.param.description;
    }
    for (known, new) in
        [(&mut list.see_methods, row.param.see_methods), (&mut list.see_sections, row.param.see_sections)]
    {
        known.extend(new.into_iter().filter(|new| !known.contains(new)).collect::<Vec<_>>());
    }
}

/// What must have an element must be there; a list whose own row says that it need not be there stays what it is.
fn require(cx: &mut Context, list: &mut Param, row: &Row) {
    let only_row = list.source == cx.source(&row.name);
    match (list.required, row.param.required) {
        (_, required) if only_row => list.required = required.or(list.required),
        (None, required) => list.required = required,
        (Some(false), Some(true)) => {
            cx.report(lint::unfit_value::contradicts("required", "true", &list.name, "false", &row.name));
        }
        _ => {}
    }
}

/// Adds what a row states to what is known of the elements. Gives the names of the facts that were added.
fn merge(cx: &mut Context, items: &mut Schema, row: &Row, list: &str) -> Vec<String> {
    let mut taken = Vec::new();
    for (fact, value) in members(&row.param).iter().filter(|(fact, _)| !OF_THE_ROW.contains(&fact.as_str())) {
        let known = members(&*items);
        // What is of any type is not said to be of one.
        let is_any = |value: &Value| fact == "type" && value == "any";
        match known.get(fact) {
            Some(same) if same == value || fact == "documented_type" || is_any(value) => {}
            Some(other) if !is_any(other) => {
                let (other, value) = (other.to_string(), value.to_string());
                cx.report(lint::unfit_value::contradicts(fact, &value, list, &other, &row.name));
            }
            _ => {
                if let Some(changed) = with(known, fact, value) {
                    *items = changed;
                    taken.push(fact.clone());
                } else {
                    let (text, kind) = (value.to_string(), row.param.schema.kind);
                    cx.report(lint::unfit_value::report(fact, &text, &row.param.name, kind, &row.name));
                }
            }
        }
    }
    taken
}

/// The elements with one fact more; none where they have no room for it.
fn with(mut known: Map<String, Value>, fact: &str, value: &Value) -> Option<Schema> {
    known.insert(fact.to_owned(), value.clone());
    let changed: Schema = serde_json::from_value(Value::Object(known)).ok()?;
    Some(changed).filter(|changed| members(changed).contains_key(fact))
}

/// The facts of something by their keys.
fn members(of: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(members)) => members,
        _ => Map::new(),
    }
}
