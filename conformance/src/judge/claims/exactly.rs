//! The rows of an answer are those of the entities that the request names: all of them, each once, and no other; or none of them.

use serde_json::Value;

use super::Held;
use crate::condition::same;
use crate::draft::Draft;
use crate::judge::Problem;
use crate::judge::listing::Row;

pub(super) fn judge(held: &Held<'_>, key: &str, ids: &Draft) -> Vec<Problem> {
    let (wanted, got) = (wanted(held, ids), got(held, key));
    let count = |id: &Value| got.iter().filter(|seen| same(seen, id)).count();
    let fine = wanted.len() == got.len() && wanted.iter().all(|id| count(id) == 1);
    let expected = || format!("the rows of exactly {}", words(&wanted));
    (!fine).then(|| held.problem(expected(), format!("the rows {}", words(&got)))).into_iter().collect()
}

pub(super) fn judge_absence(held: &Held<'_>, key: &str, ids: &Draft) -> Vec<Problem> {
    let (wanted, got) = (wanted(held, ids), got(held, key));
    let there: Vec<Value> = wanted.iter().filter(|id| got.iter().any(|seen| same(seen, id))).cloned().collect();
    let expected = || format!("no row of {}, which are gone", words(&wanted));
    (!there.is_empty()).then(|| held.problem(expected(), format!("the rows {}", words(&got)))).into_iter().collect()
}

/// That a list which was asked for the rows of one value has these alone, and some.
pub(super) fn judge_each(held: &Held<'_>, field: &str, value: &Draft) -> Vec<Problem> {
    let Some(wanted) = held.value(value) else {
        return Vec::new();
    };
    let got = got(held, field);
    // Of a list, the value is one of the elements.
    let has = |seen: &Value| match seen {
        Value::Array(items) => items.iter().any(|item| same(item, &wanted)),
        seen => same(seen, &wanted),
    };
    let other = got.iter().find(|seen| !has(seen));
    let expected = || format!("rows with `{field}` {wanted} alone");
    match other {
        Some(other) => vec![held.problem(expected(), format!("a row with {other}"))],
        None if got.is_empty() => vec![held.problem(format!("rows with `{field}` {wanted}"), "no rows")],
        None => Vec::new(),
    }
}

/// That no row has a value which a refused request held.
pub(super) fn judge_nowhere(held: &Held<'_>, field: &str, value: &Draft) -> Vec<Problem> {
    let Some(value) = held.value(value) else {
        return Vec::new();
    };
    let there = held.listing.rows.iter().find(|row| row.get(field).is_some_and(|seen| same(seen, &value)));
    let problem = |row: &Row| {
        let cause = format!("{}: makes what it refuses", held.hearing.case.method);
        Problem::new(cause, format!("no row with `{field}` {value}"), Value::Object(row.clone()).to_string())
    };
    there.map(problem).into_iter().collect()
}

fn wanted(held: &Held<'_>, ids: &Draft) -> Vec<Value> {
    match held.value(ids) {
        Some(Value::Array(ids)) => ids,
        _ => Vec::new(),
    }
}

fn got(held: &Held<'_>, key: &str) -> Vec<Value> {
    held.listing.rows.iter().map(|row| row.get(key).cloned().unwrap_or_default()).collect()
}

fn words(ids: &[Value]) -> String {
    if ids.is_empty() {
        return "none".to_owned();
    }
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
