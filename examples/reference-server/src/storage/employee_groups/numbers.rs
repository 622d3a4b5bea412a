//! The numbers of a group: those of its members, in an order of its own.
//!
//! Only what was set is kept. A number that came later is available and called after those that were ordered.

use std::collections::{BTreeMap, BTreeSet};

use doctract_runtime::Number;
use rusqlite::{Row, Transaction, params};

use crate::storage::{
    Entity, Refusal, StorageError, Store,
    refusal::{Reason, Stop},
};

/// A number of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroupNumber {
    /// What the number of this member is known by.
    pub(crate) id: i64,
    pub(crate) phone_number: String,
    pub(crate) employee_id: i64,
    pub(crate) employee_full_name: String,
    pub(crate) available: bool,
}

/// What a caller says of a number of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberSetting {
    pub(crate) id: Number,
    pub(crate) available: bool,
}

/// Reads the numbers of some groups.
pub(super) const NUMBERS: &str = "SELECT members.group_id, numbers.id, numbers.phone_number, numbers.employee_id, \
    employees.full_name, ifnull(settings.available, TRUE) \
    FROM employee_group_members AS members \
    JOIN employees ON employees.id = members.employee_id \
    JOIN employee_phone_numbers AS numbers ON numbers.employee_id = members.employee_id \
    LEFT JOIN employee_group_numbers AS settings \
        ON settings.group_id = members.group_id AND settings.employee_phone_number_id = numbers.id \
    WHERE members.group_id IN rarray(?) \
    ORDER BY members.group_id, settings.position IS NULL, settings.position, numbers.employee_id, numbers.position";

/// Finds the ids of all numbers of a group, each with its employee.
const IDS: &str = "SELECT numbers.id, numbers.employee_id FROM employee_group_members AS members \
    JOIN employee_phone_numbers AS numbers ON numbers.employee_id = members.employee_id WHERE members.group_id = ?";

const SET: &str = "INSERT INTO employee_group_numbers \
    (group_id, employee_id, employee_phone_number_id, position, available) VALUES (?, ?, ?, ?, ?)";

impl Store {
    /// Orders the numbers of a group, and says which of them are available. Refused unless they are all its numbers.
    pub(crate) async fn set_group_numbers(
        &self,
        group: Number,
        settings: Vec<NumberSetting>,
    ) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let group = Entity::EmployeeGroup.find(transaction, "id", group)?;
            let ordered = check(transaction, group, &settings)?;
            transaction.prepare_cached("DELETE FROM employee_group_numbers WHERE group_id = ?")?.execute([group])?;
            let mut set = transaction.prepare_cached(SET)?;
            for (position, (number, employee, available)) in ordered.into_iter().enumerate() {
                set.execute(params![group, employee, number, position, available])?;
            }
            Ok(())
        })
        .await
    }
}

/// Each number with its employee and whether it is available, where the settings are of all numbers of the group.
fn check(transaction: &Transaction<'_>, group: i64, settings: &[NumberSetting]) -> Result<Vec<(i64, i64, bool)>, Stop> {
    const FIELD: &str = "phone_numbers.employee_phone_number_id";
    let mut select = transaction.prepare_cached(IDS)?;
    let known = select.query_map([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let known: BTreeMap<i64, i64> = known.collect::<rusqlite::Result<_>>()?;
    let passed: BTreeSet<i64> = settings.iter().filter_map(|setting| setting.id.as_i64()).collect();
    if known.keys().any(|number| !passed.contains(number)) {
        return Err(Refusal::without_value(Reason::Value, "phone_numbers").into());
    }
    let mut left = known.clone();
    let mut ordered = Vec::new();
    for NumberSetting { id, available } in settings {
        let number = id.as_i64().filter(|id| known.contains_key(id));
        let Some(number) = number else { return Err(Refusal::new(Reason::NotFound, FIELD, *id).into()) };
        let Some(employee) = left.remove(&number) else {
            return Err(Refusal::new(Reason::Duplicate, FIELD, *id).into());
        };
        ordered.push((number, employee, *available));
    }
    Ok(ordered)
}

/// A number out of a row of [`NUMBERS`].
pub(super) fn number(row: &Row<'_>) -> rusqlite::Result<GroupNumber> {
    Ok(GroupNumber {
        id: row.get(1)?,
        phone_number: row.get(2)?,
        employee_id: row.get(3)?,
        employee_full_name: row.get(4)?,
        available: row.get(5)?,
    })
}
