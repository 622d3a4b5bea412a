//! `get.employees`.

use doctract_runtime::server::Call;
use uis::{
    CallRecording, GetEmployees, GetEmployeesError, GetEmployeesResult, GetEmployeesRow, GetEmployeesRowCoach,
    GetEmployeesRowExtension, GetEmployeesRowGroups, GetEmployeesRowOperator, GetEmployeesRowOperatorOperatorSites,
    GetEmployeesRowPhoneNumbers, Status, employees::Column,
};

use crate::{
    api::uis::{Uis, failed, limits, listing},
    storage::{EmployeeField, EmployeeRow, Extension, OperatorRow, PhoneNumber},
};

/// `get.employees`.
pub(in crate::api::uis) async fn get(
    api: &Uis,
    call: &Call,
    params: GetEmployees,
) -> Result<GetEmployeesResult, GetEmployeesError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field)?;
    let page = api.store.employees(listing).await.map_err(failed(call, GetEmployeesError::internal_error))?;
    Ok(GetEmployeesResult {
        metadata: limits::metadata(&api.limiter, page.total),
        data: page.rows.into_iter().map(row).collect(),
    })
}

fn row(found: EmployeeRow) -> GetEmployeesRow {
    let coach = found.coach_id.map(|id| GetEmployeesRowCoach {
        coach_full_name: found.coach_full_name,
        coach_id: Some(id.into()),
        coach_always_enabled: Some(found.coach_always_enabled),
    });
    let group = |(id, name): (i64, String)| GetEmployeesRowGroups { group_id: Some(id.into()), group_name: Some(name) };
    GetEmployeesRow {
        id: Some(found.id.into()),
        first_name: found.first_name,
        last_name: Some(found.last_name),
        patronymic: found.patronymic,
        full_name: Some(found.full_name),
        email: found.email,
        call_recording: recording(&found.call_recording),
        calls_available: Some(found.calls_available),
        schedule_id: found.schedule_id.map(Into::into),
        schedule_name: found.schedule_name,
        coach,
        groups: found.groups.into_iter().map(group).collect(),
        phone_numbers: found.phone_numbers.into_iter().map(phone_number).collect(),
        extension: found.extension.map(extension),
        operator: found.operator.map(operator),
    }
}

fn recording(text: &str) -> Option<CallRecording> {
    let all = [CallRecording::All, CallRecording::In, CallRecording::Out, CallRecording::Off];
    all.into_iter().find(|value| value.as_str() == text)
}

fn phone_number(found: PhoneNumber) -> GetEmployeesRowPhoneNumbers {
    let status = [Status::Active, Status::Inactive].into_iter().find(|value| value.as_str() == found.status);
    GetEmployeesRowPhoneNumbers {
        phone_number: Some(found.text),
        channels_count: Some(found.channels_count.into()),
        dial_time: Some(found.dial_time.into()),
        status,
    }
}

fn extension(found: Extension) -> GetEmployeesRowExtension {
    GetEmployeesRowExtension {
        extension_phone_number: Some(found.phone_number),
        extension_voice_mail_enabled: Some(found.voice_mail_enabled),
        extension_queue_enabled: Some(found.queue_enabled),
    }
}

fn operator(found: OperatorRow) -> GetEmployeesRowOperator {
    let site = |(id, domain_name): (i64, String)| GetEmployeesRowOperatorOperatorSites {
        site_id: Some(id.into()),
        site_domain_name: Some(domain_name),
    };
    GetEmployeesRowOperator {
        operator_login: Some(found.login),
        operator_position_id: found.position_id.map(Into::into),
        operator_position_name: found.position_name,
        operator_offline_message_enabled: Some(found.offline_message_enabled),
        operator_invite_to_chat_enabled: Some(found.invite_to_chat_enabled),
        operator_chat_enabled: Some(found.chat_enabled),
        // Nobody can log in to answer chats, so nobody is there to take one.
        operator_chats_available: Some(false),
        operator_sites: found.sites.into_iter().map(site).collect(),
    }
}

fn field(column: Column) -> Option<EmployeeField> {
    match column {
        Column::Id => Some(EmployeeField::Id),
        Column::FirstName => Some(EmployeeField::FirstName),
        Column::LastName => Some(EmployeeField::LastName),
        Column::Patronymic => Some(EmployeeField::Patronymic),
        Column::FullName => Some(EmployeeField::FullName),
        Column::Email => Some(EmployeeField::Email),
        Column::CallRecording => Some(EmployeeField::CallRecording),
        Column::CallsAvailable => Some(EmployeeField::CallsAvailable),
        Column::ScheduleId => Some(EmployeeField::ScheduleId),
        Column::ScheduleName => Some(EmployeeField::ScheduleName),
        Column::Coach | Column::Groups | Column::PhoneNumbers | Column::Extension | Column::Operator => None,
    }
}
