//! A filter finds an entity if its row meets it, and only then.

use serde_json::Value;

use super::Held;
use super::filtered::found;
use crate::claim::Subject;
use crate::condition::{Condition, Met};
use crate::judge::{Problem, Symptom};

pub(super) fn judge(held: &Held<'_>, of: &Subject, read: usize, condition: &Condition) -> Option<Problem> {
    let (rows, id) = held.earlier(read).zip(held.made(&of.entity))?;
    // Without the row there is nothing to compare; its absence has a finding of its own.
    let stored = rows.row(&of.key, &id)?;
    let names = held.api().conventions.filter.as_ref()?;
    let verdict = condition.filled(held.evidence.fill).ok()?.met_by(names, stored);
    let words = |problem: Problem| problem.showing(Symptom::Rows);
    let stored = || Value::Object(stored.clone());
    match (verdict, held.listing.row(&of.key, &id)) {
        (Met::Yes, None) if !held.is_cut() => {
            Some(words(held.problem(format!("the row {id}, which is {}", stored()), found(held))))
        }
        (Met::No, Some(row)) => {
            let row = Value::Object(row.clone()).to_string();
            Some(words(held.problem(format!("no row {id}, which does not meet the filter"), row)))
        }
        _ => None,
    }
}
