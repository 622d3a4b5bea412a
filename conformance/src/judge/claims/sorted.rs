//! Rows come in the order that was asked for, as far as the documents tell it: where empty values stand and how letters of different scripts
//! or cases compare is nowhere said, nor which of the two values of a flag comes first.

use std::cmp::Ordering;

use serde_json::Value;

use super::Held;
use super::filtered::found;
use crate::claim::SortKey;
use crate::condition::same;
use crate::judge::listing::Row;
use crate::judge::{Problem, Symptom};
use crate::seen::is_empty;

pub(super) fn judge(held: &Held<'_>, keys: &[SortKey]) -> Vec<Problem> {
    let Some(known) = held.known() else {
        return Vec::new();
    };
    let absent = known.rows.iter().find(|(id, _)| held.listing.row(&known.key, id).is_none());
    if let Some((id, _)) = absent {
        let cause = format!("{}: leaves out a row", held.method().name);
        return vec![Problem::new(cause, format!("the row {id} among others"), found(held)).showing(Symptom::Rows)];
    }
    let own = |row: &&Row| known.rows.iter().any(|(id, _)| row.get(&known.key).is_some_and(|seen| same(seen, id)));
    let rows: Vec<&Row> = held.listing.rows.iter().filter(own).collect();
    let misplaced = rows.windows(2).find(|pair| stands(pair[0], pair[1], keys) == Some(Ordering::Greater));
    misplaced.map(|pair| held.problem(words(keys), shown(pair, keys))).into_iter().collect()
}

/// How two rows should stand; none where the documents do not tell.
fn stands(one: &Row, other: &Row, keys: &[SortKey]) -> Option<Ordering> {
    for key in keys {
        let (one, other) = (one.get(&key.field)?, other.get(&key.field)?);
        if same(one, other) {
            continue;
        }
        let order = compare(one, other)?;
        return Some(if key.descending { order.reverse() } else { order });
    }
    Some(Ordering::Equal)
}

/// The order of two values that every collation agrees on.
pub(super) fn compare(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        _ if is_empty(one) || is_empty(other) => None,
        (Value::Number(one), Value::Number(other)) => one.as_f64()?.partial_cmp(&other.as_f64()?),
        (Value::String(one), Value::String(other)) => {
            if let (Ok(one), Ok(other)) = (one.parse::<jiff::Timestamp>(), other.parse::<jiff::Timestamp>()) {
                return Some(one.cmp(&other));
            }
            if numbered(one).zip(numbered(other)).is_some_and(|(one, other)| one.0 == other.0 && one.1 != other.1) {
                // A number in a text may stand for its value or for its digits.
                return None;
            }
            let (plain, folded) = (one.cmp(other), fold(one)?.cmp(&fold(other)?));
            (plain == folded).then_some(plain)
        }
        _ => None,
    }
}

/// What stands ahead of the number that ends a text, and of how many digits that is; none where no number does.
fn numbered(text: &str) -> Option<(&str, usize)> {
    let ahead = text.trim_end_matches(|character: char| character.is_ascii_digit() || character == '.');
    let digits = text[ahead.len()..].bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then_some((ahead, digits))
}

/// The letters and digits of a text in small letters; none where it has others than those of ASCII.
fn fold(text: &str) -> Option<String> {
    let plain = text.is_ascii().then_some(text)?;
    Some(plain.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect())
}

/// Judges that off is ahead of on (ISO/IEC 9075-2, section 4.5), or behind it in the other direction.
pub(super) fn judge_flags(held: &Held<'_>, key: &SortKey) -> Vec<Problem> {
    let Some(known) = held.known() else {
        return Vec::new();
    };
    let own = |row: &&Row| known.rows.iter().any(|(id, _)| row.get(&known.key).is_some_and(|seen| same(seen, id)));
    let flags = held.listing.rows.iter().filter(own).filter_map(|row| row.get(&key.field)?.as_bool());
    let flags: Vec<bool> = flags.collect();
    let turned = flags.windows(2).any(|pair| pair[0] != pair[1] && pair[0] != key.descending);
    turned.then(|| held.problem(words(std::slice::from_ref(key)), format!("{flags:?}"))).into_iter().collect()
}

