//! Positions that employees have. Two of them may have the same name: the documents do not forbid it.

use doctract_runtime::server::Call;
use uis::{
    CreateEmployeePositions, CreateEmployeePositionsError, CreateEmployeePositionsResult, GetEmployeePositions,
    GetEmployeePositionsError, GetEmployeePositionsResult, GetEmployeePositionsRow, UpdateEmployeePositions,
    UpdateEmployeePositionsError, UpdateEmployeePositionsResult, employee_positions::Column,
};

use super::{Uis, failed, limits, listing, refused};
use crate::storage::{Directory, Named, NamedField};

/// `get.employee_positions`.
pub(super) async fn get(
    api: &Uis,
    call: &Call,
    params: GetEmployeePositions,
) -> Result<GetEmployeePositionsResult, GetEmployeePositionsError> {
    let part = (params.limit_or_default(), params.offset_or_default());
    let listing = listing::listing(params.filter, params.sort, part, field)?;
    let listed = api.store.names(Directory::EmployeePositions, listing).await;
    let page = listed.map_err(failed(call, GetEmployeePositionsError::internal_error))?;
    let row = |found: Named| GetEmployeePositionsRow { id: Some(found.id.into()), name: Some(found.name) };
    Ok(GetEmployeePositionsResult {
        metadata: limits::metadata(&api.limiter, page.total),
        data: page.rows.into_iter().map(row).collect(),
    })
}

/// `create.employee_positions`.
pub(super) async fn create(
    api: &Uis,
    call: &Call,
    params: CreateEmployeePositions,
) -> Result<CreateEmployeePositionsResult, CreateEmployeePositionsError> {
    let created = api.store.create_name(Directory::EmployeePositions, params.name).await;
    let id = created.map_err(failed(call, CreateEmployeePositionsError::internal_error))?;
    Ok(CreateEmployeePositionsResult { id: id.into() })
}

/// `update.employee_positions`. There is no part to leave as it is: the page does not call its update partial.
pub(super) async fn update(
    api: &Uis,
    call: &Call,
    params: UpdateEmployeePositions,
) -> Result<UpdateEmployeePositionsResult, UpdateEmployeePositionsError> {
    let renamed = api.store.rename(Directory::EmployeePositions, params.id, params.name).await;
    renamed.map_err(failed(call, UpdateEmployeePositionsError::internal_error))?.map_err(refused::write)?;
    Ok(UpdateEmployeePositionsResult {})
}

#[expect(clippy::unnecessary_wraps, reason = "lists of other entities have columns without an order")]
fn field(column: Column) -> Option<NamedField> {
    Some(match column {
        Column::Id => NamedField::Id,
        Column::Name => NamedField::Name,
    })
}
