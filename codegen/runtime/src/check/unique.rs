//! Lists whose elements must differ.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::broken;
use crate::{Kind, Number, Rule, Violation};

/// The elements must differ: as JSON values, so that `1` and `1.0` are equal. `mnemonic` is the word by which the documents call the
/// error here, where it is not the usual one.
///
/// # Errors
/// `Duplicate`, with the elements that stand more than once, each of them one time.
pub fn unique<T: Serialize>(
    name: &str,
    list: &[T],
    mnemonic: Option<&'static str>,
    rule: Rule,
) -> Result<(), Violation> {
    differ(name, list, mnemonic, rule, |value| canonical(value).to_string())
}

/// The elements must differ in their texts, so that `1` and `"1"` are equal: for elements that are documented as a number and as a
/// string.
///
/// # Errors
/// `Duplicate`, with the elements that stand more than once, each of them one time.
pub fn unique_text<T: Serialize>(
    name: &str,
    list: &[T],
    mnemonic: Option<&'static str>,
    rule: Rule,
) -> Result<(), Violation> {
    differ(name, list, mnemonic, rule, |value| match canonical(value) {
        Value::String(text) => text,
        other => other.to_string(),
    })
}

/// One key decides both whether elements are equal and which of them are told.
fn differ<T: Serialize>(
    name: &str,
    list: &[T],
    mnemonic: Option<&'static str>,
    rule: Rule,
    key: fn(&Value) -> String,
) -> Result<(), Violation> {
    let mut seen: BTreeMap<String, (Value, usize)> = BTreeMap::new();
    for value in list.iter().filter_map(|element| serde_json::to_value(element).ok()) {
        seen.entry(key(&value)).or_insert((value, 0)).1 += 1;
    }
    if seen.values().all(|(_, times)| *times == 1) {
        return Ok(());
    }
    let mut violation = broken(Kind::Duplicate, name, list, rule);
    violation.value = Some(seen.into_values().filter(|(_, times)| *times > 1).map(|(value, _)| value).collect());
    violation.mnemonic = mnemonic;
    Err(violation)
}

/// The value with its numbers written in one way, whichever way they were sent.
fn canonical(value: &Value) -> Value {
    match value {
        Value::Number(number) => Number::from(number).as_i64().map_or_else(|| value.clone(), Value::from),
        Value::Array(elements) => elements.iter().map(canonical).collect(),
        Value::Object(members) => members.iter().map(|(name, member)| (name.clone(), canonical(member))).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{unique, unique_text};
    use crate::{Number, NumberOrString, Rule};

    #[test]
    fn lists_what_stands_twice() {
        let rule = Rule::new("must differ", "a.md:1");
        assert!(unique("a", &[1, 2, 3], None, rule).is_ok());
        let violation = unique("a", &[3, 1, 3, 1, 3], Some("twice"), rule).unwrap_err();
        assert_eq!(violation.value, Some(json!([1, 3])));
        assert_eq!(violation.mnemonic, Some("twice"));
        let many: Vec<u32> = (0..100).chain([7]).collect();
        assert_eq!(unique("a", &many, None, rule).unwrap_err().value, Some(json!([7])));
    }

    #[test]
    fn compares_by_value() {
        let rule = Rule::new("must differ", "a.md:1");
        // Few elements and many go the same way.
        for filling in [0_i64, 100] {
            let numbers = |texts: &[&str]| -> Vec<Number> {
                let sent = texts.iter().map(|text| serde_json::from_str(text).unwrap());
                sent.chain((0..filling).map(|n| (1000 + n).into())).collect()
            };
            assert!(unique("a", &numbers(&["1", "1.5", "2"]), None, rule).is_ok());
            let repeated = unique("a", &numbers(&["1", "2", "1.0", "10", "1e1"]), None, rule).unwrap_err();
            assert_eq!(repeated.value, Some(json!([1, 10])));
            let mut either: Vec<NumberOrString> = vec![7.into(), "8".into(), "7".into()];
            either.extend((0..filling).map(|n| (1000 + n).into()));
            assert!(unique("a", &either, None, rule).is_ok());
            assert_eq!(unique_text("a", &either, None, rule).unwrap_err().value, Some(json!([7])));
        }
        assert!(unique("a", &[json!({"b": 1}), json!({"b": 1.0})], None, rule).is_err());
    }
}
