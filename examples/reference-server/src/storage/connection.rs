//! One connection to `SQLite` and how it is set up.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, vtab::array};

use super::{StorageError, functions, migrations};

/// How long to wait for another process that is writing to the same file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Statements that a connection keeps prepared.
const PREPARED_STATEMENTS: usize = 64;

/// Opens a file, or creates it, for writing, and brings its schema up to date.
///
/// A write is acknowledged only once it is on the disk: `synchronous = FULL` holds that in WAL mode as well.
pub(super) fn open_file(path: &Path) -> Result<Connection, StorageError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    migrations::check_owner(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    set_up(&connection)?;
    migrations::run(&mut connection)?;
    Ok(connection)
}

/// Opens a database that lives in memory and ends with its connection.
pub(super) fn open_memory() -> Result<Connection, StorageError> {
    let mut connection = Connection::open_in_memory()?;
    set_up(&connection)?;
    migrations::run(&mut connection)?;
    Ok(connection)
}

/// Opens a file that is there for reading alone.
pub(super) fn open_reader(path: &Path) -> Result<Connection, StorageError> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    set_up(&connection)?;
    Ok(connection)
}

fn set_up(connection: &Connection) -> Result<(), StorageError> {
    connection.pragma_update(None, "foreign_keys", true)?;
    // What a schema says is not trusted to call functions: only statements of this module do.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(PREPARED_STATEMENTS);
    array::load_module(connection)?;
    functions::register(connection)?;
    Ok(())
}
