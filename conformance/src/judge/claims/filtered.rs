//! A filter keeps exactly the rows that meet it.

use super::Held;
use crate::condition::{Condition, Met};
use crate::judge::listing::Row;
use crate::judge::{Problem, Symptom};

pub(super) fn judge(held: &Held<'_>, condition: &Condition) -> Vec<Problem> {
    let (Some(names), Some(known)) = (&held.api().conventions.filter, held.known()) else {
        return Vec::new();
    };
    let Ok(condition) = condition.filled(held.evidence.fill) else {
        return Vec::new();
    };
    let rows = &held.listing.rows;
    let mut problems = Vec::new();
    let wrong = rows.iter().find(|row| condition.met_by(names, row) == Met::No);
    if let Some(row) = wrong {
        let ignored = known.rows.iter().all(|(id, _)| held.listing.row(&known.key, id).is_some());
        let cause =
            if ignored { format!("{}: ignores the filter", held.method().name) } else { held.hearing.own_cause() };
        let got = format!("a row that does not: {}", serde_json::Value::Object(row.clone()));
        problems.push(Problem::new(cause, "only rows that meet the filter", got).showing(Symptom::Rows));
    }
    let key = |row: &Row| row.get(&known.key).cloned();
    let twice = rows.iter().enumerate().find(|(at, row)| rows[..*at].iter().any(|other| key(other) == key(row)));
    if let Some(id) = twice.and_then(|(_, row)| key(row)) {
        problems.push(held.problem(format!("the row {id} once"), found(held)));
    }
    let cut_off = held.listing.total.is_some_and(|total| total > rows.len() as u64);
    let lacking = known
        .rows
        .iter()
        .find(|(id, row)| condition.met_by(names, row) == Met::Yes && held.listing.row(&known.key, id).is_none());
    if let Some((id, row)) = lacking.filter(|_| !cut_off) {
        let row = serde_json::Value::Object(row.clone());
        problems.push(held.problem(format!("the row {id} among others, which meets the filter: {row}"), found(held)));
    }
    problems
}

/// The keys of the rows that came, in words.
pub(super) fn found(held: &Held<'_>) -> String {
    let key = held.known().map(|known| known.key.clone()).unwrap_or_default();
    let keys: Vec<String> =
        held.listing.rows.iter().take(12).filter_map(|row| row.get(&key)).map(ToString::to_string).collect();
    let more = if held.listing.rows.len() > 12 { ", …" } else { "" };
    match held.listing.rows.len() {
        0 => "no rows".to_owned(),
        count => format!("{count} rows: {key} {}{more}", keys.join(", ")),
    }
}
