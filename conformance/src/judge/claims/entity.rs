//! The row of one entity: that it is there with its values, that it is gone, that nothing else has changed.

use serde_json::Value;

use super::Held;
use super::filtered::found;
use crate::claim::Subject;
use crate::condition::same;
use crate::draft::{Draft, Path, Slot, Step};
use crate::judge::listing::Row;
use crate::judge::{Problem, Symptom};
use crate::seen::is_empty;
use crate::unique::is_own_text;

pub(super) fn judge_row(held: &Held<'_>, of: &Subject, fields: &[(Path, Draft)]) -> Vec<Problem> {
    let wrong = |(id, row): (Value, Value)| {
        let differing = fields.iter().filter_map(|(path, draft)| {
            let wanted = held.value(draft)?;
            let seen = at(&row, path);
            let fine = seen.is_some_and(|seen| holds(seen, &wanted));
            (!fine).then(|| differs(held, path, &format!("`{path}` {wanted} in the row {id}"), seen))
        });
        differing.chain(doubled(held, of, &id, fields)).collect()
    };
    in_row(held, of, wrong)
}

/// That an entity has another row: one of the same id, or one that holds all that was sent, some of which no other request has.
fn doubled(held: &Held<'_>, of: &Subject, id: &Value, fields: &[(Path, Draft)]) -> Option<Problem> {
    let wanted: Vec<(&Path, Value)> =
        fields.iter().filter_map(|(path, draft)| Some((path, held.value(draft)?))).collect();
    let marked = wanted.iter().any(|(_, value)| is_own_text(value));
    let twin = |row: &&Row| {
        let row = Value::Object((*row).clone());
        let all = || wanted.iter().all(|(path, wanted)| at(&row, path).is_some_and(|seen| holds(seen, wanted)));
        row.get(&of.key).is_some_and(|seen| same(seen, id)) || (marked && all())
    };
    let count = held.listing.rows.iter().filter(twin).count();
    (count > 1).then(|| held.problem(format!("one row for the entity {id}"), format!("{count} rows")))
}

pub(super) fn judge_absence(held: &Held<'_>, of: &Subject) -> Vec<Problem> {
    let row = row_of(held, of).and_then(|(id, row)| row.map(|row| (id, row)));
    let problem = |(id, row): (Value, Row)| held.problem(format!("no row {id}"), Value::Object(row).to_string());
    row.map(problem).into_iter().collect()
}

pub(super) fn judge_unchanged(held: &Held<'_>, of: &Subject, since: usize, fields: &[String]) -> Vec<Problem> {
    let before = held.earlier(since).zip(held.made(&of.entity)).and_then(|(rows, id)| rows.row(&of.key, &id).cloned());
    // Without the row before there is nothing to compare; its absence has a finding of its own.
    let Some(before) = before else {
        return Vec::new();
    };
    let wrong = |(id, row): (Value, Value)| {
        let changed = fields.iter().filter_map(|name| {
            let (was, is) = (before.get(name)?, row.get(name));
            let fine = is.is_some_and(|is| holds(is, was) && holds(was, is));
            let path = Path::top(name);
            (!fine).then(|| differs(held, &path, &format!("`{name}` {was} in the row {id}, as before"), is))
        });
        changed.collect()
    };
    in_row(held, of, wrong)
}

pub(super) fn judge_reset(held: &Held<'_>, of: &Subject, fields: &[(Path, Vec<Value>)]) -> Vec<Problem> {
    let as_null = held.api().conventions.empty_as_null;
    let nothing = |seen: &Value| vacant(seen) && !(as_null && seen.as_str() == Some(""));
    let wrong = |(id, row): (Value, Value)| {
        let kept = fields.iter().filter_map(|(path, others)| {
            let seen = at(&row, path);
            let fine = seen.is_none_or(|seen| nothing(seen) || others.iter().any(|other| holds(seen, other)));
            (!fine).then(|| differs(held, path, &format!("nothing at `{path}` in the row {id}"), seen))
        });
        kept.collect()
    };
    in_row(held, of, wrong)
}

pub(super) fn judge_filled(held: &Held<'_>, of: &Subject, field: &str) -> Vec<Problem> {
    let wrong = |(id, row): (Value, Value)| {
        let seen = row.get(field);
        let expected = || format!("something in `{field}` of the row {id}");
        let empty = seen.is_none_or(is_empty);
        empty.then(|| differs(held, &Path::top(field), &expected(), seen)).into_iter().collect()
    };
    in_row(held, of, wrong)
}

