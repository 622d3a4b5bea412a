//! The ONLYOFFICE CRM API.

use doctract_runtime::{
    Credential, Undocumented, Violation,
    server::{Call, Failure},
};
use onlyoffice::{
    PutContact, PutContactError, PutContactResult, PutContactResultResponse, PutContactResultResponseAccessList,
    PutContactResultResponseCurrency,
};

use crate::storage::{CrmContact, CrmUser, Currency, Store};

/// The implementation of the API.
pub(super) struct Onlyoffice {
    /// What it remembers.
    pub(super) store: Store,
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

    /// Deletes contacts, though the request is a `PUT`. Ids of nothing are passed over: the documents have no error for them.
    async fn put_contact(&self, call: &Call, params: PutContact) -> Result<PutContactResult, PutContactError> {
        let deleted = self.store.delete_crm_contacts(params.contactids).await.map_err(|error| {
            super::log_failure(call, &error);
            PutContactError::Undocumented(Undocumented::custom("The server failed"))
        })?;
        Ok(PutContactResult { status: Some(0), response: Some(deleted.into_iter().map(on_the_wire).collect()) })
    }
}

/// A contact as it goes out.
fn on_the_wire(contact: CrmContact) -> PutContactResultResponse {
    PutContactResultResponse {
        small_foto_url: Some(contact.small_photo_url),
        medium_foto_url: Some(contact.medium_photo_url),
        display_name: Some(contact.display_name),
        is_company: Some(contact.flags.is_company),
        access_list: Some(contact.access.into_iter().map(user).collect()),
        is_private: Some(contact.flags.is_private),
        is_shared: Some(contact.flags.is_shared),
        share_type: Some(contact.share_type),
        currency: Some(currency(contact.currency)),
        can_edit: Some(contact.flags.can_edit),
        can_delete: Some(contact.flags.can_delete),
        id: Some(contact.id),
    }
}

fn user(user: CrmUser) -> PutContactResultResponseAccessList {
    PutContactResultResponseAccessList {
        id: Some(user.id),
        display_name: Some(user.display_name),
        title: Some(user.title),
        avatar_small: Some(user.avatar_url),
        profile_url: Some(user.profile_url),
    }
}

fn currency(currency: Currency) -> PutContactResultResponseCurrency {
    PutContactResultResponseCurrency {
        title: Some(currency.title),
        symbol: Some(currency.symbol),
        abbreviation: Some(currency.abbreviation),
        culture_name: Some(currency.culture_name),
        is_convertable: Some(currency.is_convertible),
        is_basic: Some(currency.is_basic),
    }
}
