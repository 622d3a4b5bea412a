//! The documented bounds of a value: how great, how long, how many, and of which pattern.

use doctract_spec::ir::Schema;
use serde_json::{Number, Value};

use crate::pattern;

/// Whether a value keeps the bounds of its schema. On a number a length counts digits, as the documents do.
pub fn within(schema: &Schema, value: &Value) -> bool {
    let least = |bound: &Option<u64>, count: u64| bound.is_none_or(|bound| count >= bound);
    let most = |bound: &Option<u64>, count: u64| bound.is_none_or(|bound| count <= bound);
    match value {
        Value::Array(items) => {
            least(&schema.min_items, items.len() as u64) && most(&schema.max_items, items.len() as u64)
        }
        Value::String(text) => {
            let count = text.chars().count() as u64;
            least(&schema.min_length, count) && most(&schema.max_length, count) && patterned(schema, text)
        }
        Value::Number(number) => {
            let count = number.to_string().len() as u64;
            let number = number.as_f64().unwrap_or_default();
            let bound = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
            let above = bound(&schema.minimum).is_none_or(|bound| number >= bound);
            let below = bound(&schema.maximum).is_none_or(|bound| number <= bound);
            above && below && least(&schema.min_length, count) && most(&schema.max_length, count)
        }
        _ => true,
    }
}

/// Whether a text fits the pattern of its schema, as far as that is understood.
fn patterned(schema: &Schema, text: &str) -> bool {
    schema.pattern.as_deref().is_none_or(|pattern| pattern::fits(pattern, text) != Some(false))
}
