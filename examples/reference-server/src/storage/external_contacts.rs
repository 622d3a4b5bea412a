//! People outside an organization whom its directory knows.

use std::{collections::BTreeMap, rc::Rc};

use jiff::Timestamp;
use rusqlite::{Row, Transaction, params, types::Value};

use super::{Page, StorageError, Store};

/// An email or a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The email address or the number.
    pub(crate) value: Option<String>,
    /// What it is used for.
    pub(crate) kind: Option<String>,
    /// Whether it is the main one.
    pub(crate) main: Option<bool>,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) middle_name: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) emails: Vec<Address>,
    pub(crate) phones: Vec<Address>,
}

/// A person in a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) id: i64,
    pub(crate) person: Person,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

const INSERT: &str = "INSERT INTO external_contacts (org_id, first_name, last_name, middle_name, title, company, department, \
    address, external_id, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)";

const SELECT: &str = "SELECT id, first_name, last_name, middle_name, title, company, department, address, external_id, \
    created_at, updated_at FROM external_contacts WHERE org_id = ? ORDER BY id LIMIT ? OFFSET ?";

/// The two lists of addresses that a contact has, each with its statements.
struct AddressTable {
    insert: &'static str,
    select: &'static str,
}

const EMAILS: AddressTable = AddressTable {
    insert: "INSERT INTO external_contact_emails (contact_id, position, value, kind, main) VALUES (?, ?, ?, ?, ?)",
    select: "SELECT contact_id, value, kind, main FROM external_contact_emails WHERE contact_id IN rarray(?) ORDER BY 1, position",
};

const PHONES: AddressTable = AddressTable {
    insert: "INSERT INTO external_contact_phones (contact_id, position, value, kind, main) VALUES (?, ?, ?, ?, ?)",
    select: "SELECT contact_id, value, kind, main FROM external_contact_phones WHERE contact_id IN rarray(?) ORDER BY 1, position",
};

impl Store {
    /// Keeps a new contact of an organization and gives its id.
    pub(crate) async fn create_external_contact(
        &self,
        org: i64,
        person: Person,
        now: Timestamp,
    ) -> Result<i64, StorageError> {
        self.write(move |transaction| insert(transaction, org, &person, now)).await
    }

    /// A part of the contacts of an organization, in the order in which they were created.
    pub(crate) async fn external_contacts(
        &self,
        org: i64,
        limit: i64,
        offset: i64,
    ) -> Result<Page<Contact>, StorageError> {
        self.read(move |transaction| {
            let mut count = transaction.prepare_cached("SELECT COUNT(*) FROM external_contacts WHERE org_id = ?")?;
            let total = count.query_row([org], |row| row.get(0))?;
            let mut select = transaction.prepare_cached(SELECT)?;
            let mut rows: Vec<Contact> = select.query_map([org, limit, offset], contact)?.collect::<Result<_, _>>()?;
            let mut emails = addresses(transaction, &EMAILS, &rows)?;
            let mut phones = addresses(transaction, &PHONES, &rows)?;
            for row in &mut rows {
                row.person.emails = emails.remove(&row.id).unwrap_or_default();
                row.person.phones = phones.remove(&row.id).unwrap_or_default();
            }
            Ok(Page { rows, total })
        })
        .await
    }
}

fn insert(transaction: &Transaction<'_>, org: i64, person: &Person, now: Timestamp) -> rusqlite::Result<i64> {
    let id = transaction.prepare_cached(INSERT)?.insert(params![
        org,
        person.first_name,
        person.last_name,
        person.middle_name,
        person.title,
        person.company,
        person.department,
        person.address,
        person.external_id,
        now.as_millisecond(),
    ])?;
    for (table, addresses) in [(EMAILS, &person.emails), (PHONES, &person.phones)] {
        let mut statement = transaction.prepare_cached(table.insert)?;
        for (position, address) in addresses.iter().enumerate() {
            statement.execute(params![id, position, address.value, address.kind, address.main])?;
        }
    }
    Ok(id)
}

/// The addresses of some contacts, by contact.
fn addresses(
    transaction: &Transaction<'_>,
    table: &AddressTable,
    contacts: &[Contact],
) -> rusqlite::Result<BTreeMap<i64, Vec<Address>>> {
    let ids: Vec<Value> = contacts.iter().map(|contact| contact.id.into()).collect();
    let mut statement = transaction.prepare_cached(table.select)?;
    let mut rows = statement.query([Rc::new(ids)])?;
    let mut found: BTreeMap<i64, Vec<Address>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let address = Address { value: row.get(1)?, kind: row.get(2)?, main: row.get(3)? };
        found.entry(row.get(0)?).or_default().push(address);
    }
    Ok(found)
}

/// A contact whose addresses are still to be read.
fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    let person = Person {
        first_name: row.get(1)?,
        last_name: row.get(2)?,
        middle_name: row.get(3)?,
        title: row.get(4)?,
        company: row.get(5)?,
        department: row.get(6)?,
        address: row.get(7)?,
        external_id: row.get(8)?,
        emails: Vec::new(),
        phones: Vec::new(),
    };
    Ok(Contact { id: row.get(0)?, person, created_at: time(row, 9)?, updated_at: time(row, 10)? })
}

fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let milliseconds: i64 = row.get(column)?;
    Timestamp::from_millisecond(milliseconds)
        .map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, milliseconds))
}
