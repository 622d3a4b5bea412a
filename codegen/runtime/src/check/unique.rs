//! Lists whose elements must differ.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{At, broken};
use crate::{Kind, Number, Violation};

/// How many elements are compared with each other one by one; of more than these a table is made.
const FEW: usize = 32;

/// Whether all elements of a short list differ, found without making anything of them. A long list is not looked into.
pub(super) fn all_differ<T>(list: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    let is_new = |(index, element): (usize, &T)| !list[..index].iter().any(|earlier| same(earlier, element));
    list.len() <= FEW && list.iter().enumerate().all(is_new)
}

/// The elements must differ as JSON values.
///
/// # Errors
/// `Duplicate`, with the elements that stand more than once, each of them one time.
pub(super) fn unique<T: Serialize>(at: &At, list: &[T], mnemonic: Option<&'static str>) -> Result<(), Violation> {
    differ(at, list, mnemonic, |value| canonical(value).to_string())
}

/// The elements must differ in their texts.
///
/// # Errors
/// `Duplicate`, with the elements that stand more than once, each of them one time.
pub(super) fn unique_text<T: Serialize>(at: &At, list: &[T], mnemonic: Option<&'static str>) -> Result<(), Violation> {
    differ(at, list, mnemonic, |value| match canonical(value) {
        Value::String(text) => text,
        other => other.to_string(),
    })
}

/// One key decides both whether elements are equal and which of them are told.
fn differ<T: Serialize>(
    at: &At,
    list: &[T],
    mnemonic: Option<&'static str>,
    key: fn(&Value) -> String,
) -> Result<(), Violation> {
    let mut seen: BTreeMap<String, (Value, usize)> = BTreeMap::new();
    for value in list.iter().filter_map(|element| serde_json::to_value(element).ok()) {
        seen.entry(key(&value)).or_insert((value, 0)).1 += 1;
    }
    if seen.values().all(|(_, times)| *times == 1) {
        return Ok(());
    }
    let mut violation = broken(Kind::Duplicate, at.name, list, at.rule);
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
    use serde_json::{Value, json};

    use super::At;
    use crate::{Number, NumberOrString, Rule};

    const AT: At = At { name: "a", rule: Rule::new("must differ", "a.md:1") };

    #[test]
    fn lists_what_stands_twice() {
        assert!(AT.unique_plain(&vec![1, 2, 3], None).is_ok());
        let violation = AT.unique_plain(&vec![3, 1, 3, 1, 3], Some("twice")).unwrap_err();
        assert_eq!(violation.value, Some(json!([1, 3])));
        assert_eq!(violation.mnemonic, Some("twice"));
        let many: Vec<u32> = (0..100).chain([7]).collect();
        assert_eq!(AT.unique_plain(&many, None).unwrap_err().value, Some(json!([7])));
        assert_eq!(AT.unique(&many, None).unwrap_err().value, Some(json!([7])));
    }

    #[test]
    fn compares_by_value() {
        // Few elements and many go the same way.
        for filling in [0_i64, 100] {
            let numbers = |texts: &[&str]| -> Vec<Number> {
                let sent = texts.iter().map(|text| serde_json::from_str(text).unwrap());
                sent.chain((0..filling).map(|n| (1000 + n).into())).collect()
            };
            assert!(AT.unique_plain(&numbers(&["1", "1.5", "2"]), None).is_ok());
            let repeated = AT.unique_plain(&numbers(&["1", "2", "1.0", "10", "1e1"]), None).unwrap_err();
            assert_eq!(repeated.value, Some(json!([1, 10])));
            let mut either: Vec<NumberOrString> = vec![7.into(), "8".into(), "7".into()];
            either.extend((0..filling).map(|n| (1000 + n).into()));
            assert!(AT.unique(&either, None).is_ok());
            assert_eq!(AT.unique_text(&either, None).unwrap_err().value, Some(json!([7])));
        }
        let objects: Vec<Value> = vec![json!({"b": 1}), json!({"b": 1.0})];
        assert!(AT.unique(&objects, None).is_err());
    }
}
