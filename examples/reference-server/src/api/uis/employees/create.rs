//! `create.employees`, with the documented defaults.

use doctract_runtime::server::Call;
use uis::{
    CreateEmployees, CreateEmployeesCoach, CreateEmployeesError, CreateEmployeesExtension, CreateEmployeesOperator,
    CreateEmployeesPhoneNumbers, CreateEmployeesResult,
};

use super::{Sent, numbers};
use crate::{
    api::uis::{Uis, failed, refused},
    storage::{Coach, EmployeeRecord, Extension, Operator, Refusal},
};

/// `create.employees`.
pub(in crate::api::uis) async fn create(
    api: &Uis,
    call: &Call,
    params: CreateEmployees,
) -> Result<CreateEmployeesResult, CreateEmployeesError> {
    let created = api.store.create_employee(record(params).map_err(refused::write)?).await;
    let id = created.map_err(failed(call, CreateEmployeesError::internal_error))?.map_err(refused::write)?;
    Ok(CreateEmployeesResult { id: id.into() })
}

fn record(params: CreateEmployees) -> Result<EmployeeRecord, Refusal> {
    Ok(EmployeeRecord {
        calls_available: params.calls_available_or_default(),
        first_name: params.first_name,
        last_name: params.last_name,
        patronymic: params.patronymic,
        email: params.email,
        call_recording: params.call_recording.unwrap_or_default().into(),
        schedule_id: params.schedule_id,
        coach: params.coach.as_ref().map(coach).unwrap_or_default(),
        extension: params.extension.as_ref().map(extension),
        operator: params.operator.map(operator),
        groups: params.groups,
        phone_numbers: Some(numbers(params.phone_numbers.into_iter().map(Sent::from).collect())?),
    })
}

fn coach(sent: &CreateEmployeesCoach) -> Coach {
    Coach { always_enabled: sent.coach_always_enabled_or_default(), id: Some(sent.coach_id) }
}

fn extension(sent: &CreateEmployeesExtension) -> Extension {
    Extension {
        voice_mail_enabled: sent.extension_voice_mail_enabled_or_default(),
        queue_enabled: sent.extension_queue_enabled_or_default(),
        phone_number: sent.extension_phone_number.to_string(),
    }
}

fn operator(sent: CreateEmployeesOperator) -> Operator {
    Operator {
        offline_message_enabled: sent.operator_offline_message_enabled_or_default(),
        invite_to_chat_enabled: sent.operator_invite_to_chat_enabled_or_default(),
        chat_enabled: sent.operator_chat_enabled_or_default(),
        login: sent.operator_login,
        position_id: sent.operator_position_id,
        sites: sent.operator_sites,
    }
}

impl From<CreateEmployeesPhoneNumbers> for Sent {
    fn from(sent: CreateEmployeesPhoneNumbers) -> Self {
        let CreateEmployeesPhoneNumbers { phone_number, channels_count, dial_time, status } = sent;
        Self { phone_number, channels_count, dial_time, status }
    }
}
