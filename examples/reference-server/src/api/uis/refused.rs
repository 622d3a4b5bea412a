//! What the storage refuses, as the documented errors.

use doctract_runtime::Detail;
use uis::{CreateErrors, DeleteErrors};

use crate::storage::{Reason, Refusal};

/// A refused `create` or `update`.
pub(super) fn write(refusal: Refusal) -> CreateErrors {
    let (reason, detail) = parts(refusal);
    match reason {
        Reason::NotFound => CreateErrors::EntityNotFound(detail),
        Reason::InUse => CreateErrors::AlreadyInUse(detail),
        Reason::System => CreateErrors::Forbidden(detail),
        Reason::Duplicate => CreateErrors::DuplicateEntity(detail),
        Reason::Required => CreateErrors::RequiredParameterMissed(detail),
        Reason::Value => CreateErrors::InvalidParameterValue(detail),
        Reason::Combination => CreateErrors::InvalidParametersCombination(detail),
    }
}

/// A refused `delete`.
pub(super) fn delete(refusal: Refusal) -> DeleteErrors {
    let (reason, detail) = parts(refusal);
    match reason {
        Reason::NotFound => DeleteErrors::EntityNotFound(detail),
        Reason::InUse => DeleteErrors::DependencyError(detail),
        Reason::System => DeleteErrors::Forbidden(detail),
        Reason::Required => DeleteErrors::RequiredParameterMissed(detail),
        Reason::Duplicate | Reason::Value => DeleteErrors::InvalidParameterValue(detail),
        Reason::Combination => DeleteErrors::InvalidParametersCombination(detail),
    }
}

/// Why, and of what.
pub(super) fn parts(Refusal { reason, field, value }: Refusal) -> (Reason, Detail) {
    (reason, Detail { field: field.to_owned(), value, ..Detail::default() })
}
