//! The documented rules of the test doubles, read from the same fixture as the suite, but by code that shares nothing with it.

use serde_json::{Map, Value};

/// The first rule that the arguments break, and the name of the parameter. `off` is a rule that is not kept: `maximum@rank`.
pub fn broken(params: &[Value], args: &Map<String, Value>, closed: bool, off: &str) -> Option<(&'static str, String)> {
    members(params, args, "", closed, off)
}

/// The value that was passed under this name.
pub fn passed<'v>(args: &'v Value, field: &str) -> Option<&'v Value> {
    field.split('.').try_fold(args, |value, name| match value {
        Value::Array(items) => items.iter().find_map(|item| item.get(name)),
        value => value.get(name),
    })
}

fn members(
    params: &[Value],
    args: &Map<String, Value>,
    path: &str,
    closed: bool,
    off: &str,
) -> Option<(&'static str, String)> {
    if let Some(name) = args.keys().find(|name| closed && !params.iter().any(|param| param["name"] == ***name)) {
        let at = join(path, name);
        let lower = name.to_lowercase();
        let lax = match off {
            "unexpected-null" => args[name].is_null(),
            "unexpected-capitals" => params.iter().any(|param| param["name"] == *lower),
            "unexpected-of-answers" => ["id", "caption", "notes"].contains(&name.as_str()),
            _ => false,
        };
        if !lax && off != "unexpected" && off != format!("unexpected@{path}") {
            return Some(("unexpected", at));
        }
    }
    params.iter().find_map(|param| {
        let name = param["name"].as_str().unwrap_or_default();
        let at = join(path, name);
        match args.get(name) {
            None if param["required"] == true && off != format!("required@{at}") => Some(("missing_required", at)),
            None => None,
            Some(Value::Null) if param["required"] != true && param["always"] != true => None,
            Some(Value::Null) if off == format!("null@{at}") => None,
            Some(value) => one(param, value, &at, closed, off),
        }
    })
}

fn one(schema: &Value, value: &Value, at: &str, closed: bool, off: &str) -> Option<(&'static str, String)> {
    let lax = |rule: &str| off == format!("{rule}@{at}");
    let kind = schema["type"].as_str().unwrap_or("any");
    if lax("digits") && value.as_str().is_some_and(|text| text.parse::<f64>().is_ok()) {
        return None;
    }
    let other = schema["one_of"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let either = schema["format"].is_null() && other.into_iter().any(|kind| is_of(kind, value));
    if !is_of(kind, value) && !is_digits(schema, value) && !either {
        return (!lax("type")).then(|| ("wrong_type", at.to_owned()));
    }
    let number = value.as_f64();
    let digits = || value.as_u64().filter(|_| schema["max_length"].is_u64()).map(|number| number.to_string().len());
    let count = value
        .as_array()
        .map(Vec::len)
        .or_else(|| value.as_str().map(|text| if lax("bytes") { text.len() } else { text.chars().count() }))
        .or_else(digits);
    let (least, most) = if value.is_array() { ("min_items", "max_items") } else { ("min_length", "max_length") };
    let bound = |rule: &str| schema[rule].as_f64().filter(|_| !lax(rule));
    let size = |rule: &str| schema[rule].as_u64().and_then(|bound| usize::try_from(bound).ok()).filter(|_| !lax(rule));
    let outside = number.zip(bound("minimum")).is_some_and(|(number, bound)| number < bound)
        || number
            .zip(bound("maximum"))
            .is_some_and(|(number, bound)| number > bound && !(lax("far") && number > bound * 100.0))
        || count.zip(size(least)).is_some_and(|(count, bound)| count < bound)
        || count.zip(size(most)).is_some_and(|(count, bound)| count > bound && !(lax("many") && count > bound + 1))
        || (number.is_some() && lax("strict") && number == schema["maximum"].as_f64())
        || schema["values"].as_array().is_some_and(|values| {
            !listed(values, value, lax("values-case")) && !lax("values") && !habit(off, at, value)
        })
        || (lax("dots") && value.as_str().is_some_and(|text| text.contains("...")))
        || (schema["pattern"].is_string() && value.as_str().is_some_and(|text| !fits(schema, text, off, at)))
        || (schema["format"] == "E164" && value.as_str().is_some_and(|text| text.len() > 15))
        || (schema["format"] == "E164" && lax("fifteen") && value.to_string().len() > 14)
        || (schema["format"] == "email"
            && !value.as_str().is_some_and(|text| is_mail(text, lax("format-at")))
            && !lax("format"));
    if outside {
        return Some(("invalid_value", at.to_owned()));
    }
    match value {
        Value::Object(object) => members(schema["fields"].as_array()?, object, at, closed, off),
        Value::Array(items) => {
            let looked_at = if lax("unique-five") { items.len().min(5) } else { items.len() };
            let equal = items[..looked_at].iter().enumerate().any(|(position, item)| items[..position].contains(item));
            if equal && schema["unique_items"] == true && !lax("unique") {
                return Some((if off == "duplicate-invalid" { "invalid_value" } else { "duplicate" }, at.to_owned()));
            }
            let most = match off {
                "first-item" => 1,
                "two-items" => 2,
                _ => items.len(),
            };
            let judged = &items[..items.len().min(most)];
            judged.iter().find_map(|item| one(&schema["items"], item, at, closed, off))
        }
        _ => None,
    }
}

/// Whether a text fits the pattern of a schema, or as much of it as a defect looks at.
fn fits(schema: &Value, text: &str, off: &str, at: &str) -> bool {
    let pattern = schema["pattern"].as_str().unwrap_or_default();
    let pattern = match off.split_once('@').filter(|(_, name)| *name == at).map(|(rule, _)| rule) {
        Some("pattern") => return true,
        Some("pattern-start") => pattern.trim_end_matches('$').to_owned(),
        Some("pattern-end") => pattern.trim_start_matches('^').to_owned(),
        Some("pattern-case") => format!("(?i){pattern}"),
        _ => pattern.to_owned(),
    };
    regex::Regex::new(&pattern).unwrap().is_match(text)
}

fn listed(values: &[Value], value: &Value, any_case: bool) -> bool {
    let lower = |value: &Value| value.as_str().map(str::to_lowercase);
    values.contains(value) || (any_case && values.iter().any(|one| lower(one) == lower(value)))
}

/// Whether a server takes a value that is in no list, as some do by habit.
fn habit(off: &str, at: &str, value: &Value) -> bool {
    let Some((kind, text)) = off.strip_suffix(at).zip(value.as_str()) else { return false };
    match kind {
        "values-none@" => text == "none",
        "values-part@" => text == "cal",
        "values-two@" => text.contains(','),
        "values-title@" => text == "Calm",
        _ => false,
    }
}

fn is_mail(text: &str, loose: bool) -> bool {
    text.split_once('@').is_some_and(|(name, host)| loose || (!name.is_empty() && !host.is_empty()))
}

/// A number in a textual format may be written as a string.
fn is_digits(schema: &Value, value: &Value) -> bool {
    let textual = schema["type"] == "number" && schema["format"].is_string();
    textual && value.as_str().is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" | "enum" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
