//! Of the rows that are there, whoever made them, a filter keeps all that meet it.

use super::Held;
use crate::condition::{Condition, Met};
use crate::judge::Problem;
use crate::judge::listing::{Listing, Row};

pub(super) fn judge(held: &Held<'_>, key: &str, from: usize, condition: &Condition) -> Vec<Problem> {
    let (Some(before), Some(chosen)) = (held.earlier(from), held.earlier(from + 1)) else { return Vec::new() };
    let (Some(names), Ok(condition)) = (&held.api().conventions.filter, condition.filled(held.evidence.fill)) else {
        return Vec::new();
    };
    let cut = |rows: &Listing| rows.total.is_some_and(|total| total > rows.rows.len() as u64);
    if cut(&before) || cut(&chosen) {
        return Vec::new();
    }
    let meets = |row: &&Row| condition.met_by(names, row) == Met::Yes;
    // A row that was there with the value before and is so afterwards was there in between.
    let lacking = held.listing.rows.iter().filter(meets).find(|row| {
        let Some(id) = row.get(key) else { return false };
        before.row(key, id).is_some_and(|row| meets(&row)) && chosen.row(key, id).is_none()
    });
    let wrong = chosen.rows.iter().find(|row| condition.met_by(names, row) == Met::No);
    let text = |row: &Row| serde_json::Value::Object(row.clone()).to_string();
    let count = format!("{} rows without it", chosen.rows.len());
    let lacking = lacking.map(|row| held.problem(format!("this row, which meets the filter: {}", text(row)), count));
    let wrong =
        wrong.map(|row| held.problem("only rows that meet the filter", format!("a row that does not: {}", text(row))));
    lacking.into_iter().chain(wrong).collect()
}
