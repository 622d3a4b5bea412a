//! What a row says of another entity is what the row of the other says of itself.

use serde_json::Value;

use super::Held;
use super::entity::{at, differs, in_row};
use crate::claim::Subject;
use crate::condition::same;
use crate::draft::Path;
use crate::judge::Problem;
use crate::seen::is_empty;

/// The member of a row that names another entity.
pub(super) struct Naming<'p> {
    /// The object, or the array of objects, that names it.
    pub(super) within: &'p Path,
    /// The member with the id of the other.
    pub(super) id: &'p str,
    /// The member that is compared.
    pub(super) member: &'p str,
    /// Whether the other must be named there, even where nothing is.
    pub(super) certain: bool,
}

pub(super) fn judge(
    held: &Held<'_>,
    of: &Subject,
    naming: &Naming<'_>,
    other: &Subject,
    (read, field): (usize, &str),
) -> Vec<Problem> {
    let row = held.earlier(read).zip(held.made(&other.entity));
    let row = row.and_then(|(rows, id)| Some((rows.row(&other.key, &id)?.get(field)?.clone(), id)));
    // Without the row of the other there is nothing to compare; its absence has a finding of its own.
    let Some((wanted, other)) = row else {
        return Vec::new();
    };
    let wrong = |(id, row): (Value, Value)| {
        let holder = at(&row, naming.within);
        if !naming.certain && holder.is_some_and(is_empty) {
            return Vec::new();
        }
        let names = |value: &&Value| value.get(naming.id).is_some_and(|seen| same(seen, &other));
        let element = match holder {
            Some(Value::Array(elements)) => elements.iter().find(names),
            holder => holder.filter(names),
        };
        let seen = element.and_then(|element| element.get(naming.member));
        let path = naming.within.member(naming.member);
        let expected = format!("`{path}` {wanted} beside `{}` {other} in the row {id}", naming.id);
        let fine = seen.is_some_and(|seen| same(seen, &wanted));
        (!fine).then(|| differs(held, &path, &expected, seen)).into_iter().collect()
    };
    in_row(held, of, wrong)
}
