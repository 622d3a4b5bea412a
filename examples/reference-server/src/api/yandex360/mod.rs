//! The Yandex 360 API of external contacts.

mod contact;
mod orgs;
mod paging;

use doctract_runtime::{
    Credential, Violation,
    server::{Call, Failure},
};
use jiff::Timestamp;
use yandex360::{
    ErrorBody, GetExternalContacts, GetExternalContactsError, GetExternalContactsResult, PostExternalContacts,
    PostExternalContactsError, PostExternalContactsResult,
};

use crate::storage::{StorageError, Store};
use orgs::Access;
use paging::Paging;

pub(crate) use orgs::{Orgs, OverlappingOrgs};

/// The implementation of the API.
pub(super) struct Yandex360 {
    /// What it remembers.
    pub(super) store: Store,
    /// Lets callers in.
    pub(super) token: Credential,
    /// The organizations that there are.
    pub(super) orgs: Orgs,
}

/// Both methods document the same error responses.
type Refusal = yandex360::ErrorResponse;

impl yandex360::server::Yandex360 for Yandex360 {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        super::admit(call, &self.token)
    }

    fn violated(&self, call: &Call, violation: &Violation) {
        super::log_refusal(call, violation);
    }

    async fn post_external_contacts(
        &self,
        call: &Call,
        params: PostExternalContacts,
    ) -> Result<PostExternalContactsResult, PostExternalContactsError> {
        self.enter(params.org_id)?;
        let (org, person) = (params.org_id, contact::person(params));
        let created = self.store.create_external_contact(org, person, Timestamp::now()).await;
        let id = created.map_err(|error| failed(call, &error))?;
        Ok(PostExternalContactsResult { id: Some(id.to_string()) })
    }

    async fn get_external_contacts(
        &self,
        call: &Call,
        params: GetExternalContacts,
    ) -> Result<GetExternalContactsResult, GetExternalContactsError> {
        self.enter(params.org_id)?;
        let paging =
            Paging::new(params.page, params.per_page).map_err(|message| Refusal::BadRequest(body(400, message)))?;
        let listed = self.store.external_contacts(params.org_id, paging.per_page, paging.offset()).await;
        let found = listed.map_err(|error| failed(call, &error))?;
        Ok(GetExternalContactsResult {
            contacts: Some(found.rows.into_iter().map(contact::on_the_wire).collect()),
            page: Some(paging.page),
            pages: Some(paging.pages(found.total)),
            per_page: Some(paging.per_page),
            total: Some(found.total),
        })
    }
}

impl Yandex360 {
    /// Whether there is such an organization, and the owner of the token may work with it.
    fn enter(&self, org: i64) -> Result<(), Refusal> {
        match self.orgs.access(org) {
            Access::Open => Ok(()),
            Access::Forbidden => {
                Err(Refusal::Forbidden(body(403, "The organization is not open to the owner of the token")))
            }
            Access::Unknown => Err(Refusal::NotFound(body(404, "There is no such organization"))),
        }
    }
}

/// The error that a caller gets when the storage fails.
fn failed(call: &Call, error: &StorageError) -> Refusal {
    super::log_failure(call, error);
    Refusal::InternalServerError(body(500, "The server failed"))
}

/// The documented body of an error.
fn body(code: i64, message: &str) -> ErrorBody {
    ErrorBody::new().code(code).message(message).details([])
}
