//! Groups of contacts.

use doctract_runtime::server::Call;
use uis::{
    CreateGroupContacts, CreateGroupContactsError, CreateGroupContactsResult, GetGroupContacts, GetGroupContactsError,
    GetGroupContactsResult, GetGroupContactsRow, GetGroupContactsRowMembers, UpdateGroupContacts,
    UpdateGroupContactsError, UpdateGroupContactsResult, group_contacts::Column,
};

use super::{Uis, emptied, failed, limits, listing, refused};
use crate::storage::{ContactGroupField, ContactGroupRecord, ContactGroupRow};

/// `get.group_contacts`.
pub(super) async fn get(
    api: &Uis,
    call: &Call,
    params: GetGroupContacts,
) -> Result<GetGroupContactsResult, GetGroupContactsError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field)?;
    let listed = api.store.contact_groups(listing).await;
    let page = listed.map_err(failed(call, GetGroupContactsError::internal_error))?;
    Ok(GetGroupContactsResult {
        metadata: limits::metadata(&api.limiter, page.total),
        data: page.rows.into_iter().map(row).collect(),
    })
}

/// `create.group_contacts`.
pub(super) async fn create(
    api: &Uis,
    call: &Call,
    params: CreateGroupContacts,
) -> Result<CreateGroupContactsResult, CreateGroupContactsError> {
    let created = api.store.create_contact_group(params.name, params.members.unwrap_or_default()).await;
    let id = created.map_err(failed(call, CreateGroupContactsError::internal_error))?.map_err(refused::write)?;
    Ok(CreateGroupContactsResult { id: id.into() })
}

/// `update.group_contacts`. The documents forbid only to delete a system group, so it can be renamed and filled.
pub(super) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateGroupContacts,
) -> Result<UpdateGroupContactsResult, UpdateGroupContactsError> {
    let record = ContactGroupRecord { name: params.name, members: emptied(params.members) };
    let updated = api.store.update_contact_group(params.id, record).await;
    updated.map_err(failed(call, UpdateGroupContactsError::internal_error))?.map_err(refused::write)?;
    Ok(UpdateGroupContactsResult {})
}

fn row(found: ContactGroupRow) -> GetGroupContactsRow {
    let member = |(id, full_name): (i64, String)| GetGroupContactsRowMembers {
        contact_id: Some(id.into()),
        contact_full_name: Some(full_name),
    };
    GetGroupContactsRow {
        id: Some(found.id.into()),
        name: Some(found.name),
        is_system: Some(found.is_system),
        members: found.members.into_iter().map(member).collect(),
    }
}

fn field(column: Column) -> Option<ContactGroupField> {
    match column {
        Column::Id => Some(ContactGroupField::Id),
        Column::Name => Some(ContactGroupField::Name),
        Column::IsSystem => Some(ContactGroupField::IsSystem),
        Column::Members => None,
    }
}
