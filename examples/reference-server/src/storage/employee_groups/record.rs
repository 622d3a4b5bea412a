//! Groups of employees as they are written.

use doctract_runtime::Number;
use rusqlite::{Row, params};

use crate::storage::{Entity, Refusal, StorageError, Store, members::EMPLOYEES_OF_GROUP};

/// What a caller says of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EmployeeGroupRecord {
    pub(crate) name: String,
    pub(crate) group_phone_number: Option<i64>,
    pub(crate) queue_enabled: bool,
    pub(crate) channels_count: i64,
    /// The employees; `None` leaves those that are there.
    pub(crate) members: Option<Vec<Number>>,
}

const SELECT: &str = "SELECT name, group_phone_number, queue_enabled, channels_count FROM employee_groups WHERE id = ?";

const INSERT: &str = "INSERT INTO employee_groups (name, group_phone_number, queue_enabled, channels_count) \
    VALUES (?, ?, ?, ?)";

const UPDATE: &str = "UPDATE employee_groups SET name = ?, group_phone_number = ?, queue_enabled = ?, \
    channels_count = ? WHERE id = ?";

impl Store {
    /// Keeps a new group and gives its id; refused where a member is not there.
    pub(crate) async fn create_employee_group(
        &self,
        record: EmployeeGroupRecord,
    ) -> Result<Result<i64, Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let EmployeeGroupRecord { name, group_phone_number, queue_enabled, channels_count, members } = record;
            let values = params![name, group_phone_number, queue_enabled, channels_count];
            let id = transaction.prepare_cached(INSERT)?.insert(values)?;
            EMPLOYEES_OF_GROUP.replace(transaction, "members", id, &members.unwrap_or_default())?;
            Ok(id)
        })
        .await
    }

    /// Changes a group: `change` gets it as it is, without its members.
    pub(crate) async fn update_employee_group(
        &self,
        id: Number,
        change: impl FnOnce(&mut EmployeeGroupRecord) + Send + 'static,
    ) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let id = Entity::EmployeeGroup.find(transaction, "id", id)?;
            let mut record = transaction.prepare_cached(SELECT)?.query_row([id], record)?;
            change(&mut record);
            let EmployeeGroupRecord { name, group_phone_number, queue_enabled, channels_count, members } = record;
            let values = params![name, group_phone_number, queue_enabled, channels_count, id];
            transaction.prepare_cached(UPDATE)?.execute(values)?;
            if let Some(members) = members {
                EMPLOYEES_OF_GROUP.replace(transaction, "members", id, &members)?;
            }
            Ok(())
        })
        .await
    }
}

fn record(row: &Row<'_>) -> rusqlite::Result<EmployeeGroupRecord> {
    Ok(EmployeeGroupRecord {
        name: row.get(0)?,
        group_phone_number: row.get(1)?,
        queue_enabled: row.get(2)?,
        channels_count: row.get(3)?,
        members: None,
    })
}
