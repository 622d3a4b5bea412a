//! Contacts as they are listed.

use rusqlite::{Row, Transaction};

use crate::storage::{
    Listing, Page, StorageError, Store, children,
    listing::{self, Source},
    sql::Field,
};

/// A contact, with the names of what it refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContactRow {
    pub(crate) id: i64,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: String,
    pub(crate) patronymic: Option<String>,
    pub(crate) full_name: String,
    pub(crate) emails: Vec<String>,
    pub(crate) phone_numbers: Vec<String>,
    pub(crate) personal_manager_id: Option<i64>,
    pub(crate) personal_manager_full_name: Option<String>,
    pub(crate) organization_id: Option<i64>,
    pub(crate) organization_name: Option<String>,
    /// The groups by id, with their names.
    pub(crate) groups: Vec<(i64, String)>,
}

/// The fields of a [`ContactRow`] that are no lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContactField {
    Id,
    FirstName,
    LastName,
    Patronymic,
    FullName,
    PersonalManagerId,
    PersonalManagerFullName,
    OrganizationId,
    OrganizationName,
}

impl Field for ContactField {
    const KEY: &'static str = "contacts.id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "contacts.id",
            Self::FirstName => "contacts.first_name",
            Self::LastName => "contacts.last_name",
            Self::Patronymic => "contacts.patronymic",
            Self::FullName => "contacts.full_name",
            Self::PersonalManagerId => "contacts.personal_manager_id",
            Self::PersonalManagerFullName => "managers.full_name",
            Self::OrganizationId => "contacts.organization_id",
            Self::OrganizationName => "contact_organizations.name",
        }
    }

    fn join(self) -> Option<&'static str> {
        match self {
            Self::PersonalManagerFullName => Some(MANAGERS),
            Self::OrganizationName => Some(ORGANIZATIONS),
            _ => None,
        }
    }
}

const MANAGERS: &str = "LEFT JOIN employees AS managers ON managers.id = contacts.personal_manager_id";

const ORGANIZATIONS: &str = "LEFT JOIN contact_organizations ON contact_organizations.id = contacts.organization_id";

const SOURCE: Source = Source {
    table: "contacts",
    joins: &[MANAGERS, ORGANIZATIONS],
    columns: "contacts.id, contacts.first_name, contacts.last_name, contacts.patronymic, contacts.full_name, \
        contacts.personal_manager_id, managers.full_name, contacts.organization_id, contact_organizations.name",
};

const EMAILS: &str =
    "SELECT contact_id, email FROM contact_emails WHERE contact_id IN rarray(?) ORDER BY contact_id, position";

const PHONE_NUMBERS: &str = "SELECT contact_id, phone_number FROM contact_phone_numbers \
    WHERE contact_id IN rarray(?) ORDER BY contact_id, position";

const GROUPS: &str = "SELECT contact_id, group_id, name FROM contact_group_members \
    JOIN contact_groups ON contact_groups.id = group_id WHERE contact_id IN rarray(?) ORDER BY contact_id, group_id";

impl Store {
    /// Lists contacts.
    pub(crate) async fn contacts(&self, listing: Listing<ContactField>) -> Result<Page<ContactRow>, StorageError> {
        self.read(move |transaction| {
            let mut page = listing::read(transaction, &SOURCE, &listing, row)?;
            add_lists(transaction, &mut page.rows)?;
            Ok(page)
        })
        .await
    }
}

fn add_lists(transaction: &Transaction<'_>, rows: &mut [ContactRow]) -> rusqlite::Result<()> {
    let ids = || rows.iter().map(|row| row.id);
    let mut emails = children::by_owner(transaction, EMAILS, ids(), |row| row.get(1))?;
    let mut phone_numbers = children::by_owner(transaction, PHONE_NUMBERS, ids(), |row| row.get(1))?;
    let mut groups = children::by_owner(transaction, GROUPS, ids(), |row| Ok((row.get(1)?, row.get(2)?)))?;
    for row in rows {
        row.emails = emails.remove(&row.id).unwrap_or_default();
        row.phone_numbers = phone_numbers.remove(&row.id).unwrap_or_default();
        row.groups = groups.remove(&row.id).unwrap_or_default();
    }
    Ok(())
}

/// A contact whose lists are still to be read.
fn row(row: &Row<'_>) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        id: row.get(0)?,
        first_name: row.get(1)?,
        last_name: row.get(2)?,
        patronymic: row.get(3)?,
        full_name: row.get(4)?,
        emails: Vec::new(),
        phone_numbers: Vec::new(),
        personal_manager_id: row.get(5)?,
        personal_manager_full_name: row.get(6)?,
        organization_id: row.get(7)?,
        organization_name: row.get(8)?,
        groups: Vec::new(),
    })
}
