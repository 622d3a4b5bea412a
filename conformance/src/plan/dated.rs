//! Dates that differ: from entity to entity, so that orders and comparisons have something to tell apart, and within one request, where a later
//! parameter has the later date, as beginnings stand ahead of ends.

use doctract_spec::ir::{Format, Method, Param};
use jiff::civil::Date;
use serde_json::Value;

use crate::names::all_params;

/// How many days the dates of two parameters are apart: more than those of all variants of one.
const APART: usize = 30;

/// The value of a parameter with a date of its own; the same value where it begins with no date.
pub(super) fn dated(method: &Method, param: &Param, variant: usize, value: Value) -> Value {
    let is_date = |param: &Param| {
        let format = param.schema.format.as_deref().and_then(Format::named);
        matches!(format, Some(Format::Date | Format::DateTime))
    };
    let text = value.as_str().filter(|_| is_date(param));
    let mut dates = all_params(method).into_iter().filter(|other| is_date(other));
    let position = dates.position(|other| other.name == param.name).unwrap_or_default();
    let days = position * APART + variant % APART;
    text.and_then(|text| later(text, days)).map_or(value, Value::String)
}

/// A text that begins with a date, with the one so many days later.
fn later(text: &str, days: usize) -> Option<String> {
    let (date, rest) = text.split_at_checked(10)?;
    let date: Date = date.parse().ok()?;
    let span = jiff::Span::new().try_days(i64::try_from(days).ok()?).ok()?;
    Some(format!("{}{rest}", date.checked_add(span).ok()?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ends_are_later_than_beginnings_whatever_the_entities() {
        let source = json!({"file": "", "line": 0, "column": 0});
        let time = |name: &str| json!({"name": name, "type": "string", "format": "date-time", "source": source});
        let params: Vec<Param> =
            ["starts_at", "ends_at"].iter().map(|name| serde_json::from_value(time(name)).unwrap()).collect();
        let method = Method { params: params.clone(), ..Method::default() };
        let value =
            |at: usize, variant| dated(&method, &params[at], variant, json!("2024-01-31T12:00:00Z")).to_string();
        assert_eq!(value(0, 0), "\"2024-01-31T12:00:00Z\"");
        assert_ne!(value(0, 1), value(0, 2));
        assert!((0..8).all(|one| (0..8).all(|other| value(0, one) < value(1, other))));
        assert_eq!(dated(&method, &params[0], 1, json!("31.01.2024")), json!("31.01.2024"));
    }
}
