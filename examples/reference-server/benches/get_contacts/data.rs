//! The data: contacts with all that they can have.

use std::path::Path;

use rusqlite::{Connection, params};

/// How many contacts there are.
const CONTACTS: i64 = 100_000;

/// How many families share them, so that one family is about what a caller looks for.
const FAMILIES: i64 = 100;

const ORGANIZATIONS: i64 = 500;

/// Fills the tables of a new file.
pub fn fill(path: &Path) {
    let mut connection = Connection::open(path).unwrap();
    let transaction = connection.transaction().unwrap();
    let run = |statement: &str, values: &[&dyn rusqlite::ToSql]| {
        transaction.prepare_cached(statement).unwrap().execute(values).unwrap();
    };
    run(
        "INSERT INTO employees (id, last_name, call_recording, calls_available, coach_always_enabled, \
         extension_voice_mail_enabled, extension_queue_enabled) VALUES (1, 'Egorov', 'all', 1, 0, 0, 0)",
        &[],
    );
    for id in 1..=ORGANIZATIONS {
        run("INSERT INTO contact_organizations (name) VALUES (?)", params![format!("Organization {id}")]);
    }
    for id in 1..=CONTACTS {
        run(
            "INSERT INTO contacts (id, first_name, last_name, patronymic, personal_manager_id, organization_id) \
             VALUES (?, ?, ?, 'Petrovna', 1, ?)",
            params![id, format!("Anna {id}"), format!("Orlova-{}", id % FAMILIES), 1 + id % ORGANIZATIONS],
        );
        for position in 0..2 {
            let email = format!("anna.{id}.{position}@example.com");
            run("INSERT INTO contact_emails VALUES (?, ?, ?)", params![id, position, email]);
            let number = (74_950_000_000 + 10 * id + position).to_string();
            run("INSERT INTO contact_phone_numbers VALUES (?, ?, ?)", params![id, position, number]);
        }
        run("INSERT INTO contact_group_members (group_id, contact_id) VALUES (1, ?)", params![id]);
    }
    transaction.commit().unwrap();
}
