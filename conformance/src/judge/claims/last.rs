//! The last page by number has the rows that are left for it, none of which stands on the page ahead of it.
//!
//! Whether numbers begin with 0 or 1 is often nowhere said: where they begin with 0, the page of this number is past the end and has no rows.

use super::Held;
use crate::judge::Problem;
use crate::judge::listing::Listing;

/// The size of pages that leaves a last page which is not full: the least that does not divide the total.
pub fn size(total: u64) -> Option<u64> {
    (2..=total).find(|size| !total.is_multiple_of(*size))
}

pub(super) fn judge(held: &Held<'_>) -> Vec<Problem> {
    let [ahead, last] = held.evidence.followed else { return Vec::new() };
    let total = held.listing.total;
    // Somebody else wrote in between.
    let steady = total.is_some() && last.total == total && ahead.total == total;
    let Some((size, total)) = total.and_then(|total| Some((size(total)?, total))).filter(|_| steady) else {
        return Vec::new();
    };
    let count = |listing: &Listing| listing.rows.len() as u64;
    // A page past the end has no rows, and a target may know a least size of pages that no page of the documents tells.
    if last.rows.is_empty() || count(ahead) > size {
        return Vec::new();
    }
    let number = total.div_ceil(size);
    let says = |listing: &&Listing| listing.pages.is_some_and(|pages| pages != number);
    if let Some(pages) = [ahead, last].into_iter().find(says).and_then(|listing| listing.pages) {
        let cause = format!("{}: the number of pages", held.method().name);
        let expected = format!("{number} pages of {size} rows, of {total} in all");
        return vec![Problem::new(cause, expected, pages.to_string())];
    }
    let wanted = total % size;
    let mut problems = Vec::new();
    if count(last) != wanted {
        let expected = format!("{wanted} rows on page {number} of {size} rows each, of {total} in all");
        problems.push(held.problem(expected, format!("{} rows", count(last))));
    }
    if last.rows.iter().any(|row| ahead.rows.contains(row)) {
        let expected = format!("other rows on page {number} than on page {}", number - 1);
        problems.push(held.problem(expected, "a row that stands on both"));
    }
    problems
}
