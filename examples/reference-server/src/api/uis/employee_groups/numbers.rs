//! `update.group_employees_numbers`.

use doctract_runtime::server::Call;
use serde_json::Value;
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
    let sent = serde_json::to_value(&params.phone_numbers).ok();
    let settings = params.phone_numbers.into_iter().map(setting).collect();
    let updated = api.store.set_group_numbers(params.id, settings).await;
    updated.map_err(failed(call, Error::internal_error))?.map_err(|refused| refusal(refused, sent))?;
    Ok(UpdateGroupEmployeesNumbersResult {})
}

/// This method documents errors of its own beside those of all updates. What has no value of its own is at fault as a whole.
fn refusal(refusal: Refusal, sent: Option<Value>) -> Error {
    let (reason, mut detail) = refused::parts(refusal);
    detail.value = detail.value.take().or(sent);
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
