//! What the kinds of entities have in common: references to them, and their end.

use std::{collections::BTreeSet, rc::Rc};

use doctract_runtime::Number;
use rusqlite::{Error, Transaction, ffi::SQLITE_CONSTRAINT_FOREIGNKEY, types::Value};

use super::{
    Refusal, StorageError, Store,
    refusal::{Reason, Stop},
};

/// A kind of entity that has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    Contact,
    ContactGroup,
    ContactOrganization,
    Employee,
    EmployeeGroup,
    EmployeePosition,
    Schedule,
    Site,
}

impl Entity {
    /// Finds those of some ids that are there.
    fn known(self) -> &'static str {
        match self {
            Self::Contact => "SELECT id FROM contacts WHERE id IN rarray(?)",
            Self::ContactGroup => "SELECT id FROM contact_groups WHERE id IN rarray(?)",
            Self::ContactOrganization => "SELECT id FROM contact_organizations WHERE id IN rarray(?)",
            Self::Employee => "SELECT id FROM employees WHERE id IN rarray(?)",
            Self::EmployeeGroup => "SELECT id FROM employee_groups WHERE id IN rarray(?)",
            Self::EmployeePosition => "SELECT id FROM employee_positions WHERE id IN rarray(?)",
            Self::Schedule => "SELECT id FROM schedules WHERE id IN rarray(?)",
            Self::Site => "SELECT id FROM sites WHERE id IN rarray(?)",
        }
    }

    /// Deletes one, unless it belongs to the system. What is a part of it goes with it; what refers to it makes the statement fail.
    fn delete(self) -> &'static str {
        match self {
            Self::Contact => "DELETE FROM contacts WHERE id = ?",
            Self::ContactGroup => "DELETE FROM contact_groups WHERE id = ? AND NOT is_system",
            Self::ContactOrganization => "DELETE FROM contact_organizations WHERE id = ?",
            Self::Employee => "DELETE FROM employees WHERE id = ?",
            Self::EmployeeGroup => "DELETE FROM employee_groups WHERE id = ?",
            Self::EmployeePosition => "DELETE FROM employee_positions WHERE id = ?",
            Self::Schedule => "DELETE FROM schedules WHERE id = ?",
            Self::Site => "DELETE FROM sites WHERE id = ?",
        }
    }

    /// The id of an entity that is there.
    pub(super) fn find(self, transaction: &Transaction<'_>, field: &'static str, id: Number) -> Result<i64, Stop> {
        self.find_all(transaction, &[id])?.map_or_else(|_| Err(not_found(field, id)), |ids| Ok(ids[0]))
    }

    /// The ids of entities that are all there; refused with a list of those that are not.
    pub(super) fn find_list(
        self,
        transaction: &Transaction<'_>,
        field: &'static str,
        ids: &[Number],
    ) -> Result<Vec<i64>, Stop> {
        self.find_all(transaction, ids)?.map_err(|missing| {
            let missing: Vec<serde_json::Value> = missing.into_iter().map(Into::into).collect();
            Refusal::new(Reason::NotFound, field, missing).into()
        })
    }

    /// The ids, or those of them that are the ids of nothing.
    fn find_all(
        self,
        transaction: &Transaction<'_>,
        ids: &[Number],
    ) -> rusqlite::Result<Result<Vec<i64>, Vec<Number>>> {
        let asked: Vec<Value> = ids.iter().filter_map(|id| id.as_i64()).map(Value::Integer).collect();
        let mut statement = transaction.prepare_cached(self.known())?;
        let known: BTreeSet<i64> =
            statement.query_map([Rc::new(asked)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for id in ids {
            // A number that is no whole one is the id of nothing.
            match id.as_i64().filter(|id| known.contains(id)) {
                Some(id) => found.push(id),
                None if missing.contains(id) => {}
                None => missing.push(*id),
            }
        }
        Ok(if missing.is_empty() { Ok(found) } else { Err(missing) })
    }
}

impl Store {
    /// Deletes an entity; refused while something refers to it, and where it belongs to the system.
    pub(crate) async fn delete(&self, entity: Entity, id: Number) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let found = entity.find(transaction, "id", id)?;
            match transaction.prepare_cached(entity.delete())?.execute([found]) {
                Ok(0) => Err(Refusal::new(Reason::System, "id", id).into()),
                Ok(_) => Ok(()),
                Err(error) if is_reference(&error) => Err(Refusal::new(Reason::InUse, "id", id).into()),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }
}

/// An id that is the id of nothing.
fn not_found(field: &'static str, id: Number) -> Stop {
    Refusal::new(Reason::NotFound, field, id).into()
}

fn is_reference(error: &Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_CONSTRAINT_FOREIGNKEY)
}
