//! Pages each of which tells of the next: none is greater than asked for, they come to an end, and together they hold every row once.
//!
//! Other users of the account may write meanwhile, so that only rows of the run are counted.

use serde_json::Value;

use super::Held;
use crate::condition::same;
use crate::judge::{Listing, Problem};

pub(super) fn judge(held: &Held<'_>, size: Option<u64>) -> Vec<Problem> {
    let pages = held.evidence.followed;
    let Some(known) = held.known().filter(|_| !pages.is_empty()) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let cause = |what: &str| format!("{}: {what}", held.method().name);
    if let Some((size, rows)) = size.and_then(|size| {
        let mut counts = pages.iter().map(|page| page.rows.len() as u64);
        Some((size, counts.find(|rows| *rows > size)?))
    }) {
        let expected = format!("at most {size} rows on a page");
        problems.push(Problem::new(cause("the size of the page"), expected, format!("{rows} rows")));
    }
    let keys = |page: &Listing| page.rows.iter().map(|row| row.get(&known.key).cloned()).collect::<Vec<_>>();
    let again = pages.windows(2).find(|pair| !pair[0].rows.is_empty() && keys(&pair[0]) == keys(&pair[1]));
    if let Some([page, _]) = again {
        let words = Value::Array(keys(page).into_iter().flatten().collect());
        problems.push(held.problem("other rows on the page that follows", format!("the rows {words} again")));
    }
    let times = |id: &Value| {
        let rows = pages.iter().flat_map(|page| &page.rows);
        rows.filter(|row| row.get(&known.key).is_some_and(|seen| same(seen, id))).count()
    };
    let ended = pages.last().is_some_and(|page| page.next.is_none());
    let wrong =
        known.rows.iter().map(|(id, _)| (id, times(id))).find(|(_, times)| *times > 1 || (ended && *times == 0));
    if let Some((id, times)) = wrong {
        let expected = format!("the row {id} once on all pages together");
        problems.push(held.problem(expected, format!("{times} times on {} pages", pages.len())));
    }
    problems
}
