//! Who belongs to which group, seen from both sides: a membership is a pair of ids.

use std::rc::Rc;

use doctract_runtime::Number;
use rusqlite::{Transaction, params, types::Value};

use super::{Entity, refusal::Stop};

/// One side of the memberships of a kind: its owner's.
pub(super) struct Side {
    /// What the other side is.
    other: Entity,
    /// Ends the memberships that are not in a list.
    end: &'static str,
    /// Begins those of a list that are not there yet.
    begin: &'static str,
}

/// The groups of a contact.
pub(super) const GROUPS_OF_CONTACT: Side = Side {
    other: Entity::ContactGroup,
    end: "DELETE FROM contact_group_members WHERE contact_id = ?1 AND group_id NOT IN rarray(?2)",
    begin: "INSERT OR IGNORE INTO contact_group_members (contact_id, group_id) SELECT ?1, value FROM rarray(?2)",
};

/// The contacts of a group.
pub(super) const CONTACTS_OF_GROUP: Side = Side {
    other: Entity::Contact,
    end: "DELETE FROM contact_group_members WHERE group_id = ?1 AND contact_id NOT IN rarray(?2)",
    begin: "INSERT OR IGNORE INTO contact_group_members (group_id, contact_id) SELECT ?1, value FROM rarray(?2)",
};

/// The groups of an employee.
pub(super) const GROUPS_OF_EMPLOYEE: Side = Side {
    other: Entity::EmployeeGroup,
    end: "DELETE FROM employee_group_members WHERE employee_id = ?1 AND group_id NOT IN rarray(?2)",
    begin: "INSERT OR IGNORE INTO employee_group_members (employee_id, group_id) SELECT ?1, value FROM rarray(?2)",
};

/// The employees of a group.
pub(super) const EMPLOYEES_OF_GROUP: Side = Side {
    other: Entity::Employee,
    end: "DELETE FROM employee_group_members WHERE group_id = ?1 AND employee_id NOT IN rarray(?2)",
    begin: "INSERT OR IGNORE INTO employee_group_members (group_id, employee_id) SELECT ?1, value FROM rarray(?2)",
};

impl Side {
    /// Makes a list the memberships of an owner. Those that were there before stay the same ones.
    pub(super) fn replace(
        &self,
        transaction: &Transaction<'_>,
        field: &'static str,
        owner: i64,
        others: &[Number],
    ) -> Result<(), Stop> {
        let others = self.other.find_list(transaction, field, others)?;
        let others = Rc::new(others.into_iter().map(Value::Integer).collect::<Vec<_>>());
        for statement in [self.end, self.begin] {
            transaction.prepare_cached(statement)?.execute(params![owner, others])?;
        }
        Ok(())
    }
}
