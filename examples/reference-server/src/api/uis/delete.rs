//! The `delete` methods, which are alike.

use doctract_runtime::{Number, server::Call};
use uis::DeleteErrors;

use super::{Uis, failed, refused};
use crate::storage::Entity;

/// Deletes the entity with this id.
pub(super) async fn delete(api: &Uis, call: &Call, entity: Entity, id: Number) -> Result<(), DeleteErrors> {
    let deleted = api.store.delete(entity, id).await.map_err(failed(call, DeleteErrors::internal_error))?;
    deleted.map_err(refused::delete)
}
