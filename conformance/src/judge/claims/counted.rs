//! What a page says of itself: its number and size as asked for, and numbers of rows and pages that agree with each other and with its rows.

use doctract_spec::ir::Role;

use super::Held;
use crate::judge::Problem;
use crate::judge::listing::{body_of, whole};

/// What a page says.
struct Said {
    rows: u64,
    number: Option<u64>,
    size: Option<u64>,
    total: Option<u64>,
    pages: Option<u64>,
}

pub(super) fn judge(held: &Held<'_>, page: Option<u64>, size: u64) -> Vec<Problem> {
    let echo = |role: Role| echoed(held, role);
    let rows = held.listing.rows.len() as u64;
    let (number, said_size) = (echo(Role::Page), echo(Role::Limit));
    let said = Said { rows, number, size: said_size, total: held.listing.total, pages: held.listing.pages };
    let mut problems = Vec::new();
    let mut differs = |what: &str, expected: String, got: u64| {
        let cause = format!("{}: {what}", held.method().name);
        problems.push(Problem::new(cause, expected, got.to_string()));
    };
    if let (Some(asked), Some(number)) = (page, said.number.filter(|number| page.is_some_and(|page| page != *number))) {
        differs("the number of the page", format!("the number {asked}, as asked for"), number);
    }
    // The size may be the one that was asked for, or tell how many rows there are on this page.
    if let Some(seen) = said.size.filter(|seen| *seen != size && *seen != rows) {
        differs("the size of the page", format!("the size {size}, as asked for"), seen);
    }
    // A target may know a least size that no page tells, and then says which it took.
    if rows > size && said.size.is_none_or(|said| said == size) {
        differs("the size of the page", format!("at most {size} rows, as asked for"), rows);
    }
    if let (Some(total), Some(pages)) = (said.total, said.pages) {
        let wanted = total.div_ceil(size);
        let of_said = said.size.filter(|said| *said > 0).map(|said| total.div_ceil(said));
        if pages != wanted && of_said != Some(pages) && !(total == 0 && pages == 1) {
            differs("the number of pages", format!("{wanted} pages of {size} rows, of {total} in all"), pages);
        }
    }
    if let Some((wanted, total)) = said.left(size).filter(|(wanted, _)| *wanted != rows) {
        differs("the rows of the page", format!("{wanted} rows on this page of {size}, of {total} in all"), rows);
    }
    problems
}

pub(super) fn judge_past(held: &Held<'_>, page: u64) -> Vec<Problem> {
    let rows = held.listing.rows.len();
    let other = echoed(held, Role::Page).is_some_and(|number| number != page);
    let problem = || held.problem(format!("no rows on page {page}, of which there is none"), format!("{rows} rows"));
    (rows > 0 && !other).then(problem).into_iter().collect()
}

pub(super) fn judge_whole(held: &Held<'_>, size: u64) -> Vec<Problem> {
    let rows = held.listing.rows.len() as u64;
    // A target may know a greatest size that no page tells, and then says either the size or the number of pages.
    let full = echoed(held, Role::Limit).is_some_and(|said| rows < said.min(size));
    if !full && held.listing.pages != Some(1) {
        return Vec::new();
    }
    super::length::judge_total(held)
}

impl Said {
    /// How many rows are left for the page by its own words, and the total; none where it does not tell. Numbers begin with 1: a page of the
    /// number 0 is the first one.
    fn left(&self, size: u64) -> Option<(u64, u64)> {
        let (number, total) = (self.number?, self.total?);
        let ahead = number.saturating_sub(1).checked_mul(size)?;
        // Where they begin with 0, a page may have what this one would have after it.
        let (one, zero) =
            (total.saturating_sub(ahead).min(size), total.saturating_sub(number.checked_mul(size)?).min(size));
        Some((if self.rows == zero { zero } else { one }, total))
    }
}

/// What the answer says under the name of the parameter with this meaning.
fn echoed(held: &Held<'_>, role: Role) -> Option<u64> {
    let param = held.method().params.iter().find(|param| param.role == Some(role))?;
    let body = body_of(held.api(), held.method(), held.hearing.answer)?;
    let metadata = held.api().conventions.list.metadata.as_deref().and_then(|metadata| body.get(metadata));
    let seen = metadata.and_then(|metadata| metadata.get(&param.name)).or_else(|| body.get(&param.name))?;
    whole(seen)
}
