//! Facts of one parameter that cannot hold together: what a maintainer says may contradict itself, or what the page says.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use crate::ir::{Param, Schema, Type};

/// Why facts cannot hold together of which one is among `set`, each with that one. A contradiction that stands on the page alone is
/// not told here.
pub(super) fn conflicts<'k>(param: &Param, set: &[&'k str]) -> Vec<(&'k str, String)> {
    let told = bounds(&param.schema).into_iter().chain(kinds(&param.schema)).chain(default(param));
    let of_set = told.filter_map(|(keys, why)| {
        let key = set.iter().rev().find(|key| keys.contains(key))?;
        Some((*key, why))
    });
    of_set.collect()
}

/// The facts that a contradiction is between, and what it is.
type Conflict = (Vec<&'static str>, String);

/// Bounds that leave no value.
fn bounds(schema: &Schema) -> Vec<Conflict> {
    let count = |count: Option<u64>| count.map(Number::from);
    let pairs = [
        (["minimum", "maximum"], schema.minimum.clone(), schema.maximum.clone()),
        (["min_length", "max_length"], count(schema.min_length), count(schema.max_length)),
        (["min_items", "max_items"], count(schema.min_items), count(schema.max_items)),
    ];
    let crossed = pairs.into_iter().filter_map(|([low, high], least, greatest)| {
        let (least, greatest) = (least?, greatest?);
        let why = format!("no value is allowed: `{low}` is {least}, and `{high}` is {greatest}");
        (compare(&least, &greatest) == Some(Ordering::Greater)).then(|| (vec![low, high], why))
    });
    crossed.collect()
}

/// Facts that a value of this type cannot have.
fn kinds(schema: &Schema) -> Vec<Conflict> {
    if schema.kind == Type::Any {
        return Vec::new();
    }
    let kind = word(schema.kind);
    let items = [("min_items", schema.min_items), ("max_items", schema.max_items)];
    let counts = items.into_iter().filter(|(_, count)| count.is_some() && schema.kind != Type::Array);
    let counts = counts.map(|(key, _)| {
        (vec![key, "type"], format!("`{key}` counts the elements of an array, and the type is {kind}"))
    });
    let unfit = schema.values.iter().find(|value| !has_kind(value, schema.kind));
    let unfit = unfit.map(|value| (vec!["values", "type"], format!("the value {value} is none of the type {kind}")));
    counts.chain(unfit).collect()
}

/// A default that is no value of its parameter.
fn default(param: &Param) -> Option<Conflict> {
    let (value, schema) = (param.default.as_ref()?, &param.schema);
    if value.is_null() {
        return None;
    }
    let none = |fact: &'static str, why: String| Some((vec!["default", fact], format!("the default {value} {why}")));
    if !has_kind(value, schema.kind) {
        return none("type", format!("is none of the type {}", word(schema.kind)));
    }
    if !schema.values.is_empty() && !schema.values.contains(value) {
        return none("values", "is not among the values".to_owned());
    }
    let number = value.as_number()?;
    for (fact, bound, beyond) in
        [("minimum", &schema.minimum, Ordering::Less), ("maximum", &schema.maximum, Ordering::Greater)]
    {
        if let Some(bound) = bound.as_ref().filter(|bound| compare(number, bound) == Some(beyond)) {
            return none(fact, format!("is beyond the {fact}, which is {bound}"));
        }
    }
    None
}

/// Whole numbers are compared as such, for a fraction of 64 bits cannot hold them all.
fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

fn has_kind(value: &Value, kind: Type) -> bool {
    match kind {
        Type::String | Type::Enum => value.is_string(),
        Type::Integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Array => value.is_array(),
        Type::Object => value.is_object(),
        Type::Any => true,
    }
}

fn word(kind: Type) -> String {
    format!("{kind:?}").to_lowercase()
}
