//! Who may work on the database when: one writer, several readers, none of them on the threads that serve requests.

use std::{
    fmt,
    path::PathBuf,
    sync::{Arc, Mutex as StdMutex, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::{
    sync::{Mutex, Semaphore},
    task::spawn_blocking,
};

use super::{Refusal, StorageError, connection, refusal::Stop};

/// How many requests may read at the same time.
const READERS: usize = 8;

/// All else belongs to one of these, or to what the operator gives.
const IS_EMPTY: &str = "SELECT NOT EXISTS (SELECT 1 FROM contacts) AND NOT EXISTS (SELECT 1 FROM employees) \
    AND NOT EXISTS (SELECT 1 FROM contact_organizations) AND NOT EXISTS (SELECT 1 FROM employee_positions) \
    AND NOT EXISTS (SELECT 1 FROM contact_groups WHERE NOT is_system) \
    AND NOT EXISTS (SELECT 1 FROM employee_groups) AND NOT EXISTS (SELECT 1 FROM external_contacts)";

/// Where a database lives.
#[derive(Clone, Debug)]
pub(crate) enum Location {
    /// In memory: gone when the server ends.
    Memory,
    /// In a file.
    File(PathBuf),
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory => f.write_str("in memory"),
            Self::File(path) => path.display().fmt(f),
        }
    }
}

/// The database. Clones share it.
#[derive(Clone)]
pub(crate) struct Store {
    /// Waiting for the writer is waiting for this lock, in order of arrival; so nobody meets a locked database.
    writer: Arc<Mutex<Connection>>,
    /// `None` in memory, where there is one connection for all.
    readers: Option<Arc<Readers>>,
}

struct Readers {
    path: PathBuf,
    permits: Semaphore,
    idle: StdMutex<Vec<Connection>>,
}

impl Store {
    /// Opens a database, or creates it, and brings its schema up to date. Blocks: call it before serving.
    ///
    /// # Errors
    /// It cannot be opened, or is not this server's, or is from a newer one.
    pub(crate) fn open(location: &Location) -> Result<Self, StorageError> {
        let (writer, readers) = match location {
            Location::Memory => (connection::open_memory()?, None),
            Location::File(path) => {
                let readers =
                    Readers { path: path.clone(), permits: Semaphore::new(READERS), idle: StdMutex::default() };
                (connection::open_file(path)?, Some(Arc::new(readers)))
            }
        };
        Ok(Self { writer: Arc::new(Mutex::new(writer)), readers })
    }

    /// Whether the database answers.
    pub(crate) async fn ping(&self) -> Result<(), StorageError> {
        self.read(|transaction| transaction.query_row("SELECT 1", [], |_| Ok(()))).await
    }

    /// Whether it holds nothing but what a new one does.
    pub(crate) async fn is_empty(&self) -> Result<bool, StorageError> {
        self.read(|transaction| transaction.query_row(IS_EMPTY, [], |row| row.get(0))).await
    }

    /// Reads: all statements of `work` see the database as it is at one moment.
    pub(super) async fn read<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        let Some(readers) = self.readers.clone() else { return self.write(work).await };
        spawn_blocking_with(readers, work).await
    }

    /// Writes: all that `work` does is kept when it succeeds, and nothing of it when it fails.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        let mut writer = self.writer.clone().lock_owned().await;
        Ok(spawn_blocking(move || within(&mut writer, TransactionBehavior::Immediate, work)).await??)
    }

    /// Writes where what is asked may have to be refused: then nothing of what `work` did is kept.
    pub(super) async fn attempt<T, F>(&self, work: F) -> Result<Result<T, Refusal>, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, Stop> + Send + 'static,
    {
        let mut writer = self.writer.clone().lock_owned().await;
        let attempted = spawn_blocking(move || within(&mut writer, TransactionBehavior::Immediate, work)).await?;
        match attempted {
            Ok(done) => Ok(Ok(done)),
            Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
            Err(Stop::Failed(error)) => Err(error.into()),
        }
    }
}

async fn spawn_blocking_with<T, F>(readers: Arc<Readers>, work: F) -> Result<T, StorageError>
where
    T: Send + 'static,
    F: FnOnce(&Transaction<'_>) -> Result<T, rusqlite::Error> + Send + 'static,
{
    let _permit = readers.permits.acquire().await.map_err(|_| StorageError::Closed)?;
    let pool = readers.clone();
    spawn_blocking(move || {
        let mut connection = pool.take()?;
        let result = within(&mut connection, TransactionBehavior::Deferred, work);
        pool.give_back(connection);
        Ok(result?)
    })
    .await?
}

fn within<T, E: From<rusqlite::Error>>(
    connection: &mut Connection,
    behavior: TransactionBehavior,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    // Dropped without a commit, a transaction is rolled back.
    let transaction = connection.transaction_with_behavior(behavior)?;
    let result = work(&transaction)?;
    transaction.commit()?;
    Ok(result)
}

impl Readers {
    fn take(&self) -> Result<Connection, StorageError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| connection::open_reader(&self.path), Ok)
    }

    fn give_back(&self, connection: Connection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}
