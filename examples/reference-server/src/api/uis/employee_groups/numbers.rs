//! `update.group_employees_numbers`.

use doctract_runtime::server::Call;
use uis::{
    UpdateGroupEmployeesNumbers, UpdateGroupEmployeesNumbersError as Error, UpdateGroupEmployeesNumbersPhoneNumbers,
    UpdateGroupEmployeesNumbersResult,
};

use crate::{
    api::uis::{Uis, failed, refused},
    storage::{NumberSetting, Reason, Refusal},
};

/// `update.group_employees_numbers`.
pub(in crate::api::uis) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateGroupEmployeesNumbers,
) -> Result<UpdateGroupEmployeesNumbersResult, Error> {
    let setting = |sent: UpdateGroupEmployeesNumbersPhoneNumbers| NumberSetting {
        id: sent.employee_phone_number_id,
        available: sent.available,
    };
    let settings = params.phone_numbers.into_iter().map(setting).collect();
    let updated = api.store.set_group_numbers(params.id, settings).await;
    updated.map_err(failed(call, Error::internal_error))?.map_err(refusal)?;
    Ok(UpdateGroupEmployeesNumbersResult {})
}

/// This method documents errors of its own beside those of all updates.
fn refusal(refusal: Refusal) -> Error {
    let (reason, detail) = refused::parts(refusal);
    match reason {
        Reason::NotFound => Error::EntityNotFound(detail),
        Reason::Duplicate => Error::DuplicateEntity(detail),
        Reason::InUse => Error::AlreadyInUse(detail),
        Reason::System => Error::Forbidden(detail),
        Reason::Required => Error::RequiredParameterMissed(detail),
        Reason::Value => Error::InvalidParameterValue(detail),
        Reason::Combination => Error::InvalidParametersCombination(detail),
    }
}
