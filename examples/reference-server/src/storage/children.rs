//! Lists that are parts of entities.

use std::{collections::BTreeMap, rc::Rc};

use rusqlite::{Row, ToSql, Transaction, types::Value};

/// Reads the parts of some entities, by entity. The statement takes the ids of the entities, and gives the id of one first.
pub(super) fn by_owner<T>(
    transaction: &Transaction<'_>,
    statement: &'static str,
    owners: impl IntoIterator<Item = i64>,
    part: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<BTreeMap<i64, Vec<T>>> {
    let owners: Vec<Value> = owners.into_iter().map(Value::Integer).collect();
    let mut statement = transaction.prepare_cached(statement)?;
    let mut rows = statement.query([Rc::new(owners)])?;
    let mut found: BTreeMap<i64, Vec<T>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(part(row)?);
    }
    Ok(found)
}

/// Replaces a list of an entity. `clear` takes the id of the entity; `insert` takes it with the place and the value of each part.
pub(super) fn replace<T: ToSql>(
    transaction: &Transaction<'_>,
    (clear, insert): (&'static str, &'static str),
    owner: i64,
    parts: &[T],
) -> rusqlite::Result<()> {
    transaction.prepare_cached(clear)?.execute([owner])?;
    let mut statement = transaction.prepare_cached(insert)?;
    for (position, part) in parts.iter().enumerate() {
        statement.execute(rusqlite::params![owner, position, part])?;
    }
    Ok(())
}
