//! `create.group_employees` and `update.group_employees`.

use doctract_runtime::{Number, Patch, server::Call};
use uis::{
    CreateGroupEmployees, CreateGroupEmployeesError, CreateGroupEmployeesResult, UpdateGroupEmployees,
    UpdateGroupEmployeesError, UpdateGroupEmployeesResult,
};

use crate::{
    api::uis::{
        Uis, failed,
        number::whole,
        patch::{apply, apply_or, emptied},
        refused,
    },
    storage::{EmployeeGroupRecord, Reason, Refusal},
};

/// `create.group_employees`.
pub(in crate::api::uis) async fn create(
    api: &Uis,
    call: &Call,
    params: CreateGroupEmployees,
) -> Result<CreateGroupEmployeesResult, CreateGroupEmployeesError> {
    let number = params.group_phone_number.map(short_number).transpose().map_err(refused::write)?;
    let channels_count = whole("channels_count", params.channels_count_or_default()).map_err(refused::write)?;
    let record = EmployeeGroupRecord {
        queue_enabled: params.queue_enabled_or_default(),
        name: params.name,
        group_phone_number: number,
        channels_count,
        members: params.members,
    };
    let created = api.store.create_employee_group(record).await;
    let id = created.map_err(failed(call, CreateGroupEmployeesError::internal_error))?.map_err(refused::write)?;
    Ok(CreateGroupEmployeesResult { id: id.into() })
}

/// `update.group_employees`.
pub(in crate::api::uis) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateGroupEmployees,
) -> Result<UpdateGroupEmployeesResult, UpdateGroupEmployeesError> {
    let number = match params.group_phone_number {
        Patch::Absent => Patch::Absent,
        Patch::Null => Patch::Null,
        Patch::Value(number) => Patch::Value(short_number(number).map_err(refused::write)?),
    };
    let channels_count = params.channels_count.map(|count| whole("channels_count", count)).transpose();
    let channels_count = channels_count.map_err(refused::write)?;
    let change = move |record: &mut EmployeeGroupRecord| {
        if let Some(name) = params.name {
            record.name = name;
        }
        apply(number, &mut record.group_phone_number);
        apply_or(params.queue_enabled, &mut record.queue_enabled, false);
        record.channels_count = channels_count.unwrap_or(record.channels_count);
        record.members = emptied(params.members);
    };
    let updated = api.store.update_employee_group(params.id, change).await;
    updated.map_err(failed(call, UpdateGroupEmployeesError::internal_error))?.map_err(refused::write)?;
    Ok(UpdateGroupEmployeesResult {})
}

/// A number that can be dialled.
fn short_number(number: Number) -> Result<i64, Refusal> {
    const FIELD: &str = "group_phone_number";
    let digits = whole(FIELD, number)?;
    if digits < 0 { Err(Refusal::new(Reason::Value, FIELD, number)) } else { Ok(digits) }
}
