//! The rows of the run that an account held before a request was sent are there after it, too, with the values that they had.

use serde_json::Value;

use super::Held;
use crate::condition::same;
use crate::draft::Slot;
use crate::judge::listing::Row;
use crate::judge::{Problem, Symptom};

use super::entity::holds;

/// What is compared.
pub(super) struct Kept<'k> {
    pub(super) key: &'k str,
    pub(super) but: Option<&'k Slot>,
    pub(super) fields: &'k [String],
}

pub(super) fn judge(held: &Held<'_>, kept: &Kept<'_>) -> Vec<Problem> {
    let Some(before) = held.evidence.before else {
        return Vec::new();
    };
    let but = kept.but.and_then(|but| held.made(but));
    let own = |id: &Value| held.evidence.own.iter().any(|made| same(made, id));
    let others = before.rows.iter().filter_map(|row| {
        let id = row.get(kept.key)?;
        (own(id) && but.as_ref().is_none_or(|but| !same(but, id))).then_some((id, row))
    });
    let cause = |what: &str| format!("{}: {what}", held.hearing.case.method);
    let mut problems = Vec::new();
    for (id, row) in others {
        let Some(now) = held.listing.row(kept.key, id) else {
            let problem =
                Problem::new(cause("another entity is gone"), format!("the row {id}, as before"), "no such row");
            problems.push(problem.showing(Symptom::Rows));
            continue;
        };
        problems.extend(kept.fields.iter().filter_map(|name| differs(name, row, now)).map(|(was, is)| {
            let expected = format!("{was} in the row {id}, as before");
            Problem::new(cause("another entity is changed"), expected, is).showing(Symptom::Values)
        }));
    }
    problems
}

/// The values of a field that has changed, as it was and as it is.
fn differs(name: &str, before: &Row, now: &Row) -> Option<(String, String)> {
    let (was, is) = (before.get(name)?, now.get(name).unwrap_or(&Value::Null));
    let same = holds(is, was) && holds(was, is);
    (!same).then(|| (format!("`{name}` {was}"), is.to_string()))
}
