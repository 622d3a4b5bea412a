//! Contacts.

use doctract_runtime::server::Call;
use uis::{
    CreateContacts, CreateContactsError, CreateContactsResult, GetContacts, GetContactsError, GetContactsResult,
    GetContactsRow, GetContactsRowGroups, UpdateContacts, UpdateContactsError, UpdateContactsResult, contacts::Column,
};

use super::{Uis, apply, emptied, failed, limits, listing, phone, refused};
use crate::storage::{ContactField, ContactRecord, ContactRow};

/// `get.contacts`.
pub(super) async fn get(api: &Uis, call: &Call, params: GetContacts) -> Result<GetContactsResult, GetContactsError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field)?;
    let page = api.store.contacts(listing).await.map_err(failed(call, GetContactsError::internal_error))?;
    Ok(GetContactsResult {
        metadata: limits::metadata(&api.limiter, page.total),
        data: page.rows.into_iter().map(row).collect(),
    })
}

/// `create.contacts`.
pub(super) async fn create(
    api: &Uis,
    call: &Call,
    params: CreateContacts,
) -> Result<CreateContactsResult, CreateContactsError> {
    let record = ContactRecord {
        first_name: params.first_name,
        last_name: params.last_name,
        patronymic: params.patronymic,
        personal_manager_id: params.personal_manager_id,
        organization_id: params.organization_id,
        emails: params.emails,
        phone_numbers: Some(phone::texts("phone_numbers", &params.phone_numbers).map_err(refused::write)?),
        groups: params.groups,
    };
    let created = api.store.create_contact(record).await;
    let id = created.map_err(failed(call, CreateContactsError::internal_error))?.map_err(refused::write)?;
    Ok(CreateContactsResult { id: id.into() })
}

/// `update.contacts`.
pub(super) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateContacts,
) -> Result<UpdateContactsResult, UpdateContactsError> {
    let phone_numbers = params.phone_numbers.map(|sent| phone::texts("phone_numbers", &sent)).transpose();
    let phone_numbers = phone_numbers.map_err(refused::write)?;
    let change = move |record: &mut ContactRecord| {
        apply(params.first_name, &mut record.first_name);
        record.last_name = params.last_name.unwrap_or(std::mem::take(&mut record.last_name));
        apply(params.patronymic, &mut record.patronymic);
        apply(params.personal_manager_id, &mut record.personal_manager_id);
        apply(params.organization_id, &mut record.organization_id);
        record.emails = emptied(params.emails);
        record.phone_numbers = phone_numbers;
        record.groups = emptied(params.groups);
    };
    let updated = api.store.update_contact(params.id, change).await;
    updated.map_err(failed(call, UpdateContactsError::internal_error))?.map_err(refused::write)?;
    Ok(UpdateContactsResult {})
}

fn row(found: ContactRow) -> GetContactsRow {
    let group = |(id, name): (i64, String)| GetContactsRowGroups { group_id: Some(id.into()), group_name: Some(name) };
    GetContactsRow {
        id: Some(found.id.into()),
        first_name: found.first_name,
        last_name: Some(found.last_name),
        patronymic: found.patronymic,
        full_name: Some(found.full_name),
        emails: found.emails,
        phone_numbers: found.phone_numbers.iter().filter_map(|text| phone::as_number(text)).collect(),
        personal_manager_id: found.personal_manager_id.map(Into::into),
        personal_manager_full_name: found.personal_manager_full_name,
        organization_id: found.organization_id.map(Into::into),
        organization_name: found.organization_name,
        groups: found.groups.into_iter().map(group).collect(),
    }
}

fn field(column: Column) -> Option<ContactField> {
    match column {
        Column::Id => Some(ContactField::Id),
        Column::FirstName => Some(ContactField::FirstName),
        Column::LastName => Some(ContactField::LastName),
        Column::Patronymic => Some(ContactField::Patronymic),
        Column::FullName => Some(ContactField::FullName),
        Column::PersonalManagerId => Some(ContactField::PersonalManagerId),
        Column::PersonalManagerFullName => Some(ContactField::PersonalManagerFullName),
        Column::OrganizationId => Some(ContactField::OrganizationId),
        Column::OrganizationName => Some(ContactField::OrganizationName),
        Column::Emails | Column::PhoneNumbers | Column::Groups => None,
    }
}
