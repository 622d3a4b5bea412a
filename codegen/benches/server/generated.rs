//! The generated server.

use axum::Router;
use doctract_runtime::server::{Call, Failure};
use uis::server::{Answer, Uis};

/// A server that creates contacts, and stores none.
struct Store;

/// The methods that are not measured.
macro_rules! not_implemented {
    ($($method:ident $params:ident,)*) => {$(
        async fn $method(&self, _: &Call, _: uis::$params) -> Answer<uis::$params> {
            Err(<uis::$params as doctract_runtime::Method>::Error::not_implemented())
        }
    )*};
}

impl Uis for Store {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        match call.credential() {
            Some(credential) if credential.matches("let-me-in") => Ok(()),
            _ => Err(Failure::unauthenticated()),
        }
    }

    async fn create_contacts(&self, _: &Call, _: uis::CreateContacts) -> Answer<uis::CreateContacts> {
        Ok(uis::CreateContactsResult { id: 17.into() })
    }

    not_implemented! {
        get_contacts GetContacts,
        delete_contacts DeleteContacts,
        update_contacts UpdateContacts,
        create_group_contacts CreateGroupContacts,
        delete_group_contacts DeleteGroupContacts,
        update_group_contacts UpdateGroupContacts,
        get_group_contacts GetGroupContacts,
        get_contact_organizations GetContactOrganizations,
        create_contact_organizations CreateContactOrganizations,
        update_contact_organizations UpdateContactOrganizations,
        delete_contact_organizations DeleteContactOrganizations,
        get_employees GetEmployees,
        create_employees CreateEmployees,
        delete_employees DeleteEmployees,
        update_employees UpdateEmployees,
        create_group_employees CreateGroupEmployees,
        delete_group_employees DeleteGroupEmployees,
        update_group_employees UpdateGroupEmployees,
        get_group_employees GetGroupEmployees,
        update_group_employees_numbers UpdateGroupEmployeesNumbers,
        get_employee_positions GetEmployeePositions,
        create_employee_positions CreateEmployeePositions,
        update_employee_positions UpdateEmployeePositions,
        delete_employee_positions DeleteEmployeePositions,
    }
}

pub(crate) fn router() -> Router {
    uis::server::router(Store)
}
