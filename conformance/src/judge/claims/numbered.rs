//! Pages by number hold the rows of a greater page, each once, whether numbers begin with 0 or with 1.

use serde_json::Value;

use super::Held;
use crate::condition::same;
use crate::judge::Problem;
use crate::judge::listing::Listing;

pub(super) fn judge(held: &Held<'_>) -> Vec<Problem> {
    let listings: Option<Vec<Listing>> = (0..5).map(|exchange| held.earlier(exchange)).collect();
    let (Some(known), Some(listings)) = (held.known(), listings) else {
        return Vec::new();
    };
    let [whole, unnumbered, one, two, three] = &listings[..] else { return Vec::new() };
    let again = &held.listing;
    let keys = |listing: &Listing| -> Vec<Value> {
        listing.rows.iter().map(|row| row.get(&known.key).cloned().unwrap_or_default()).collect()
    };
    if !alike(&keys(whole), &keys(again)) || whole.total != again.total {
        // Somebody else wrote in between, or rows have no order at all, of which the documents say nothing.
        return unsteady(held, whole, again);
    }
    let pages = |listings: [&Listing; 3]| listings.map(keys).concat();
    let mut problems = Vec::new();
    let from_one = alike(&keys(unnumbered), &keys(one));
    let pages = pages(if from_one { [one, two, three] } else { [unnumbered, one, two] });
    if !alike(&pages, &keys(whole)) {
        let got = if from_one { "the pages 1 to 3" } else { "the page without a number and the pages 1 and 2" };
        let expected = format!("the rows {} on three pages", words(&keys(whole)));
        problems.push(held.problem(expected, format!("{} on {got}", words(&pages))));
    }
    if let Some(other) = listings.iter().find(|listing| listing.total != whole.total) {
        let cause = format!("{}: the total depends on the page", held.method().name);
        problems.push(Problem::new(cause, format!("the total {} on every page", total(whole)), total(other)));
    }
    problems
}

/// That a page is another one than the first, of whatever size pages are by default.
pub(super) fn judge_second(held: &Held<'_>, key: &str) -> Vec<Problem> {
    let (Some(first), Some(second)) = (held.earlier(0), held.earlier(1)) else { return Vec::new() };
    let keys =
        |listing: &Listing| -> Vec<Value> { listing.rows.iter().filter_map(|row| row.get(key).cloned()).collect() };
    let (rows, again) = (keys(&first), keys(&held.listing));
    let more = first.total.is_some_and(|total| total > first.rows.len() as u64) && first.total == held.listing.total;
    let twice: Vec<Value> = keys(&second).into_iter().filter(|key| rows.iter().any(|row| same(row, key))).collect();
    if !more || !alike(&rows, &again) || twice.is_empty() {
        return Vec::new();
    }
    vec![held.problem("other rows than those of the first page", format!("{} again", words(&twice)))]
}

/// The same request twice gave other rows. Where the total is the same, nobody wrote: no pages can hold every row once.
fn unsteady(held: &Held<'_>, first: &Listing, again: &Listing) -> Vec<Problem> {
    if first.total.is_none() || first.total != again.total {
        return Vec::new();
    }
    vec![held.problem("the same rows on the same page", "other rows than a moment before")]
}

fn total(listing: &Listing) -> String {
    listing.total.map_or("none".to_owned(), |total| total.to_string())
}

/// Whether two lists hold the same values, each as often, in any order.
fn alike(one: &[Value], other: &[Value]) -> bool {
    let count = |values: &[Value], value: &Value| values.iter().filter(|seen| same(seen, value)).count();
    one.len() == other.len() && one.iter().all(|value| count(one, value) == count(other, value))
}

fn words(keys: &[Value]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
