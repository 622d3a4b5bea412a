//! The UIS Data API.
//!
//! The token is a client's, not an agent's: `user_id`, by which an agent names one of its clients, is taken and has no effect.

mod contact_groups;
mod contacts;
mod delete;
mod employee_groups;
mod employees;
mod limits;
mod listing;
mod number;
mod organizations;
mod patch;
mod phone;
mod positions;
mod refused;

use doctract_runtime::{
    Credential, Method, Violation,
    server::{Call, Failure},
};
use serde_json::{Value, json};

use crate::{
    limits::Limiter,
    storage::{Entity, StorageError, Store},
};

use patch::{apply, emptied};

/// The implementation of the API.
pub(super) struct Uis {
    /// What it remembers.
    pub(super) store: Store,
    /// Lets callers in.
    pub(super) token: Credential,
    /// Counts their calls.
    pub(super) limiter: Limiter,
}

/// Writes methods that a function of another file answers.
macro_rules! answered {
    ($($method:ident($params:ident) by $function:path;)*) => {$(
        async fn $method(
            &self,
            call: &Call,
            params: uis::$params,
        ) -> Result<<uis::$params as Method>::Output, <uis::$params as Method>::Error> {
            $function(self, call, params).await
        }
    )*};
}

/// Writes methods that delete an entity.
macro_rules! deleted {
    ($($method:ident($params:ident) of $entity:ident;)*) => {$(
        async fn $method(
            &self,
            call: &Call,
            params: uis::$params,
        ) -> Result<<uis::$params as Method>::Output, <uis::$params as Method>::Error> {
            delete::delete(self, call, Entity::$entity, params.id).await?;
            Ok(Default::default())
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

    /// Lists carry metadata whether they are given or refused; what is left to a caller is told to known ones only.
    fn error_metadata(&self, call: &Call) -> Option<Value> {
        let told = call.method().starts_with("get.") && super::admit(call, &self.token).is_ok();
        told.then(|| json!({ "limits": limits::left(&self.limiter) }))
    }

    answered! {
        get_group_employees(GetGroupEmployees) by employee_groups::get;
        create_group_employees(CreateGroupEmployees) by employee_groups::create;
        update_group_employees(UpdateGroupEmployees) by employee_groups::update;
        update_group_employees_numbers(UpdateGroupEmployeesNumbers) by employee_groups::update_numbers;
        get_employees(GetEmployees) by employees::get;
        create_employees(CreateEmployees) by employees::create;
        update_employees(UpdateEmployees) by employees::update;
        get_contacts(GetContacts) by contacts::get;
        create_contacts(CreateContacts) by contacts::create;
        update_contacts(UpdateContacts) by contacts::update;
        get_group_contacts(GetGroupContacts) by contact_groups::get;
        create_group_contacts(CreateGroupContacts) by contact_groups::create;
        update_group_contacts(UpdateGroupContacts) by contact_groups::update;
        get_contact_organizations(GetContactOrganizations) by organizations::get;
        create_contact_organizations(CreateContactOrganizations) by organizations::create;
        update_contact_organizations(UpdateContactOrganizations) by organizations::update;
        get_employee_positions(GetEmployeePositions) by positions::get;
        create_employee_positions(CreateEmployeePositions) by positions::create;
        update_employee_positions(UpdateEmployeePositions) by positions::update;
    }

    deleted! {
        delete_group_employees(DeleteGroupEmployees) of EmployeeGroup;
        delete_employees(DeleteEmployees) of Employee;
        delete_contacts(DeleteContacts) of Contact;
        delete_group_contacts(DeleteGroupContacts) of ContactGroup;
        delete_contact_organizations(DeleteContactOrganizations) of ContactOrganization;
        delete_employee_positions(DeleteEmployeePositions) of EmployeePosition;
    }
}

/// The error that a caller gets when the storage fails.
fn failed<E>(call: &Call, internal: fn() -> E) -> impl FnOnce(StorageError) -> E {
    move |error| {
        super::log_failure(call, &error);
        internal()
    }
}