pub(super) fn judge_parts(held: &Held<'_>, of: &Subject, field: &str, parts: &[Draft]) -> Vec<Problem> {
    let wrong = |(id, row): (Value, Value)| {
        let seen = row.get(field);
        let text = seen.and_then(Value::as_str).unwrap_or_default();
        let values = parts.iter().filter_map(|part| held.value(part));
        let path = Path::top(field);
        let (mut problems, mut rest, mut last) = (Vec::new(), text, None);
        for value in values {
            let Some(part) = value.as_str() else { continue };
            match (rest.find(part), &last) {
                (Some(at), _) => rest = &rest[at + part.len()..],
                (None, Some(last)) if text.contains(part) => {
                    let expected = format!("{value} behind {last} in `{field}` of the row {id}");
                    problems.push(differs(held, &path, &expected, seen));
                }
                (None, _) => {
                    problems.push(differs(held, &path, &format!("{value} in `{field}` of the row {id}"), seen));
                }
            }
            last = Some(value.to_string());
        }
        problems
    };
    in_row(held, of, wrong)
}

/// Judges by the row, whose absence is wrong, too.
pub(super) fn in_row(
    held: &Held<'_>,
    of: &Subject,
    wrong: impl FnOnce((Value, Value)) -> Vec<Problem>,
) -> Vec<Problem> {
    match row_of(held, of) {
        None => Vec::new(),
        // Where not all rows came, the row may be among the others.
        Some((_, None)) if held.is_cut() => Vec::new(),
        Some((id, None)) => vec![held.problem(format!("the row {id}"), found(held))],
        Some((id, Some(row))) => wrong((id, Value::Object(row))),
    }
}

/// A field of a row that is not as it should be.
pub(super) fn differs(held: &Held<'_>, path: &Path, expected: &str, seen: Option<&Value>) -> Problem {
    let cause = format!("{} at {path}", held.hearing.own_cause());
    Problem::new(cause, expected, seen.map_or("nothing".to_owned(), Value::to_string)).showing(Symptom::Values)
}

/// The id of an entity and its row, if there is one.
fn row_of(held: &Held<'_>, of: &Subject) -> Option<(Value, Option<Row>)> {
    let id = held.made(&of.entity)?;
    let row = held.listing.row(&of.key, &id).cloned();
    Some((id, row))
}

/// The part of a value at a path.
pub(super) fn at<'v>(value: &'v Value, path: &Path) -> Option<&'v Value> {
    path.0.iter().try_fold(value, |value, step| match step {
        Step::Name(name) => value.get(name),
        Step::Item => value.get(0),
    })
}

/// Whether a value holds nothing: an object whose members hold nothing, or are off, does not.
pub(super) fn vacant(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.values().all(|value| vacant(value) || *value == Value::Bool(false)),
        value => is_empty(value),
    }
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
        _ => same(seen, wanted) || same_time(seen, wanted),
    }
}

/// Whether two texts are the same moment, in whatever form RFC 3339 lets it be written.
fn same_time(one: &Value, other: &Value) -> bool {
    let moment = |value: &Value| value.as_str()?.parse::<jiff::Timestamp>().ok();
    moment(one).zip(moment(other)).is_some_and(|(one, other)| one == other)
}

/// Judges that two entities have unlike ids.
pub(super) fn judge_unlike(held: &Held<'_>, of: &Subject, other: &Slot) -> Vec<Problem> {
    let ids = held.made(&of.entity).zip(held.made(other)).filter(|(one, other)| same(one, other));
    let problem =
        |(id, _): (Value, Value)| held.problem("two entities, each with an id of its own", format!("{id} twice"));
    ids.into_iter().map(problem).collect()
}

/// Judges that an array of a row has, or has not, an element with the id of another entity.
pub(super) fn judge_element(
    held: &Held<'_>,
    of: &Subject,
    array: &str,
    member: &str,
    (other, present): (&Slot, bool),
) -> Vec<Problem> {
    let Some(wanted) = held.made(other) else {
        return Vec::new();
    };
    let wrong = |(id, row): (Value, Value)| {
        let seen = row.get(array);
        let elements = seen.and_then(Value::as_array).into_iter().flatten();
        let is = |element: &&Value| element.get(member).is_some_and(|seen| same(seen, &wanted));
        let count = elements.filter(is).count();
        let word = if present { "one element" } else { "no element" };
        let expected = format!("{word} with `{member}` {wanted} in `{array}` of the row {id}");
        (count != usize::from(present)).then(|| differs(held, &Path::top(array), &expected, seen)).into_iter().collect()
    };
    in_row(held, of, wrong)
}

/// Judges that an array of a row holds these elements in this order.
pub(super) fn judge_order(held: &Held<'_>, of: &Subject, array: &str, elements: &Draft) -> Vec<Problem> {
    let Some(Value::Array(wanted)) = held.value(elements) else {
        return Vec::new();
    };
    let wrong = |(id, row): (Value, Value)| {
        let seen = row.get(array);
        let items = seen.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let fine = items.len() == wanted.len() && items.iter().zip(&wanted).all(|(seen, wanted)| holds(seen, wanted));
        let words = Value::Array(wanted.clone());
        let expected = format!("`{array}` in the row {id} in the order in which it was sent: {words}");
        (!fine).then(|| differs(held, &Path::top(array), &expected, seen)).into_iter().collect()
    };
    in_row(held, of, wrong)
}
