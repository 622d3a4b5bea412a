//! Lists: which rows, in which order, and which part of them.

use std::collections::BTreeSet;

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

/// Where the rows of a list come from.
pub(super) struct Source {
    /// The table of the entity.
    pub(super) table: &'static str,
    /// What brings in the columns of other tables, without adding rows or taking any away.
    pub(super) joins: &'static [&'static str],
    /// The columns to read.
    pub(super) columns: &'static str,
}

/// Reads a part of a table, and how many rows the whole has.
pub(super) fn read<F: Field, T>(
    transaction: &Transaction<'_>,
    source: &Source,
    listing: &Listing<F>,
    from_row: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Page<T>> {
    let predicate = listing.predicate.as_ref();
    // Rows can be counted without the tables that no condition looks at.
    let needed: Vec<&'static str> = predicate.map(joins).unwrap_or_default().into_iter().collect();
    let mut count = Sql::new();
    count.push("SELECT COUNT(*)").from(source.table, &needed).condition(predicate);
    let total =
        transaction.prepare_cached(count.text())?.query_row(params_from_iter(count.values()), |row| row.get(0))?;

    let mut select = Sql::new();
    select.push("SELECT ").push(source.columns).from(source.table, source.joins).condition(predicate);
    // SQLite takes a negative limit for none at all.
    let (limit, offset) = (listing.limit.max(0), listing.offset.max(0));
    select.order(&listing.order).push(" LIMIT ").integer(limit).push(" OFFSET ").integer(offset);
    let mut statement = transaction.prepare_cached(select.text())?;
    let rows = statement.query_map(params_from_iter(select.values()), from_row)?.collect::<rusqlite::Result<_>>()?;
    Ok(Page { rows, total })
}

/// The joins that the fields of a predicate need.
fn joins<F: Field>(predicate: &Predicate<F>) -> BTreeSet<&'static str> {
    let mut needed = BTreeSet::new();
    predicate.each_field(&mut |field| needed.extend(field.join()));
    needed
}
