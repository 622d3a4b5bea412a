//! Employees who answer chats.

use std::rc::Rc;

use doctract_runtime::Number;
use rusqlite::{OptionalExtension, Row, Transaction, params, types::Value};

use crate::storage::{Entity, refusal::Stop};

/// What a caller says of an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) login: String,
    pub(crate) position_id: Option<Number>,
    pub(crate) offline_message_enabled: bool,
    pub(crate) invite_to_chat_enabled: bool,
    pub(crate) chat_enabled: bool,
    /// The sites to answer for; `None` leaves those that are there.
    pub(crate) sites: Option<Vec<Number>>,
}

/// An operator, with the names of what the record refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OperatorRow {
    pub(crate) login: String,
    pub(crate) position_id: Option<i64>,
    pub(crate) position_name: Option<String>,
    pub(crate) offline_message_enabled: bool,
    pub(crate) invite_to_chat_enabled: bool,
    pub(crate) chat_enabled: bool,
    /// The sites by id, with their domain names.
    pub(crate) sites: Vec<(i64, String)>,
}

/// Reads the sites of some operators.
pub(super) const SITES: &str = "SELECT employee_id, site_id, domain_name FROM operator_sites \
    JOIN sites ON sites.id = site_id WHERE employee_id IN rarray(?) ORDER BY employee_id, site_id";

const SELECT: &str = "SELECT login, position_id, offline_message_enabled, invite_to_chat_enabled, chat_enabled \
    FROM operators WHERE employee_id = ?";

const SAVE: &str = "INSERT INTO operators \
    (employee_id, login, position_id, offline_message_enabled, invite_to_chat_enabled, chat_enabled) \
    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET login = excluded.login, position_id = excluded.position_id, \
    offline_message_enabled = excluded.offline_message_enabled, \
    invite_to_chat_enabled = excluded.invite_to_chat_enabled, chat_enabled = excluded.chat_enabled";

/// The operator that an employee is, without the sites.
pub(super) fn find(transaction: &Transaction<'_>, employee: i64) -> rusqlite::Result<Option<Operator>> {
    let operator = |row: &Row<'_>| {
        Ok(Operator {
            login: row.get(0)?,
            position_id: row.get::<_, Option<i64>>(1)?.map(Number::from),
            offline_message_enabled: row.get(2)?,
            invite_to_chat_enabled: row.get(3)?,
            chat_enabled: row.get(4)?,
            sites: None,
        })
    };
    transaction.prepare_cached(SELECT)?.query_row([employee], operator).optional()
}

/// Makes an employee this operator, or none.
pub(super) fn save(transaction: &Transaction<'_>, employee: i64, operator: Option<&Operator>) -> Result<(), Stop> {
    let Some(operator) = operator else {
        transaction.prepare_cached("DELETE FROM operators WHERE employee_id = ?")?.execute([employee])?;
        return Ok(());
    };
    let find = |id| Entity::EmployeePosition.find(transaction, "operator.operator_position_id", id);
    transaction.prepare_cached(SAVE)?.execute(params![
        employee,
        operator.login,
        operator.position_id.map(find).transpose()?,
        operator.offline_message_enabled,
        operator.invite_to_chat_enabled,
        operator.chat_enabled,
    ])?;
    if let Some(sites) = &operator.sites {
        let sites = Entity::Site.find_list(transaction, "operator.operator_sites", sites)?;
        let sites = Rc::new(sites.into_iter().map(Value::Integer).collect::<Vec<_>>());
        transaction.prepare_cached("DELETE FROM operator_sites WHERE employee_id = ?")?.execute([employee])?;
        let insert = "INSERT OR IGNORE INTO operator_sites (employee_id, site_id) SELECT ?, value FROM rarray(?)";
        transaction.prepare_cached(insert)?.execute(params![employee, sites])?;
    }
    Ok(())
}

/// The operator out of a row of employees, whose sites are still to be read.
pub(super) fn listed(row: &Row<'_>) -> rusqlite::Result<Option<OperatorRow>> {
    let Some(login) = row.get("login")? else { return Ok(None) };
    Ok(Some(OperatorRow {
        login,
        position_id: row.get("position_id")?,
        position_name: row.get("position_name")?,
        offline_message_enabled: row.get("offline_message_enabled")?,
        invite_to_chat_enabled: row.get("invite_to_chat_enabled")?,
        chat_enabled: row.get("chat_enabled")?,
        sites: Vec::new(),
    }))
}
