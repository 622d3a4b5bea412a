//! `get.group_employees`.

use doctract_runtime::server::Call;
use uis::{
    GetGroupEmployees, GetGroupEmployeesError, GetGroupEmployeesResult, GetGroupEmployeesRow,
    GetGroupEmployeesRowMembers, GetGroupEmployeesRowPhoneNumbers, group_employees::Column,
};

use crate::{
    api::uis::{Uis, failed, limits, listing, phone},
    storage::{EmployeeGroupField, EmployeeGroupRow, GroupNumber},
};

/// `get.group_employees`.
pub(in crate::api::uis) async fn get(
    api: &Uis,
    call: &Call,
    params: GetGroupEmployees,
) -> Result<GetGroupEmployeesResult, GetGroupEmployeesError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field)?;
    let listed = api.store.employee_groups(listing).await;
    let page = listed.map_err(failed(call, GetGroupEmployeesError::internal_error))?;
    Ok(GetGroupEmployeesResult {
        metadata: limits::metadata(&api.limiter, page.total),
        data: page.rows.into_iter().map(row).collect(),
    })
}

fn row(found: EmployeeGroupRow) -> GetGroupEmployeesRow {
    let member = |(id, full_name): (i64, String)| GetGroupEmployeesRowMembers {
        employee_id: Some(id.into()),
        employee_full_name: Some(full_name),
    };
    GetGroupEmployeesRow {
        id: Some(found.id.into()),
        name: Some(found.name),
        members: found.members.into_iter().map(member).collect(),
        phone_numbers: found.phone_numbers.into_iter().map(number).collect(),
        group_phone_number: found.group_phone_number.map(Into::into),
        queue_enabled: Some(found.queue_enabled),
        channels_count: Some(found.channels_count.into()),
    }
}

fn number(found: GroupNumber) -> GetGroupEmployeesRowPhoneNumbers {
    GetGroupEmployeesRowPhoneNumbers {
        // Documented as a number, which one with a suffix or a SIP address is not: such a one is empty here.
        employee_phone_number: phone::as_number(&found.phone_number),
        employee_phone_number_id: Some(found.id.into()),
        employee_full_name: Some(found.employee_full_name),
        employee_id: Some(found.employee_id.into()),
        available: Some(found.available),
    }
}

fn field(column: Column) -> Option<EmployeeGroupField> {
    match column {
        Column::Id => Some(EmployeeGroupField::Id),
        Column::Name => Some(EmployeeGroupField::Name),
        Column::GroupPhoneNumber => Some(EmployeeGroupField::GroupPhoneNumber),
        Column::QueueEnabled => Some(EmployeeGroupField::QueueEnabled),
        Column::ChannelsCount => Some(EmployeeGroupField::ChannelsCount),
        Column::Members | Column::PhoneNumbers => None,
    }
}
