//! Contacts between the wire and the storage.

use jiff::Timestamp;
use yandex360::{PostExternalContacts, V1ExternalContact, V1ExternalContactEmail, V1ExternalContactPhone};

use crate::storage::{Address, Contact, Person};

/// The person that a request describes.
pub(super) fn person(params: PostExternalContacts) -> Person {
    let emails = params.emails.into_iter();
    let phones = params.phones.unwrap_or_default().into_iter();
    Person {
        first_name: params.first_name,
        last_name: params.last_name,
        middle_name: params.middle_name,
        title: params.title,
        company: params.company,
        department: params.department,
        address: params.address,
        external_id: params.external_id,
        emails: emails.map(|email| Address { value: email.email, kind: email.type_, main: email.main }).collect(),
        phones: phones.map(|phone| Address { value: phone.phone, kind: phone.type_, main: phone.main }).collect(),
    }
}

/// A contact as it goes out.
pub(super) fn on_the_wire(contact: Contact) -> V1ExternalContact {
    let Contact { id, person, created_at, updated_at } = contact;
    let email = |email: Address| V1ExternalContactEmail { email: email.value, main: email.main, type_: email.kind };
    let phone = |phone: Address| V1ExternalContactPhone { phone: phone.value, main: phone.main, type_: phone.kind };
    V1ExternalContact {
        id: id.to_string(),
        first_name: person.first_name,
        last_name: person.last_name,
        middle_name: person.middle_name,
        title: person.title,
        company: person.company,
        department: person.department,
        address: person.address,
        external_id: person.external_id,
        emails: person.emails.into_iter().map(email).collect(),
        phones: Some(person.phones.into_iter().map(phone).collect()),
        created_at: Some(rfc3339(created_at)),
        updated_at: Some(rfc3339(updated_at)),
    }
}

/// A time as RFC 3339 has it, with the milliseconds that are kept.
fn rfc3339(time: Timestamp) -> String {
    format!("{time:.3}")
}
