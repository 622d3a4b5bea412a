//! What no method of an API makes, and methods refer to: the operator gives it when the server starts.

use rusqlite::{Transaction, params};

use super::{StorageError, Store};

/// What the operator gives: each an id with a name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// Schedules of employees.
    pub(crate) schedules: Vec<(i64, String)>,
    /// Sites that operators answer for, by domain name.
    pub(crate) sites: Vec<(i64, String)>,
    /// Contacts of the CRM.
    pub(crate) crm_contacts: Vec<(i64, String)>,
}

const SCHEDULE: &str = "INSERT INTO schedules (id, name) VALUES (?, ?) ON CONFLICT DO UPDATE SET name = excluded.name";

const SITE: &str = "INSERT INTO sites (id, domain_name) VALUES (?, ?) \
    ON CONFLICT DO UPDATE SET domain_name = excluded.domain_name";

/// A person that everyone may see and change. Only the id and the name are told, so all else is what a new contact begins with.
const CRM_CONTACT: &str = "INSERT INTO crm_contacts (id, display_name, small_photo_url, medium_photo_url, is_company, \
    is_private, is_shared, share_type, can_edit, can_delete, currency_title, currency_symbol, currency_abbreviation, \
    currency_culture_name, currency_is_convertible, currency_is_basic) \
    VALUES (?1, ?2, '/crm/photos/' || ?1 || '_40.png', '/crm/photos/' || ?1 || '_82.png', FALSE, FALSE, TRUE, 1, TRUE, \
    TRUE, 'Euro', '€', 'EUR', 'EU', TRUE, TRUE) ON CONFLICT DO UPDATE SET display_name = excluded.display_name";

impl Store {
    /// Keeps what the operator gives, under the new name where it was there before.
    pub(crate) async fn keep(&self, given: Given) -> Result<(), StorageError> {
        self.write(move |transaction| {
            insert(transaction, SCHEDULE, &given.schedules)?;
            insert(transaction, SITE, &given.sites)?;
            insert(transaction, CRM_CONTACT, &given.crm_contacts)
        })
        .await
    }
}

fn insert(transaction: &Transaction<'_>, statement: &'static str, named: &[(i64, String)]) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached(statement)?;
    for (id, name) in named {
        statement.execute(params![id, name])?;
    }
    Ok(())
}
