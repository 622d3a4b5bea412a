//! Groups of employees as they are listed.

use rusqlite::Row;

use super::numbers::{GroupNumber, NUMBERS, number};
use crate::storage::{
    Listing, Page, StorageError, Store, children,
    listing::{self, Source},
    sql::Field,
};

/// A group of employees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EmployeeGroupRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) group_phone_number: Option<i64>,
    pub(crate) queue_enabled: bool,
    pub(crate) channels_count: i64,
    /// The employees by id, with their full names.
    pub(crate) members: Vec<(i64, String)>,
    /// The numbers of the members, in the order in which they are called.
    pub(crate) phone_numbers: Vec<GroupNumber>,
}

/// The fields of an [`EmployeeGroupRow`] that are no lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmployeeGroupField {
    Id,
    Name,
    GroupPhoneNumber,
    QueueEnabled,
    ChannelsCount,
}

impl Field for EmployeeGroupField {
    const KEY: &'static str = "id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::GroupPhoneNumber => "group_phone_number",
            Self::QueueEnabled => "queue_enabled",
            Self::ChannelsCount => "channels_count",
        }
    }
}

const SOURCE: Source = Source {
    table: "employee_groups",
    joins: &[],
    columns: "id, name, group_phone_number, queue_enabled, channels_count",
};

const MEMBERS: &str = "SELECT group_id, employee_id, full_name FROM employee_group_members \
    JOIN employees ON employees.id = employee_id WHERE group_id IN rarray(?) ORDER BY group_id, employee_id";

impl Store {
    /// Lists groups of employees.
    pub(crate) async fn employee_groups(
        &self,
        listing: Listing<EmployeeGroupField>,
    ) -> Result<Page<EmployeeGroupRow>, StorageError> {
        self.read(move |transaction| {
            let mut page = listing::read(transaction, &SOURCE, &listing, row)?;
            let ids = || page.rows.iter().map(|row| row.id);
            let mut members = children::by_owner(transaction, MEMBERS, ids(), |row| Ok((row.get(1)?, row.get(2)?)))?;
            let mut numbers = children::by_owner(transaction, NUMBERS, ids(), number)?;
            for row in &mut page.rows {
                row.members = members.remove(&row.id).unwrap_or_default();
                row.phone_numbers = numbers.remove(&row.id).unwrap_or_default();
            }
            Ok(page)
        })
        .await
    }
}

/// A group whose lists are still to be read.
fn row(row: &Row<'_>) -> rusqlite::Result<EmployeeGroupRow> {
    Ok(EmployeeGroupRow {
        id: row.get(0)?,
        name: row.get(1)?,
        group_phone_number: row.get(2)?,
        queue_enabled: row.get(3)?,
        channels_count: row.get(4)?,
        members: Vec::new(),
        phone_numbers: Vec::new(),
    })
}
