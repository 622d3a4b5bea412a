//! What elements of an array were made to say, they say.

use serde_json::Value;

use super::Held;
use super::entity::{differs, holds, in_row};
use crate::claim::Subject;
use crate::condition::same;
use crate::draft::{Draft, Path};
use crate::judge::Problem;

/// Judges that these elements of an array in the row of an entity say the same; at most so many of them may be gone.
pub(super) fn judge(
    held: &Held<'_>,
    of: &Subject,
    (array, key): (&str, &str),
    (elements, gone, ordered): (&Draft, usize, bool),
) -> Vec<Problem> {
    let Some(Value::Array(wanted)) = held.value(elements) else { return Vec::new() };
    in_row(held, of, |(id, row)| {
        let items = row.get(array).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let is =
            |one: &Value, other: &Value| one.get(key).zip(other.get(key)).is_some_and(|(one, other)| same(one, other));
        let seen = |wanted: &Value| items.iter().find(|item| is(item, wanted));
        let places: Vec<usize> =
            wanted.iter().filter_map(|wanted| items.iter().position(|item| is(item, wanted))).collect();
        let mixed = ordered && !places.is_sorted();
        let lost = wanted.iter().filter(|one| seen(one).is_none()).count();
        let other = wanted.iter().any(|one| seen(one).is_some_and(|seen| !holds(seen, one)));
        let words = Value::Array(wanted.clone());
        let expected = format!("the elements of `{array}` in the row {id} as they were changed: {words}");
        let wrong = other || mixed || lost > gone;
        wrong.then(|| differs(held, &Path::top(array), &expected, row.get(array))).into_iter().collect()
    })
}
