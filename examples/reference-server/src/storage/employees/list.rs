//! Employees as they are listed.

use rusqlite::{Row, Transaction};

use super::{
    Extension, OperatorRow, PhoneNumber,
    numbers::{NUMBERS, number},
    operator::{self, SITES},
};
use crate::storage::{
    Listing, Page, StorageError, Store, children,
    listing::{self, Source},
    sql::Field,
};

/// An employee, with the names of what the record refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EmployeeRow {
    pub(crate) id: i64,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: String,
    pub(crate) patronymic: Option<String>,
    pub(crate) full_name: String,
    pub(crate) email: Option<String>,
    pub(crate) call_recording: String,
    pub(crate) calls_available: bool,
    pub(crate) schedule_id: Option<i64>,
    pub(crate) schedule_name: Option<String>,
    pub(crate) coach_id: Option<i64>,
    pub(crate) coach_full_name: Option<String>,
    pub(crate) coach_always_enabled: bool,
    /// The groups by id, with their names.
    pub(crate) groups: Vec<(i64, String)>,
    pub(crate) phone_numbers: Vec<PhoneNumber>,
    pub(crate) extension: Option<Extension>,
    pub(crate) operator: Option<OperatorRow>,
}

/// The fields of an [`EmployeeRow`] that are no lists and no objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmployeeField {
    Id,
    FirstName,
    LastName,
    Patronymic,
    FullName,
    Email,
    CallRecording,
    CallsAvailable,
    ScheduleId,
    ScheduleName,
}

impl Field for EmployeeField {
    const KEY: &'static str = "employees.id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "employees.id",
            Self::FirstName => "employees.first_name",
            Self::LastName => "employees.last_name",
            Self::Patronymic => "employees.patronymic",
            Self::FullName => "employees.full_name",
            Self::Email => "employees.email",
            Self::CallRecording => "employees.call_recording",
            Self::CallsAvailable => "employees.calls_available",
            Self::ScheduleId => "employees.schedule_id",
            Self::ScheduleName => "schedules.name",
        }
    }

    fn join(self) -> Option<&'static str> {
        (self == Self::ScheduleName).then_some(SCHEDULES)
    }
}

const SCHEDULES: &str = "LEFT JOIN schedules ON schedules.id = employees.schedule_id";

const SOURCE: Source = Source {
    table: "employees",
    joins: &[
        SCHEDULES,
        "LEFT JOIN employees AS coaches ON coaches.id = employees.coach_id",
        "LEFT JOIN operators ON operators.employee_id = employees.id",
        "LEFT JOIN employee_positions ON employee_positions.id = operators.position_id",
    ],
    columns: "employees.id, employees.first_name, employees.last_name, employees.patronymic, \
    employees.full_name, employees.email, employees.call_recording, employees.calls_available, employees.schedule_id, \
    schedules.name AS schedule_name, employees.coach_id, coaches.full_name AS coach_full_name, \
    employees.coach_always_enabled, employees.extension_phone_number, employees.extension_voice_mail_enabled, \
    employees.extension_queue_enabled, operators.login, operators.position_id, \
    employee_positions.name AS position_name, operators.offline_message_enabled, operators.invite_to_chat_enabled, \
    operators.chat_enabled",
};

const GROUPS: &str = "SELECT employee_id, group_id, name FROM employee_group_members \
    JOIN employee_groups ON employee_groups.id = group_id \
    WHERE employee_id IN rarray(?) ORDER BY employee_id, group_id";

impl Store {
    /// Lists employees.
    pub(crate) async fn employees(&self, listing: Listing<EmployeeField>) -> Result<Page<EmployeeRow>, StorageError> {
        self.read(move |transaction| {
            let mut page = listing::read(transaction, &SOURCE, &listing, row)?;
            add_lists(transaction, &mut page.rows)?;
            Ok(page)
        })
        .await
    }
}

fn add_lists(transaction: &Transaction<'_>, rows: &mut [EmployeeRow]) -> rusqlite::Result<()> {
    let ids = || rows.iter().map(|row| row.id);
    let mut groups = children::by_owner(transaction, GROUPS, ids(), |row| Ok((row.get(1)?, row.get(2)?)))?;
    let mut numbers = children::by_owner(transaction, NUMBERS, ids(), number)?;
    let mut sites = children::by_owner(transaction, SITES, ids(), |row| Ok((row.get(1)?, row.get(2)?)))?;
    for row in rows {
        row.groups = groups.remove(&row.id).unwrap_or_default();
        row.phone_numbers = numbers.remove(&row.id).unwrap_or_default();
        if let Some(operator) = &mut row.operator {
            operator.sites = sites.remove(&row.id).unwrap_or_default();
        }
    }
    Ok(())
}

/// An employee whose lists are still to be read.
fn row(row: &Row<'_>) -> rusqlite::Result<EmployeeRow> {
    Ok(EmployeeRow {
        id: row.get("id")?,
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        patronymic: row.get("patronymic")?,
        full_name: row.get("full_name")?,
        email: row.get("email")?,
        call_recording: row.get("call_recording")?,
        calls_available: row.get("calls_available")?,
        schedule_id: row.get("schedule_id")?,
        schedule_name: row.get("schedule_name")?,
        coach_id: row.get("coach_id")?,
        coach_full_name: row.get("coach_full_name")?,
        coach_always_enabled: row.get("coach_always_enabled")?,
        groups: Vec::new(),
        phone_numbers: Vec::new(),
        extension: Extension::read(row)?,
        operator: operator::listed(row)?,
    })
}
