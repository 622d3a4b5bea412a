//! The numbers of employees. The settings of a number are the same for all who have it.

use std::rc::Rc;

use rusqlite::{Row, Transaction, params, types::Value};

/// A number, with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PhoneNumber {
    pub(crate) text: String,
    pub(crate) channels_count: i64,
    pub(crate) dial_time: i64,
    pub(crate) status: String,
}

/// A number that a caller gives to an employee, with the settings that the caller names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewNumber {
    pub(crate) phone_number: String,
    pub(crate) channels_count: Option<i64>,
    pub(crate) dial_time: Option<i64>,
    pub(crate) status: Option<&'static str>,
}

/// Reads the numbers of some employees.
pub(super) const NUMBERS: &str = "SELECT employee_id, phone_number, channels_count, dial_time, status \
    FROM employee_phone_numbers JOIN phone_numbers USING (phone_number) \
    WHERE employee_id IN rarray(?) ORDER BY employee_id, position";

const END: &str = "DELETE FROM employee_phone_numbers WHERE employee_id = ? AND phone_number NOT IN rarray(?)";

const IS_SHARED: &str =
    "SELECT EXISTS (SELECT 1 FROM employee_phone_numbers WHERE phone_number = ? AND employee_id <> ?)";

/// A number that is new, or that nobody else has: what is not named gets the documented default.
const SET: &str = "INSERT INTO phone_numbers (phone_number, channels_count, dial_time, status) \
    VALUES (?1, ifnull(?2, 1), ifnull(?3, 60), ifnull(?4, 'active')) ON CONFLICT DO UPDATE \
    SET channels_count = excluded.channels_count, dial_time = excluded.dial_time, status = excluded.status";

/// A number that another employee has: what is not named stays.
const CHANGE: &str = "UPDATE phone_numbers SET channels_count = ifnull(?2, channels_count), \
    dial_time = ifnull(?3, dial_time), status = ifnull(?4, status) WHERE phone_number = ?1";

const GIVE: &str = "INSERT INTO employee_phone_numbers (employee_id, position, phone_number) VALUES (?, ?, ?) \
    ON CONFLICT (employee_id, phone_number) DO UPDATE SET position = excluded.position";

/// Makes these the numbers of an employee. One that the employee had before keeps its id.
pub(super) fn replace(transaction: &Transaction<'_>, employee: i64, numbers: &[NewNumber]) -> rusqlite::Result<()> {
    let kept: Vec<Value> = numbers.iter().map(|number| number.phone_number.clone().into()).collect();
    transaction.prepare_cached(END)?.execute(params![employee, Rc::new(kept)])?;
    for (position, number) in numbers.iter().enumerate() {
        let NewNumber { phone_number, channels_count, dial_time, status } = number;
        let mut is_shared = transaction.prepare_cached(IS_SHARED)?;
        let shared: bool = is_shared.query_row(params![phone_number, employee], |row| row.get(0))?;
        let statement = if shared { CHANGE } else { SET };
        transaction.prepare_cached(statement)?.execute(params![phone_number, channels_count, dial_time, status])?;
        transaction.prepare_cached(GIVE)?.execute(params![employee, position, phone_number])?;
    }
    Ok(())
}

/// A number out of a row of [`NUMBERS`].
pub(super) fn number(row: &Row<'_>) -> rusqlite::Result<PhoneNumber> {
    Ok(PhoneNumber { text: row.get(1)?, channels_count: row.get(2)?, dial_time: row.get(3)?, status: row.get(4)? })
}