/// Judges that the rows whose values are unlike come the other way round. Which of two values is the greater is not asked.
pub(super) fn judge_reversed(held: &Held<'_>, of: usize, field: &str) -> Vec<Problem> {
    let (Some(known), Some(earlier)) = (held.known(), held.earlier(of)) else {
        return Vec::new();
    };
    let values = |rows: &[Row]| -> Vec<Value> {
        let own = |row: &&Row| known.rows.iter().any(|(id, _)| row.get(&known.key).is_some_and(|seen| same(seen, id)));
        let values = rows.iter().filter(own).filter_map(|row| row.get(field)).filter(|value| !is_empty(value));
        let mut values: Vec<Value> = values.cloned().collect();
        values.dedup();
        values
    };
    let (up, mut down) = (values(&earlier.rows), values(&held.listing.rows));
    down.reverse();
    let expected = || format!("the order of `{field}` turned round, equal values together");
    let listed = |values: &[Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let got = || format!("{} one way, {} the other way read backwards", listed(&up), listed(&down));
    (up != down || repeats(&up)).then(|| held.problem(expected(), got())).into_iter().collect()
}

/// Judges that two rows turn round with the order: whichever of them came first, the other comes first in the answer to another exchange.
pub(super) fn judge_turned(held: &Held<'_>, of: usize, field: &str) -> Vec<Problem> {
    let Some(earlier) = held.earlier(of) else { return Vec::new() };
    let values = |rows: &[Row]| rows.iter().filter_map(|row| row.get(field).cloned()).collect::<Vec<Value>>();
    let (up, mut down) = (values(&earlier.rows), values(&held.listing.rows));
    down.reverse();
    let listed = |values: &[Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let expected = || format!("the order of `{field}` turned round");
    let got = || format!("{} one way, {} the other way read backwards", listed(&up), listed(&down));
    (up != down).then(|| held.problem(expected(), got())).into_iter().collect()
}

/// The rows, which need not show the field, stand as an earlier answer to the same order tells that its values do.
pub(super) fn judge_arranged(held: &Held<'_>, of: usize, field: &str) -> Vec<Problem> {
    let (Some(known), Some(earlier)) = (held.known(), held.earlier(of)) else {
        return Vec::new();
    };
    let value = |row: &Row| {
        let shown = row.get(&known.key).and_then(|id| earlier.row(&known.key, id)).and_then(|row| row.get(field));
        shown.filter(|value| !is_empty(value)).cloned()
    };
    let values = |rows: &[Row]| rows.iter().filter_map(value).collect::<Vec<_>>();
    let (wanted, got) = (values(&earlier.rows), values(&held.listing.rows));
    let listed = |values: &[Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let expected = || format!("the rows whose `{field}` is {}, in this order", listed(&wanted));
    (wanted != got).then(|| held.problem(expected(), listed(&got))).into_iter().collect()
}

/// The same values stand in the same order, whichever rows hold them by now.
pub(super) fn judge_exchanged(held: &Held<'_>, of: usize, field: &str) -> Vec<Problem> {
    let Some(earlier) = held.earlier(of) else { return Vec::new() };
    let values = |rows: &[Row]| rows.iter().filter_map(|row| row.get(field)).map(Value::to_string).collect::<Vec<_>>();
    let (before, now) = (values(&earlier.rows), values(&held.listing.rows));
    let sorted = |values: &[String]| {
        let mut values = values.to_vec();
        values.sort();
        values
    };
    let turned = before != now && sorted(&before) == sorted(&now);
    let expected = || format!("rows by `{field}`: {}, as before", before.join(", "));
    turned.then(|| held.problem(expected(), now.join(", "))).into_iter().collect()
}

/// Whether a value stands in two places, with others between.
fn repeats(values: &[Value]) -> bool {
    values.iter().enumerate().any(|(position, value)| values[..position].contains(value))
}

fn words(keys: &[SortKey]) -> String {
    let word = |key: &SortKey| format!("`{}` {}", key.field, if key.descending { "descending" } else { "ascending" });
    format!("rows by {}", keys.iter().map(word).collect::<Vec<_>>().join(", then "))
}

fn shown(pair: &[&Row], keys: &[SortKey]) -> String {
    let values = |row: &Row| {
        let values = keys.iter().map(|key| row.get(&key.field).unwrap_or(&Value::Null).to_string());
        values.collect::<Vec<_>>().join(" / ")
    };
    format!("{} ahead of {}", values(pair[0]), values(pair[1]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_compared_as_everybody_does() {
        assert_eq!(compare(&json!(false), &json!(true)), None);
        assert_eq!(compare(&json!(9), &json!(10)), Some(Ordering::Less));
        assert_eq!(compare(&json!("a"), &json!("B")), None);
        assert_eq!(compare(&json!(null), &json!(1)), None);
        assert_eq!(compare(&json!("b-9"), &json!("b-10")), None);
        assert_eq!(compare(&json!("b-19"), &json!("b-10")), Some(Ordering::Greater));
        let (one, other) = (json!("2024-01-31T12:00:00Z"), json!("2024-01-31T14:00:00+03:00"));
        assert_eq!(compare(&one, &other), Some(Ordering::Greater));
    }
}
