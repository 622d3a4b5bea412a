//! Plausible data to look at: for all APIs, some hundred rows, and the same ones each time.
//!
//! All of it is made through the functions of the storage that requests end in, so that it keeps every rule that holds for them.

mod contacts;
mod crm;
mod employees;
mod external;
mod people;

use doctract_runtime::Number;

use crate::storage::{Refusal, StorageError, Store};

/// Why there is no demonstration data.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The storage refused it.
    #[error("the data breaks a rule of the storage: {0:?}")]
    Refused(Refusal),
}

/// Fills an empty store, with external contacts for each of some organizations. A store that holds anything stays as it is, so
/// that a restart adds nothing. Gives whether it was filled.
pub(crate) async fn fill(store: &Store, orgs: &[i64]) -> Result<bool, DemoError> {
    if !store.is_empty().await? {
        return Ok(false);
    }
    let employees = employees::fill(store).await?;
    contacts::fill(store, &employees).await?;
    crm::fill(store).await?;
    for org in orgs {
        external::fill(store, *org).await?;
    }
    Ok(true)
}

/// What a write gave, where it was neither refused nor failed.
fn written<T>(written: Result<Result<T, Refusal>, StorageError>) -> Result<T, DemoError> {
    written?.map_err(DemoError::Refused)
}

/// The ids from a place in a list on, as many as asked for; from its beginning again after its end.
fn around(ids: &[Number], from: usize, count: usize) -> Vec<Number> {
    ids.iter().copied().cycle().skip(from % ids.len().max(1)).take(count.min(ids.len())).collect()
}
