//! What the storage refuses, as the documented errors.

use doctract_runtime::{Detail, DetailParts};
use uis::{CreateUpdateErrors, DeleteErrors};

use crate::storage::{Reason, Refusal};

/// A refused `create` or `update`.
pub(super) fn write(refusal: Refusal) -> CreateUpdateErrors {
    let (reason, detail) = parts(refusal);
    match reason {
        Reason::NotFound => CreateUpdateErrors::EntityNotFound(detail),
        Reason::InUse => CreateUpdateErrors::AlreadyInUse(detail),
        Reason::System => CreateUpdateErrors::Forbidden(detail),
        Reason::Duplicate => CreateUpdateErrors::DuplicateEntity(detail),
        Reason::Required => CreateUpdateErrors::RequiredParameterMissed(detail),
        Reason::Value => CreateUpdateErrors::InvalidParameterValue(detail),
        Reason::Combination => CreateUpdateErrors::InvalidParametersCombination(detail),
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
    (reason, DetailParts { field: field.to_owned(), value, ..DetailParts::default() }.into())
}
