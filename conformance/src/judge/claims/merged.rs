//! An object of which a part was sent is what it was beside that part, or nothing beside it.

use serde_json::Value;

use super::Held;
use super::entity::{differs, holds, in_row, vacant};
use crate::claim::Subject;
use crate::draft::Path;
use crate::judge::Problem;

pub(super) fn judge(held: &Held<'_>, of: &Subject, since: usize, (object, members): (&str, &[String])) -> Vec<Problem> {
    let before = held.earlier(since).zip(held.made(&of.entity)).and_then(|(rows, id)| rows.row(&of.key, &id).cloned());
    // Without the object before there is nothing to compare; its absence has a finding of its own.
    let Some(before) = before.as_ref().and_then(|row| row.get(object)) else { return Vec::new() };
    in_row(held, of, |(id, row)| {
        let now = row.get(object).unwrap_or(&Value::Null);
        let filled = members.iter().filter_map(|name| Some((name, before.get(name).filter(|was| !vacant(was))?)));
        let same = |(name, was): &(&String, &Value)| now.get(*name).is_some_and(|is| holds(is, was) && holds(was, is));
        let (kept, lost): (Vec<_>, Vec<_>) = filled.partition(same);
        let mixed = |(name, was): (&String, &Value)| {
            let others: Vec<String> = kept.iter().map(|(name, _)| format!("`{name}`")).collect();
            let expected = format!("`{object}.{name}` {was} in the row {id}, as before, like {}", others.join(", "));
            differs(held, &Path::top(object).member(name), &expected, now.get(name))
        };
        if kept.is_empty() { Vec::new() } else { lost.into_iter().map(mixed).collect() }
    })
}
