//! Contacts as they are written.

use doctract_runtime::Number;
use rusqlite::{Row, Transaction, params};

use crate::storage::{Entity, Refusal, StorageError, Store, children, members::GROUPS_OF_CONTACT, refusal::Stop};

/// What a caller says of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ContactRecord {
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: String,
    pub(crate) patronymic: Option<String>,
    pub(crate) personal_manager_id: Option<Number>,
    pub(crate) organization_id: Option<Number>,
    pub(crate) emails: Maybe<String>,
    pub(crate) phone_numbers: Maybe<String>,
    pub(crate) groups: Maybe<Number>,
}

/// A list to write; `None` leaves the one that is there.
type Maybe<T> = Option<Vec<T>>;

const SELECT: &str =
    "SELECT first_name, last_name, patronymic, personal_manager_id, organization_id FROM contacts WHERE id = ?";

const INSERT: &str = "INSERT INTO contacts (first_name, last_name, patronymic, personal_manager_id, organization_id) \
    VALUES (?, ?, ?, ?, ?)";

const UPDATE: &str = "UPDATE contacts SET first_name = ?, last_name = ?, patronymic = ?, personal_manager_id = ?, \
    organization_id = ? WHERE id = ?";

const EMAILS: (&str, &str) = (
    "DELETE FROM contact_emails WHERE contact_id = ?",
    "INSERT INTO contact_emails (contact_id, position, email) VALUES (?, ?, ?)",
);

const PHONE_NUMBERS: (&str, &str) = (
    "DELETE FROM contact_phone_numbers WHERE contact_id = ?",
    "INSERT INTO contact_phone_numbers (contact_id, position, phone_number) VALUES (?, ?, ?)",
);

impl Store {
    /// Keeps a new contact and gives its id; refused where it refers to something that is not there.
    pub(crate) async fn create_contact(&self, record: ContactRecord) -> Result<Result<i64, Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let (manager, organization) = references(transaction, &record)?;
            let values = params![record.first_name, record.last_name, record.patronymic, manager, organization];
            let id = transaction.prepare_cached(INSERT)?.insert(values)?;
            write_lists(transaction, id, &record)?;
            Ok(id)
        })
        .await
    }

    /// Changes a contact: `change` gets it as it is, without its lists.
    pub(crate) async fn update_contact(
        &self,
        id: Number,
        change: impl FnOnce(&mut ContactRecord) + Send + 'static,
    ) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let id = Entity::Contact.find(transaction, "id", id)?;
            let mut record = transaction.prepare_cached(SELECT)?.query_row([id], record)?;
            change(&mut record);
            let (manager, organization) = references(transaction, &record)?;
            let values = params![record.first_name, record.last_name, record.patronymic, manager, organization, id];
            transaction.prepare_cached(UPDATE)?.execute(values)?;
            write_lists(transaction, id, &record)
        })
        .await
    }
}

/// The ids of the personal manager and of the organization.
fn references(transaction: &Transaction<'_>, record: &ContactRecord) -> Result<(Option<i64>, Option<i64>), Stop> {
    let find = |entity: Entity, field, id: Option<Number>| id.map(|id| entity.find(transaction, field, id)).transpose();
    let manager = find(Entity::Employee, "personal_manager_id", record.personal_manager_id)?;
    Ok((manager, find(Entity::ContactOrganization, "organization_id", record.organization_id)?))
}

fn write_lists(transaction: &Transaction<'_>, id: i64, record: &ContactRecord) -> Result<(), Stop> {
    if let Some(emails) = &record.emails {
        children::replace(transaction, EMAILS, id, emails)?;
    }
    if let Some(phone_numbers) = &record.phone_numbers {
        children::replace(transaction, PHONE_NUMBERS, id, phone_numbers)?;
    }
    if let Some(groups) = &record.groups {
        GROUPS_OF_CONTACT.replace(transaction, "groups", id, groups)?;
    }
    Ok(())
}

fn record(row: &Row<'_>) -> rusqlite::Result<ContactRecord> {
    Ok(ContactRecord {
        first_name: row.get(0)?,
        last_name: row.get(1)?,
        patronymic: row.get(2)?,
        personal_manager_id: row.get::<_, Option<i64>>(3)?.map(Number::from),
        organization_id: row.get::<_, Option<i64>>(4)?.map(Number::from),
        ..ContactRecord::default()
    })
}
