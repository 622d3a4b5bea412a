//! Organizations that contacts belong to. Two of them may have the same name: the documents do not forbid it.

use doctract_runtime::server::Call;
use uis::{
    CreateContactOrganizations, CreateContactOrganizationsError, CreateContactOrganizationsResult,
    DeleteContactOrganizations, DeleteContactOrganizationsError, DeleteContactOrganizationsResult,
    GetContactOrganizations, GetContactOrganizationsError, GetContactOrganizationsResult, GetContactOrganizationsRow,
    UpdateContactOrganizations, UpdateContactOrganizationsError, UpdateContactOrganizationsResult,
    contact_organizations::Column,
};

use super::{Uis, failed, limits, listing};
use crate::storage::OrganizationField;

/// `get.contact_organizations`.
pub(super) async fn get(
    api: &Uis,
    call: &Call,
    params: GetContactOrganizations,
) -> Result<GetContactOrganizationsResult, GetContactOrganizationsError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field).map_err(|error| *error)?;
    let page =
        api.store.organizations(listing).await.map_err(failed(call, GetContactOrganizationsError::internal_error))?;
    let row = |found: crate::storage::Organization| GetContactOrganizationsRow {
        id: Some(found.id.into()),
        name: Some(found.name),
    };
    Ok(GetContactOrganizationsResult {
        metadata: limits::metadata(&api.limiter, page.total),
        data: page.rows.into_iter().map(row).collect(),
    })
}

/// `create.contact_organizations`.
pub(super) async fn create(
    api: &Uis,
    call: &Call,
    params: CreateContactOrganizations,
) -> Result<CreateContactOrganizationsResult, CreateContactOrganizationsError> {
    let created = api.store.create_organization(params.name).await;
    let id = created.map_err(failed(call, CreateContactOrganizationsError::internal_error))?;
    Ok(CreateContactOrganizationsResult { id: id.into() })
}

/// `update.contact_organizations`. There is no part of an organization to leave as it is: the page does not call its update partial.
pub(super) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateContactOrganizations,
) -> Result<UpdateContactOrganizationsResult, UpdateContactOrganizationsError> {
    // A number that is no whole one is the id of nothing.
    let found = match params.id.as_i64() {
        Some(id) => api.store.rename_organization(id, params.name).await,
        None => Ok(false),
    };
    if found.map_err(failed(call, UpdateContactOrganizationsError::internal_error))? {
        Ok(UpdateContactOrganizationsResult {})
    } else {
        Err(UpdateContactOrganizationsError::entity_not_found("id", params.id))
    }
}

/// `delete.contact_organizations`.
pub(super) async fn delete(
    api: &Uis,
    call: &Call,
    params: DeleteContactOrganizations,
) -> Result<DeleteContactOrganizationsResult, DeleteContactOrganizationsError> {
    let found = match params.id.as_i64() {
        Some(id) => api.store.delete_organization(id).await,
        None => Ok(false),
    };
    if found.map_err(failed(call, DeleteContactOrganizationsError::internal_error))? {
        Ok(DeleteContactOrganizationsResult {})
    } else {
        Err(DeleteContactOrganizationsError::entity_not_found("id", params.id))
    }
}

fn field(column: Column) -> OrganizationField {
    match column {
        Column::Id => OrganizationField::Id,
        Column::Name => OrganizationField::Name,
    }
}
