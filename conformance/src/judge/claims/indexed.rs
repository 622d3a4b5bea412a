//! A filter by a value finds an entity if its row has the value, and only then.

use serde_json::Value;

use super::Held;
use super::filtered::found;
use crate::claim::Subject;
use crate::condition::same;
use crate::draft::Draft;
use crate::judge::{Problem, Symptom};

pub(super) fn judge(held: &Held<'_>, of: &Subject, (read, field): (usize, &str), value: &Draft) -> Option<Problem> {
    let (rows, id) = held.earlier(read).zip(held.made(&of.entity))?;
    // Without the row there is nothing to compare; its absence has a finding of its own.
    let stored = rows.row(&of.key, &id)?.get(field)?.clone();
    let wanted = held.value(value)?;
    let words = |problem: Problem| problem.showing(Symptom::Rows);
    match (same(&stored, &wanted), held.listing.row(&of.key, &id)) {
        (true, None) if !held.is_cut() => {
            Some(words(held.problem(format!("the row {id}, whose `{field}` is {stored}"), found(held))))
        }
        (false, Some(row)) => {
            let row = Value::Object(row.clone()).to_string();
            Some(words(held.problem(format!("no row {id}, whose `{field}` is {stored}"), row)))
        }
        _ => None,
    }
}
