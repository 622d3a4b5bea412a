//! Organizations that contacts belong to. Two of them may have the same name: the documents do not forbid it.

use doctract_runtime::server::Call;
use uis::{
    CreateContactOrganizations, CreateContactOrganizationsError, CreateContactOrganizationsResult,
    GetContactOrganizations, GetContactOrganizationsError, GetContactOrganizationsResult, GetContactOrganizationsRow,
    UpdateContactOrganizations, UpdateContactOrganizationsError, UpdateContactOrganizationsResult,
    contact_organizations::Column,
};

use super::{Uis, failed, limits, listing, refused};
use crate::storage::{Directory, Named, NamedField};

/// `get.contact_organizations`.
pub(super) async fn get(
    api: &Uis,
    call: &Call,
    params: GetContactOrganizations,
) -> Result<GetContactOrganizationsResult, GetContactOrganizationsError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field)?;
    let listed = api.store.names(Directory::ContactOrganizations, listing).await;
    let page = listed.map_err(failed(call, GetContactOrganizationsError::internal_error))?;
    let row = |found: Named| GetContactOrganizationsRow { id: Some(found.id.into()), name: Some(found.name) };
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
    let created = api.store.create_name(Directory::ContactOrganizations, params.name).await;
    let id = created.map_err(failed(call, CreateContactOrganizationsError::internal_error))?;
    Ok(CreateContactOrganizationsResult { id: id.into() })
}

/// `update.contact_organizations`. There is no part to leave as it is: the page does not call its update partial.
pub(super) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateContactOrganizations,
) -> Result<UpdateContactOrganizationsResult, UpdateContactOrganizationsError> {
    let renamed = api.store.rename(Directory::ContactOrganizations, params.id, params.name).await;
    renamed.map_err(failed(call, UpdateContactOrganizationsError::internal_error))?.map_err(refused::write)?;
    Ok(UpdateContactOrganizationsResult {})
}

#[expect(clippy::unnecessary_wraps, reason = "lists of other entities have columns without an order")]
fn field(column: Column) -> Option<NamedField> {
    Some(match column {
        Column::Id => NamedField::Id,
        Column::Name => NamedField::Name,
    })
}
