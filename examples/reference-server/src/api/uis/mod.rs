//! The UIS Data API.
//!
//! The token is a client's, not an agent's: `user_id`, by which an agent names one of its clients, is taken and has no effect.

mod limits;
mod listing;
mod organizations;

use doctract_runtime::{
    ApiError, Credential, Method, Undocumented, Violation,
    server::{Call, Failure},
};

use crate::{
    limits::Limiter,
    storage::{StorageError, Store},
};

/// The implementation of the API.
pub(super) struct Uis {
    /// What it remembers.
    pub(super) store: Store,
    /// Lets callers in.
    pub(super) token: Credential,
    /// Counts their calls.
    pub(super) limiter: Limiter,
}

/// Writes methods that answer that they are not there yet.
macro_rules! not_implemented {
    ($($function:ident: $params:ident),* $(,)?) => {$(
        async fn $function(
            &self,
            _: &Call,
            _: uis::$params,
        ) -> Result<<uis::$params as Method>::Output, <uis::$params as Method>::Error> {
            Err(ApiError::undocumented(Undocumented::not_implemented()))
        }
    )*};
}

impl uis::server::Uis for Uis {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        super::admit(call, &self.token)?;
        limits::charge(&self.limiter)
    }

    fn violated(&self, call: &Call, violation: &Violation) {
        super::log_refusal(call, violation);
    }

    async fn get_contact_organizations(
        &self,
        call: &Call,
        params: uis::GetContactOrganizations,
    ) -> Result<uis::GetContactOrganizationsResult, uis::GetContactOrganizationsError> {
        organizations::get(self, call, params).await
    }

    async fn create_contact_organizations(
        &self,
        call: &Call,
        params: uis::CreateContactOrganizations,
    ) -> Result<uis::CreateContactOrganizationsResult, uis::CreateContactOrganizationsError> {
        organizations::create(self, call, params).await
    }

    async fn update_contact_organizations(
        &self,
        call: &Call,
        params: uis::UpdateContactOrganizations,
    ) -> Result<uis::UpdateContactOrganizationsResult, uis::UpdateContactOrganizationsError> {
        organizations::update(self, call, params).await
    }

    async fn delete_contact_organizations(
        &self,
        call: &Call,
        params: uis::DeleteContactOrganizations,
    ) -> Result<uis::DeleteContactOrganizationsResult, uis::DeleteContactOrganizationsError> {
        organizations::delete(self, call, params).await
    }

    not_implemented! {
        get_contacts: GetContacts,
        create_contacts: CreateContacts,
        update_contacts: UpdateContacts,
        delete_contacts: DeleteContacts,
        get_group_contacts: GetGroupContacts,
        create_group_contacts: CreateGroupContacts,
        update_group_contacts: UpdateGroupContacts,
        delete_group_contacts: DeleteGroupContacts,
        get_employees: GetEmployees,
        create_employees: CreateEmployees,
        update_employees: UpdateEmployees,
        delete_employees: DeleteEmployees,
        get_group_employees: GetGroupEmployees,
        create_group_employees: CreateGroupEmployees,
        update_group_employees: UpdateGroupEmployees,
        delete_group_employees: DeleteGroupEmployees,
        update_group_employees_numbers: UpdateGroupEmployeesNumbers,
        get_employee_positions: GetEmployeePositions,
        create_employee_positions: CreateEmployeePositions,
        update_employee_positions: UpdateEmployeePositions,
        delete_employee_positions: DeleteEmployeePositions,
    }
}

/// The error that a caller gets when the storage fails.
fn failed<E>(call: &Call, internal: fn() -> E) -> impl FnOnce(StorageError) -> E {
    move |error| {
        super::log_failure(call, &error);
        internal()
    }
}
