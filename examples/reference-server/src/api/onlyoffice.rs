//! The ONLYOFFICE CRM API: its callers are known, its method is not there yet.

use doctract_runtime::{
    Credential, Violation,
    server::{Call, Failure},
};
use onlyoffice::{PutContact, PutContactError, PutContactResult};

/// The implementation of the API.
pub(super) struct Onlyoffice {
    /// Lets callers in.
    pub(super) token: Credential,
}

impl onlyoffice::server::Onlyoffice for Onlyoffice {
    async fn authenticate(&self, call: &Call) -> Result<(), Failure> {
        super::admit(call, &self.token)
    }

    fn violated(&self, call: &Call, violation: &Violation) {
        super::log_refusal(call, violation);
    }

    async fn put_contact(&self, _: &Call, _: PutContact) -> Result<PutContactResult, PutContactError> {
        Err(PutContactError::not_implemented())
    }
}
