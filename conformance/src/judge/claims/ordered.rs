//! The rows of a page stand in the order that was asked for, whoever made them.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde_json::Value;

use super::Held;
use super::sorted::compare;
use crate::judge::Problem;
use crate::judge::listing::Row;
use crate::seen::is_empty;

/// Judges the rows by a field: one way or the other where the direction is not told, and of values that nobody ranks, that equal ones stand together.
pub(super) fn judge(held: &Held<'_>, field: &str, descending: Option<bool>, ranked: bool) -> Vec<Problem> {
    let values = values(&held.listing.rows, field);
    if !ranked {
        let expected = || format!("rows with equal `{field}` together");
        return torn(&values)
            .map(|value| held.problem(expected(), format!("{value} in two places")))
            .into_iter()
            .collect();
    }
    let pair = |wrong: Ordering| values.windows(2).find(move |pair| compare(pair[0], pair[1]) == Some(wrong));
    let shown = |pair: &[&Value]| format!("{} ahead of {}", pair[0], pair[1]);
    let (up, down) = (pair(Ordering::Less), pair(Ordering::Greater));
    let (word, got) = match descending {
        Some(true) => (" from the greatest to the least", up.map(shown)),
        Some(false) => (" from the least to the greatest", down.map(shown)),
        None => ("", up.zip(down).map(|(up, down)| format!("{} and {}", shown(up), shown(down)))),
    };
    got.map(|got| held.problem(format!("rows by `{field}`{word}"), got)).into_iter().collect()
}

/// Judges that no value of an earlier answer, which begins with the least, is greater than one of this answer.
pub(super) fn judge_ahead(held: &Held<'_>, of: usize, field: &str) -> Vec<Problem> {
    let Some(earlier) = held.earlier(of) else { return Vec::new() };
    let (least, greatest) = (values(&earlier.rows, field), values(&held.listing.rows, field));
    let wrong = |one: &Value| greatest.iter().find(|other| compare(one, other) == Some(Ordering::Greater));
    let wrong = least.iter().find_map(|one| wrong(one).map(|other| (one, other)));
    let expected = || format!("at one end of the order by `{field}` nothing greater than at the other end");
    let got = |(one, other): (&&Value, &&Value)| format!("{one} among the least and {other} among the greatest");
    wrong.map(|pair| held.problem(expected(), got(pair))).into_iter().collect()
}

fn values<'r>(rows: &'r [Row], field: &str) -> Vec<&'r Value> {
    rows.iter().filter_map(|row| row.get(field)).filter(|value| !is_empty(value)).collect()
}

/// A value that stands in two places, with others between.
fn torn<'v>(values: &[&'v Value]) -> Option<&'v Value> {
    let mut ended = BTreeSet::new();
    for pair in values.windows(2).filter(|pair| pair[0] != pair[1]) {
        ended.insert(pair[0].to_string());
        if ended.contains(&pair[1].to_string()) {
            return Some(pair[1]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_values_stand_together() {
        let all = [json!("a"), json!("b"), json!("a")];
        assert_eq!(torn(&all.iter().collect::<Vec<_>>()), Some(&json!("a")));
        assert_eq!(torn(&[&all[0], &all[2], &all[1]]), None);
    }
}
