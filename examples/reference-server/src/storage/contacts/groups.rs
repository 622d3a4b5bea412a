//! Groups of contacts.

use doctract_runtime::Number;
use rusqlite::{Row, params};

use crate::storage::{
    Entity, Listing, Page, Refusal, StorageError, Store, children,
    listing::{self, Source},
    members::CONTACTS_OF_GROUP,
    sql::Field,
};

/// A group of contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContactGroupRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) is_system: bool,
    /// The contacts by id, with their full names.
    pub(crate) members: Vec<(i64, String)>,
}

/// What a caller says of a group; `None` leaves what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContactGroupRecord {
    pub(crate) name: Option<String>,
    pub(crate) members: Option<Vec<Number>>,
}

/// The fields of a [`ContactGroupRow`] that are no lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContactGroupField {
    Id,
    Name,
    IsSystem,
}

impl Field for ContactGroupField {
    const KEY: &'static str = "id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::IsSystem => "is_system",
        }
    }
}

const SOURCE: Source = Source { table: "contact_groups", joins: &[], columns: "id, name, is_system" };

const MEMBERS: &str = "SELECT group_id, contact_id, full_name FROM contact_group_members \
    JOIN contacts ON contacts.id = contact_id WHERE group_id IN rarray(?) ORDER BY group_id, contact_id";

impl Store {
    /// Lists groups of contacts.
    pub(crate) async fn contact_groups(
        &self,
        listing: Listing<ContactGroupField>,
    ) -> Result<Page<ContactGroupRow>, StorageError> {
        self.read(move |transaction| {
            let mut page = listing::read(transaction, &SOURCE, &listing, row)?;
            let ids = page.rows.iter().map(|row| row.id);
            let mut members = children::by_owner(transaction, MEMBERS, ids, |row| Ok((row.get(1)?, row.get(2)?)))?;
            for row in &mut page.rows {
                row.members = members.remove(&row.id).unwrap_or_default();
            }
            Ok(page)
        })
        .await
    }

    /// Keeps a new group and gives its id; refused where a member is not there.
    pub(crate) async fn create_contact_group(
        &self,
        name: String,
        members: Vec<Number>,
    ) -> Result<Result<i64, Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let insert = "INSERT INTO contact_groups (name, is_system) VALUES (?, FALSE)";
            let id = transaction.prepare_cached(insert)?.insert([name])?;
            CONTACTS_OF_GROUP.replace(transaction, "members", id, &members)?;
            Ok(id)
        })
        .await
    }

    /// Changes a group; refused where it or a member is not there.
    pub(crate) async fn update_contact_group(
        &self,
        id: Number,
        record: ContactGroupRecord,
    ) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let id = Entity::ContactGroup.find(transaction, "id", id)?;
            if let Some(name) = record.name {
                let update = "UPDATE contact_groups SET name = ? WHERE id = ?";
                transaction.prepare_cached(update)?.execute(params![name, id])?;
            }
            if let Some(members) = record.members {
                CONTACTS_OF_GROUP.replace(transaction, "members", id, &members)?;
            }
            Ok(())
        })
        .await
    }
}

/// A group whose members are still to be read.
fn row(row: &Row<'_>) -> rusqlite::Result<ContactGroupRow> {
    Ok(ContactGroupRow { id: row.get(0)?, name: row.get(1)?, is_system: row.get(2)?, members: Vec::new() })
}
