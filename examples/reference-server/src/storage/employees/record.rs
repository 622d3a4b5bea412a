//! Employees as they are written.

use doctract_runtime::Number;
use rusqlite::{Row, Transaction, named_params};

use super::{NewNumber, Operator, numbers, operator};
use crate::storage::{
    Entity, Refusal, StorageError, Store,
    members::GROUPS_OF_EMPLOYEE,
    refusal::{Reason, Stop},
};

/// What a caller says of an employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EmployeeRecord {
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: String,
    pub(crate) patronymic: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) call_recording: String,
    pub(crate) calls_available: bool,
    pub(crate) schedule_id: Option<Number>,
    pub(crate) coach: Coach,
    pub(crate) extension: Option<Extension>,
    pub(crate) operator: Option<Operator>,
    /// The groups; `None` leaves those that are there.
    pub(crate) groups: Option<Vec<Number>>,
    /// The numbers in the order in which they are called; `None` leaves those that are there.
    pub(crate) phone_numbers: Option<Vec<NewNumber>>,
}

/// Who trains an employee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coach {
    pub(crate) id: Option<Number>,
    /// Whether the coach hears each call; needs a coach.
    pub(crate) always_enabled: bool,
}

/// The short number of an employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Extension {
    pub(crate) phone_number: String,
    pub(crate) voice_mail_enabled: bool,
    pub(crate) queue_enabled: bool,
}

const INSERT: &str = "INSERT INTO employees (first_name, last_name, patronymic, email, call_recording, calls_available, \
    schedule_id, coach_id, coach_always_enabled, extension_phone_number, extension_voice_mail_enabled, \
    extension_queue_enabled) VALUES (:first_name, :last_name, :patronymic, :email, :call_recording, :calls_available, \
    :schedule_id, :coach_id, :coach_always_enabled, :extension_phone_number, :extension_voice_mail_enabled, \
    :extension_queue_enabled)";

const UPDATE: &str = "UPDATE employees SET first_name = :first_name, last_name = :last_name, patronymic = :patronymic, \
    email = :email, call_recording = :call_recording, calls_available = :calls_available, schedule_id = :schedule_id, \
    coach_id = :coach_id, coach_always_enabled = :coach_always_enabled, \
    extension_phone_number = :extension_phone_number, extension_voice_mail_enabled = :extension_voice_mail_enabled, \
    extension_queue_enabled = :extension_queue_enabled WHERE id = :id";

impl Store {
    /// Keeps a new employee and gives the id; refused where the record refers to something that is not there.
    pub(crate) async fn create_employee(&self, record: EmployeeRecord) -> Result<Result<i64, Refusal>, StorageError> {
        self.attempt(move |transaction| {
            save(transaction, None, &record)?;
            let id = transaction.last_insert_rowid();
            save_parts(transaction, id, &record)?;
            Ok(id)
        })
        .await
    }

    /// Changes an employee: `change` gets the record as it is, without its lists.
    pub(crate) async fn update_employee(
        &self,
        id: Number,
        change: impl FnOnce(&mut EmployeeRecord) -> Result<(), Refusal> + Send + 'static,
    ) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let id = Entity::Employee.find(transaction, "id", id)?;
            let select = "SELECT * FROM employees WHERE id = ?";
            let mut employee = transaction.prepare_cached(select)?.query_row([id], record)?;
            employee.operator = operator::find(transaction, id)?;
            change(&mut employee)?;
            save(transaction, Some(id), &employee)?;
            save_parts(transaction, id, &employee)
        })
        .await
    }
}

fn save(transaction: &Transaction<'_>, id: Option<i64>, record: &EmployeeRecord) -> Result<(), Stop> {
    if record.coach.always_enabled && record.coach.id.is_none() {
        return Err(Refusal::new(Reason::Combination, "coach.coach_always_enabled", true).into());
    }
    let find = |entity: Entity, field, id: Option<Number>| id.map(|id| entity.find(transaction, field, id)).transpose();
    let extension = record.extension.as_ref();
    let values = named_params! {
        ":first_name": record.first_name,
        ":last_name": record.last_name,
        ":patronymic": record.patronymic,
        ":email": record.email,
        ":call_recording": record.call_recording,
        ":calls_available": record.calls_available,
        ":schedule_id": find(Entity::Schedule, "schedule_id", record.schedule_id)?,
        ":coach_id": find(Entity::Employee, "coach.coach_id", record.coach.id)?,
        ":coach_always_enabled": record.coach.always_enabled,
        ":extension_phone_number": extension.map(|extension| &extension.phone_number),
        ":extension_voice_mail_enabled": extension.is_some_and(|extension| extension.voice_mail_enabled),
        ":extension_queue_enabled": extension.is_some_and(|extension| extension.queue_enabled),
        ":id": id,
    };
    match id {
        // All but the id, which a new employee is still to get.
        None => transaction.prepare_cached(INSERT)?.execute(&values[..values.len() - 1])?,
        Some(_) => transaction.prepare_cached(UPDATE)?.execute(values)?,
    };
    Ok(())
}

fn save_parts(transaction: &Transaction<'_>, id: i64, record: &EmployeeRecord) -> Result<(), Stop> {
    operator::save(transaction, id, record.operator.as_ref())?;
    if let Some(groups) = &record.groups {
        GROUPS_OF_EMPLOYEE.replace(transaction, "groups", id, groups)?;
    }
    if let Some(phone_numbers) = &record.phone_numbers {
        numbers::replace(transaction, id, phone_numbers)?;
    }
    Ok(())
}

/// An employee without the lists, and without the operator that the employee may be.
fn record(row: &Row<'_>) -> rusqlite::Result<EmployeeRecord> {
    let id = |column| row.get::<_, Option<i64>>(column).map(|id| id.map(Number::from));
    Ok(EmployeeRecord {
        first_name: row.get("first_name")?,
        last_name: row.get("last_name")?,
        patronymic: row.get("patronymic")?,
        email: row.get("email")?,
        call_recording: row.get("call_recording")?,
        calls_available: row.get("calls_available")?,
        schedule_id: id("schedule_id")?,
        coach: Coach { id: id("coach_id")?, always_enabled: row.get("coach_always_enabled")? },
        extension: Extension::read(row)?,
        operator: None,
        groups: None,
        phone_numbers: None,
    })
}

impl Extension {
    /// The extension out of a row of employees.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let Some(phone_number) = row.get("extension_phone_number")? else { return Ok(None) };
        Ok(Some(Self {
            phone_number,
            voice_mail_enabled: row.get("extension_voice_mail_enabled")?,
            queue_enabled: row.get("extension_queue_enabled")?,
        }))
    }
}
