//! An array holds exactly what each entity that the row lists has itself.

use serde_json::Value;

use super::Held;
use super::entity::{differs, in_row};
use crate::claim::{Derived, Subject};
use crate::condition::same;
use crate::draft::{Path, Slot};
use crate::judge::Problem;
use crate::judge::listing::Row;

pub(super) fn judge(held: &Held<'_>, of: &Subject, derived: &Derived) -> Vec<Problem> {
    let ([theirs, ours], [first, holder]) = &derived.premise;
    let begun = held.earlier(*ours).zip(held.made(holder)).and_then(|(rows, id)| rows.row(&of.key, &id).cloned());
    let holds_at_first = begun.is_some_and(|row| {
        let (has, shows) = (has(held, derived, *theirs, first), shows(held, derived, &row, first));
        has.is_some_and(|has| !has.is_empty() && alike(&has, &shows))
    });
    let Some(other) = held.made(&derived.other.entity).filter(|_| holds_at_first) else { return Vec::new() };
    in_row(held, of, |(id, row)| {
        let Some(row) = row.as_object() else { return Vec::new() };
        // Whether the list was stored is the question of another case.
        let listed = members(row, &derived.list).iter().any(|item| is(item, &derived.id, &other));
        let wanted =
            if derived.listed { has(held, derived, derived.read, &derived.other.entity) } else { Some(Vec::new()) };
        let Some(wanted) = wanted.filter(|_| listed == derived.listed) else { return Vec::new() };
        let seen = shows(held, derived, row, &derived.other.entity);
        let words = || {
            let wanted = Value::Array(wanted.clone());
            format!(
                "{wanted} as `{}` beside `{}` {other} in `{}` of the row {id}",
                derived.member, derived.id, derived.array
            )
        };
        let problem = || differs(held, &Path::top(&derived.array), &words(), row.get(&derived.array));
        (!alike(&wanted, &seen)).then(problem).into_iter().collect()
    })
}

/// What an entity has itself, as its row in an earlier answer says.
fn has(held: &Held<'_>, derived: &Derived, read: usize, entity: &Slot) -> Option<Vec<Value>> {
    let (rows, id) = held.earlier(read).zip(held.made(entity))?;
    let row = rows.row(&derived.other.key, &id)?;
    row.get(&derived.source)?.as_array().map(|items| values(items, &derived.own))
}

/// What a row shows of an entity.
fn shows(held: &Held<'_>, derived: &Derived, row: &Row, entity: &Slot) -> Vec<Value> {
    let Some(other) = held.made(entity) else { return Vec::new() };
    let items = members(row, &derived.array).into_iter().filter(|item| is(item, &derived.id, &other));
    values(&items.collect::<Vec<_>>(), &derived.member)
}

fn members(row: &Row, array: &str) -> Vec<Value> {
    row.get(array).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn is(item: &Value, member: &str, id: &Value) -> bool {
    item.get(member).is_some_and(|seen| same(seen, id))
}

fn values(items: &[Value], member: &str) -> Vec<Value> {
    items.iter().filter_map(|item| item.get(member)).cloned().collect()
}

/// Whether both hold the same values, in whatever order.
fn alike(one: &[Value], other: &[Value]) -> bool {
    let mut left: Vec<&Value> = other.iter().collect();
    let mut found = |value: &Value| left.iter().position(|seen| same(seen, value)).map(|at| left.remove(at)).is_some();
    one.len() == other.len() && one.iter().all(&mut found)
}
