//! `update.employees`, which is partial: objects as well as the employee. `null` brings a documented default back.

use doctract_runtime::{Patch, server::Call};
use uis::{
    CallRecording, UpdateEmployees, UpdateEmployeesCoach, UpdateEmployeesError, UpdateEmployeesExtension,
    UpdateEmployeesOperator, UpdateEmployeesPhoneNumbers, UpdateEmployeesResult,
};

use super::{Sent, numbers};
use crate::{
    api::uis::{
        Uis, failed,
        patch::{apply, apply_or, emptied},
        refused,
    },
    storage::{Coach, EmployeeRecord, Extension, Operator, Reason, Refusal},
};

/// `update.employees`.
pub(in crate::api::uis) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateEmployees,
) -> Result<UpdateEmployeesResult, UpdateEmployeesError> {
    let id = params.id;
    let updated = api.store.update_employee(id, |record| change(params, record)).await;
    updated.map_err(failed(call, UpdateEmployeesError::internal_error))?.map_err(refused::write)?;
    Ok(UpdateEmployeesResult {})
}

fn change(params: UpdateEmployees, record: &mut EmployeeRecord) -> Result<(), Refusal> {
    apply(params.first_name, &mut record.first_name);
    if let Some(last_name) = params.last_name {
        record.last_name = last_name;
    }
    apply(params.patronymic, &mut record.patronymic);
    apply(params.email, &mut record.email);
    if let Some(recording) = params.call_recording.into_option() {
        record.call_recording = recording.unwrap_or(CallRecording::default()).into();
    }
    apply_or(params.calls_available, &mut record.calls_available, true);
    apply(params.schedule_id, &mut record.schedule_id);
    match params.coach {
        Patch::Absent => {}
        Patch::Null => record.coach = Coach::default(),
        Patch::Value(sent) => change_coach(&sent, &mut record.coach),
    }
    match params.extension {
        Patch::Absent => {}
        Patch::Null => record.extension = None,
        Patch::Value(sent) => record.extension = Some(extension(sent, record.extension.take())?),
    }
    match params.operator {
        Patch::Absent => {}
        Patch::Null => record.operator = None,
        Patch::Value(sent) => record.operator = Some(operator(sent, record.operator.take())?),
    }
    record.groups = emptied(params.groups);
    let sent = params.phone_numbers.map(|sent| sent.into_iter().map(Sent::from).collect());
    record.phone_numbers = sent.map(numbers).transpose()?;
    Ok(())
}

fn change_coach(sent: &UpdateEmployeesCoach, coach: &mut Coach) {
    apply(sent.coach_id, &mut coach.id);
    apply_or(sent.coach_always_enabled, &mut coach.always_enabled, false);
}

fn extension(sent: UpdateEmployeesExtension, stored: Option<Extension>) -> Result<Extension, Refusal> {
    let number = sent.extension_phone_number.map(|number| number.to_string());
    let mut extension = match (stored, number) {
        (None, None) => return Err(Refusal::without_value(Reason::Required, "extension.extension_phone_number")),
        (None, Some(phone_number)) => Extension { phone_number, voice_mail_enabled: false, queue_enabled: false },
        (Some(stored), None) => stored,
        (Some(stored), Some(phone_number)) => Extension { phone_number, ..stored },
    };
    extension.voice_mail_enabled = sent.extension_voice_mail_enabled.unwrap_or(extension.voice_mail_enabled);
    extension.queue_enabled = sent.extension_queue_enabled.unwrap_or(extension.queue_enabled);
    Ok(extension)
}

fn operator(sent: UpdateEmployeesOperator, stored: Option<Operator>) -> Result<Operator, Refusal> {
    let mut operator = match stored {
        Some(stored) => stored,
        None => new_operator(&sent)?,
    };
    if let Some(login) = sent.operator_login {
        operator.login = login;
    }
    apply(sent.operator_position_id, &mut operator.position_id);
    apply_or(sent.operator_offline_message_enabled, &mut operator.offline_message_enabled, false);
    apply_or(sent.operator_invite_to_chat_enabled, &mut operator.invite_to_chat_enabled, false);
    apply_or(sent.operator_chat_enabled, &mut operator.chat_enabled, true);
    operator.sites = emptied(sent.operator_sites);
    Ok(operator)
}

/// The operator that an employee becomes: what is required of a new one is required now.
fn new_operator(sent: &UpdateEmployeesOperator) -> Result<Operator, Refusal> {
    let Some(login) = sent.operator_login.clone() else {
        return Err(Refusal::without_value(Reason::Required, "operator.operator_login"));
    };
    if sent.operator_password.is_none() {
        return Err(Refusal::without_value(Reason::Required, "operator.operator_password"));
    }
    Ok(Operator {
        login,
        position_id: None,
        offline_message_enabled: false,
        invite_to_chat_enabled: false,
        chat_enabled: true,
        sites: None,
    })
}

impl From<UpdateEmployeesPhoneNumbers> for Sent {
    fn from(sent: UpdateEmployeesPhoneNumbers) -> Self {
        let UpdateEmployeesPhoneNumbers { phone_number, channels_count, dial_time, status } = sent;
        Self { phone_number, channels_count, dial_time, status }
    }
}
