//! The schema, version by version. `PRAGMA user_version` says which one a file has.

use rusqlite::{Connection, TransactionBehavior};

use super::StorageError;

/// The steps: the first makes version 1 out of an empty file. A step that was released is never changed, only followed.
const STEPS: &[&str] = &[
    include_str!("../../migrations/0001_organizations_and_external_contacts.sql"),
    include_str!("../../migrations/0002_employees.sql"),
    include_str!("../../migrations/0003_contacts.sql"),
    include_str!("../../migrations/0004_crm_contacts.sql"),
    include_str!("../../migrations/0005_sorting_by_first_name.sql"),
];

/// Marks the file as this server's (`PRAGMA application_id`): "dtrs" in ASCII.
const APPLICATION_ID: i32 = 0x6474_7273;

/// Refuses a file that another program has written, before anything in it is changed.
pub(super) fn check_owner(connection: &Connection) -> Result<(), StorageError> {
    let owner: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let objects: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if owner == APPLICATION_ID || (owner == 0 && objects == 0) { Ok(()) } else { Err(StorageError::Foreign(owner)) }
}

/// Brings the schema up to the newest version: all steps that are missing, or none.
pub(super) fn run(connection: &mut Connection) -> Result<(), StorageError> {
    // Immediate: of two servers that start on one new file, the second waits and then finds nothing to do.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: usize = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let Some(missing) = STEPS.get(found..) else { return Err(StorageError::TooNew { found, known: STEPS.len() }) };
    if missing.is_empty() {
        return Ok(());
    }
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", STEPS.len())?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::{STEPS, StorageError, check_owner, run};

    #[test]
    fn runs_once_and_refuses_newer_and_foreign_files() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection).unwrap();
        run(&mut connection).unwrap();
        check_owner(&connection).unwrap();
        connection.pragma_update(None, "user_version", STEPS.len() + 1).unwrap();
        assert!(matches!(run(&mut connection), Err(StorageError::TooNew { .. })));

        let foreign = Connection::open_in_memory().unwrap();
        check_owner(&foreign).unwrap();
        foreign.execute_batch("CREATE TABLE theirs (a)").unwrap();
        assert!(matches!(check_owner(&foreign), Err(StorageError::Foreign(0))));
    }

    #[test]
    fn older_files_keep_what_they_hold() {
        for version in 1..STEPS.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            for step in &STEPS[..version] {
                connection.execute_batch(step).unwrap();
            }
            connection.pragma_update(None, "user_version", version).unwrap();
            connection.execute_batch("INSERT INTO contact_organizations (name) VALUES ('Rose')").unwrap();
            run(&mut connection).unwrap();
            let count = |statement| connection.query_row(statement, [], |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(count("SELECT COUNT(*) FROM contact_organizations WHERE name = 'Rose'"), 1);
            assert_eq!(count("SELECT COUNT(*) FROM contact_groups WHERE is_system"), 1);
            assert_eq!(count("SELECT COUNT(*) FROM crm_contacts"), 0);
        }
    }
}
