//! The row of one entity: that it is there with its values, that it is gone, that nothing else has changed.

use serde_json::Value;

use super::Held;
use super::filtered::found;
use crate::condition::same;
use crate::draft::{Draft, Path, Slot, Step};
use crate::judge::Problem;
use crate::judge::listing::Row;

pub(super) fn judge_row(held: &Held<'_>, list: &str, entity: &Slot, fields: &[(Path, Draft)]) -> Vec<Problem> {
    let Some((id, row)) = row_of(held, list, entity) else {
        return Vec::new();
    };
    let Some(row) = row else {
        return vec![held.problem(format!("the row {id}"), found(held))];
    };
    let row = Value::Object(row);
    let mut problems = Vec::new();
    for (path, draft) in fields {
        let Some(wanted) = held.value(draft) else { continue };
        let seen = at(&row, path);
        if !seen.is_some_and(|seen| holds(seen, &wanted)) {
            let got = seen.map_or("nothing".to_owned(), Value::to_string);
            let cause = format!("{}/{path}", held.hearing.own_cause());
            problems.push(Problem::new(cause, format!("`{path}` {wanted} in the row {id}"), got));
        }
    }
    problems
}

pub(super) fn judge_absence(held: &Held<'_>, list: &str, entity: &Slot) -> Vec<Problem> {
    let row = row_of(held, list, entity).and_then(|(id, row)| row.map(|row| (id, row)));
    let problem = |(id, row): (Value, Row)| held.problem(format!("no row {id}"), Value::Object(row).to_string());
    row.map(problem).into_iter().collect()
}

pub(super) fn judge_unchanged(
    held: &Held<'_>,
    list: &str,
    entity: &Slot,
    since: usize,
    except: &[String],
) -> Vec<Problem> {
    let (Some((id, now)), Some(earlier)) = (row_of(held, list, entity), held.earlier(since)) else {
        return Vec::new();
    };
    let key = (held.evidence.known)(list).map(|known| known.key.clone()).unwrap_or_default();
    // Without the row before there is nothing to compare; its absence has a finding of its own.
    let Some(before) = earlier.row(&key, &id) else {
        return Vec::new();
    };
    let Some(now) = now else {
        return vec![held.problem(format!("the row {id} as before"), found(held))];
    };
    let changed = before.iter().filter(|(name, value)| !except.contains(name) && now.get(*name) != Some(*value));
    let problem = |(name, value): (&String, &Value)| {
        let cause = format!("{}/{name}", held.hearing.own_cause());
        let got = now.get(name).map_or("nothing".to_owned(), Value::to_string);
        Problem::new(cause, format!("`{name}` {value} in the row {id}, as before"), got)
    };
    changed.map(problem).collect()
}

/// The id of an entity and its row, if there is one.
fn row_of(held: &Held<'_>, list: &str, entity: &Slot) -> Option<(Value, Option<Row>)> {
    let id = held.made(entity)?;
    let known = (held.evidence.known)(list)?;
    let row = held.listing.row(&known.key, &id).cloned();
    Some((id, row))
}

fn at<'v>(value: &'v Value, path: &Path) -> Option<&'v Value> {
    path.0.iter().try_fold(value, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Item => value.get(0),
    })
}

/// Whether a value that came back holds the one that was sent: objects at least its members, arrays as many elements, in any order.
pub(super) fn holds(seen: &Value, wanted: &Value) -> bool {
    match (seen, wanted) {
        (Value::Object(seen), Value::Object(wanted)) => {
            wanted.iter().all(|(name, wanted)| seen.get(name).is_some_and(|seen| holds(seen, wanted)))
        }
        (Value::Array(seen), Value::Array(wanted)) => {
            let mut left: Vec<&Value> = seen.iter().collect();
            seen.len() == wanted.len()
                && wanted.iter().all(|wanted| {
                    let found = left.iter().position(|seen| holds(seen, wanted));
                    found.map(|position| left.remove(position)).is_some()
                })
        }
        _ => same(seen, wanted),
    }
}
