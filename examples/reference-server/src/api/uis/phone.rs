//! Numbers of phones, which the documents allow as numbers and as strings.

use std::collections::BTreeSet;

use doctract_runtime::{Number, NumberOrString};
use serde_json::Value;

use crate::storage::{Reason, Refusal};

/// The texts of numbers. A `+` that stands before one is no part of it.
///
/// # Errors
/// One stands twice, be it once as a number and once as a string: refused with a list of those.
pub(super) fn texts(field: &'static str, sent: &[NumberOrString]) -> Result<Vec<String>, Refusal> {
    let texts = sent.iter().map(|number| number.to_text().trim_start_matches('+').to_owned());
    differing(field, texts.collect())
}

/// The texts themselves, if they all differ.
///
/// # Errors
/// One stands twice: refused with a list of those.
pub(super) fn differing(field: &'static str, texts: Vec<String>) -> Result<Vec<String>, Refusal> {
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<&str> = texts.iter().map(String::as_str).filter(|text| !seen.insert(*text)).collect();
    if twice.is_empty() {
        return Ok(texts);
    }
    Err(Refusal::new(Reason::Duplicate, field, twice.into_iter().map(Value::from).collect::<Vec<_>>()))
}

/// A text of digits as the number that it is; `None` for any other.
pub(super) fn as_number(text: &str) -> Option<Number> {
    text.parse::<i64>().ok().map(Number::from)
}
