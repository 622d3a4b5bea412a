//! A page has as many rows as its bounds leave.

use super::Held;
use crate::judge::Problem;

pub(super) fn judge(held: &Held<'_>, limit: u64, offset: u64) -> Vec<Problem> {
    let rows = held.listing.rows.len() as u64;
    let wanted = held.listing.total.map(|total| total.saturating_sub(offset).min(limit));
    let fine = wanted.map_or(rows <= limit, |wanted| rows == wanted);
    let total = held.listing.total.map(|total| format!(" of {total}")).unwrap_or_default();
    let expected = || match wanted {
        Some(wanted) => format!("{wanted} rows{total}: at most {limit}, {offset} left out"),
        None => format!("at most {limit} rows"),
    };
    (!fine).then(|| held.problem(expected(), format!("{rows} rows"))).into_iter().collect()
}

/// What an answer without a size lacks shows in one with a greater size, where no total tells.
pub(super) fn judge_default(held: &Held<'_>, of: usize, size: u64) -> Vec<Problem> {
    let bare = held.earlier(of).map(|bare| bare.rows.len() as u64);
    let lacks = bare.filter(|rows| *rows < size && held.listing.rows.len() as u64 >= size);
    let problem = |rows: u64| held.problem(format!("{size} rows, as documented by default"), format!("{rows} rows"));
    lacks.map(problem).into_iter().collect()
}

pub(super) fn judge_total(held: &Held<'_>) -> Vec<Problem> {
    let rows = held.listing.rows.len() as u64;
    let wrong = held.listing.total.filter(|total| *total != rows);
    let cause = format!("{}: the total", held.method().name);
    let problem = |total: u64| Problem::new(cause, format!("a total of {rows}, as there are rows"), total.to_string());
    wrong.map(problem).into_iter().collect()
}

pub(super) fn judge_count(held: &Held<'_>, wanted: u64) -> Vec<Problem> {
    let rows = held.listing.rows.len() as u64;
    let word = |count: u64| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    (rows != wanted).then(|| held.problem(word(wanted), word(rows))).into_iter().collect()
}
