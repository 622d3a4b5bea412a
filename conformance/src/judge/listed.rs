//! Whether an error lists the elements at fault: all of them, and no other.

use serde_json::Value;

use super::passed::same;

/// Whether one of the places in an error lists exactly these values: an array of them (or of objects that hold one each), the value itself
/// where there is one, or a text that names them all.
pub(super) fn lists(places: &[&Value], listed: &[Value]) -> bool {
    places.iter().any(|place| found(place, listed, DEEPEST))
}

/// How deep a list may stand in an error.
const DEEPEST: usize = 8;

fn found(place: &Value, listed: &[Value], depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match place {
        Value::Array(items) => is_list(items, listed) || items.iter().any(|item| found(item, listed, depth)),
        Value::Object(members) => members.values().any(|member| found(member, listed, depth)),
        Value::String(text) => is_text(text, listed),
        other => matches!(listed, [one] if same(one, other)),
    }
}

fn is_list(items: &[Value], listed: &[Value]) -> bool {
    let is = |item: &Value, value: &Value| match item {
        Value::Object(members) => members.values().any(|member| same_word(member, value)),
        item => same_word(item, value),
    };
    let all = listed.iter().all(|value| items.iter().any(|item| is(item, value)));
    all && items.iter().all(|item| listed.iter().any(|value| is(item, value)))
}

/// The documents do not say whether an id is listed as a number or as a text.
fn same_word(one: &Value, other: &Value) -> bool {
    same(one, other) || word(one) == word(other)
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A text names all values, and no other number where the values are numbers.
fn is_text(text: &str, listed: &[Value]) -> bool {
    let words: Vec<String> = listed.iter().map(word).collect();
    let numbers = words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let mut digits = text.split(|char: char| !char.is_ascii_digit()).filter(|run| !run.is_empty());
    let others = numbers && digits.any(|run| !words.iter().any(|word| word == run));
    words.iter().all(|word| text.contains(word.as_str())) && !others
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_of_exactly_the_values_counts() {
        let listed = [json!(7), json!(9)];
        let fine = [
            json!([9, 7]),
            json!({"ids": [7, 9]}),
            json!([{"id": 7}, {"id": 9}]),
            json!("no such ids: 7, 9"),
            json!(["7", "9"]),
        ];
        for place in &fine {
            assert!(lists(&[place], &listed), "{place}");
        }
        let wrong = [json!([7]), json!([7, 9, 4]), json!("no such ids: 4, 7, 9"), json!({}), json!(7), json!("sorry")];
        for place in &wrong {
            assert!(!lists(&[place], &listed), "{place}");
        }
        assert!(lists(&[&json!("a@b")], &[json!("a@b")]));
        assert!(lists(&[&json!(7)], &[json!(7)]));
    }
}
