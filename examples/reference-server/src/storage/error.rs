//! Why the storage could not do what was asked.

/// A fault of the storage. Callers of the API never see its text; the log does.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StorageError {
    /// The file was written by another program.
    #[error("it belongs to another program (application id {0:#x}); name another file")]
    Foreign(i32),
    /// The file was written by a newer version of this server.
    #[error("it has schema version {found}, this server knows versions up to {known}; run a newer server")]
    TooNew {
        /// The version in the file.
        found: usize,
        /// The newest version that is known.
        known: usize,
    },
    /// `SQLite` refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The thread that worked on the database ended early.
    #[error("the work on the database was cut short: {0}")]
    Worker(#[from] tokio::task::JoinError),
    /// The server is going down.
    #[error("the database is closed")]
    Closed,
}
