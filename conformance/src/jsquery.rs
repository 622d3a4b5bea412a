//! Expressions of `jsquery`, a language for queries into JSON, as far as the suite writes them: that some element of an array, or a member of an
//! object or of some element of an array, is a value.

use serde_json::Value;

use crate::condition::same;

/// The path to the elements of an array.
const ELEMENTS: &str = "#";

/// What stands between a path and a value.
const IS: &str = " = ";

/// Whether a name can stand in a path as it is.
pub fn is_plain(name: &str) -> bool {
    let word = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    word && name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
}

/// The values inside a field that an expression can ask for: its elements, or this member of it or of them.
pub fn parts<'v>(field: &'v Value, member: Option<&str>) -> Vec<&'v Value> {
    let one = |value: &'v Value| match member {
        Some(member) => value.get(member),
        None => Some(value),
    };
    match field {
        Value::Array(items) => items.iter().filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

/// The expression that a field meets which holds the value.
pub fn expression(array: bool, member: Option<&str>, value: &Value) -> String {
    let path = match (array, member) {
        (true, Some(member)) => format!("{ELEMENTS}.{member}"),
        (true, None) => ELEMENTS.to_owned(),
        (false, member) => member.unwrap_or("$").to_owned(),
    };
    format!("{path}{IS}{value}")
}

/// Whether a field meets an expression of the suite's own making; none for any other expression.
pub fn meets(field: &Value, expression: &str) -> Option<bool> {
    let (path, value) = expression.split_once(IS)?;
    let value: Value = serde_json::from_str(value).ok()?;
    let (array, member) = match path.strip_prefix(ELEMENTS) {
        Some("") => (true, None),
        Some(rest) => (true, Some(rest.strip_prefix('.')?)),
        None => (false, Some(path)),
    };
    // What is empty is null, whatever its type: it has nothing that could be the value.
    let fits = field.is_array() == array;
    Some(fits && parts(field, member).into_iter().any(|seen| same(seen, &value)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_expression_is_met_by_the_field_that_it_was_made_of_and_by_no_other() {
        let fields = [
            (json!(["a", "b \" = c"]), None),
            (json!([{"id": 7}, {"id": 8, "name": "x"}]), Some("id")),
            (json!({"street": "Main = 1"}), Some("street")),
        ];
        for (field, member) in &fields {
            for value in parts(field, *member) {
                let expression = expression(field.is_array(), *member, value);
                assert_eq!(meets(field, &expression), Some(true), "{expression}");
                for other in [json!([]), json!({}), json!(null), json!(["c"]), json!([{"id": 9}]), json!({"id": 7})] {
                    assert_eq!(meets(&other, &expression), Some(false), "{expression} {other}");
                }
            }
        }
        assert_eq!(meets(&json!([1]), "@# > 2"), None);
        assert!(is_plain("group_id") && !is_plain("Group") && !is_plain("a b") && !is_plain(""));
    }
}
