//! Times in a row that come one after the other.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::Held;
use super::entity::{differs, in_row};
use crate::claim::Subject;
use crate::draft::Path;
use crate::judge::Problem;

/// Times may be rounded, each by another amount.
const ROUNDED: SignedDuration = SignedDuration::from_secs(1);

/// Judges that no later time of the row of an entity is before an earlier one. What is no time has a finding of its own.
pub(super) fn judge(held: &Held<'_>, of: &Subject, earlier: &[String], later: &[String]) -> Vec<Problem> {
    in_row(held, of, |(id, row)| {
        let time = |name: &String| Some((name.clone(), row.get(name)?.as_str()?.parse::<Timestamp>().ok()?));
        let first = earlier.iter().filter_map(time).max_by_key(|(_, time)| *time);
        let Some((name, first)) = first else { return Vec::new() };
        let before = |(_, time): &(String, Timestamp)| time.duration_until(first) > ROUNDED;
        let wrong = later.iter().filter_map(time).filter(before).map(|(late, _)| {
            let expected = format!("`{late}` of the row {id} not before `{name}`, which is {first}");
            differs(held, &Path::top(&late), &expected, row.get(&late).or(Some(&Value::Null)))
        });
        wrong.collect()
    })
}
