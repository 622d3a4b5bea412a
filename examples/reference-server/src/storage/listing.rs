//! Lists: which rows, in which order, and which part of them.

use rusqlite::{Row, Transaction, params_from_iter};

use super::{
    Predicate,
    sql::{Field, Sql},
};

/// Upwards or downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

/// What to list.
#[derive(Clone, Debug)]
pub(crate) struct Listing<F> {
    /// What rows must meet; `None` for all rows.
    pub(crate) predicate: Option<Predicate<F>>,
    /// The order, the most significant field first. Rows that it leaves equal come in the order in which they were created.
    pub(crate) order: Vec<(F, Direction)>,
    /// How many rows to give.
    pub(crate) limit: i64,
    /// How many rows to pass over before.
    pub(crate) offset: i64,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page<T> {
    /// The rows.
    pub(crate) rows: Vec<T>,
    /// How many rows there are in all parts together.
    pub(crate) total: i64,
}

/// Reads a part of a table, and how many rows the whole has.
pub(super) fn read<F: Field, T>(
    transaction: &Transaction<'_>,
    table: &'static str,
    columns: &'static str,
    listing: Listing<F>,
    from_row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Page<T>> {
    let mut matching = Sql::new();
    matching.push(" FROM ").push(table);
    if let Some(predicate) = listing.predicate {
        matching.push(" WHERE ").predicate(predicate);
    }
    let mut count = Sql::new();
    count.push("SELECT COUNT(*)").append(&matching);
    let total =
        transaction.prepare_cached(count.text())?.query_row(params_from_iter(count.values()), |row| row.get(0))?;

    let mut select = Sql::new();
    select.push("SELECT ").push(columns).append(&matching).order(&listing.order);
    select.push(" LIMIT ").integer(listing.limit).push(" OFFSET ").integer(listing.offset);
    let mut statement = transaction.prepare_cached(select.text())?;
    let rows = statement.query_map(params_from_iter(select.values()), from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(Page { rows, total })
}
