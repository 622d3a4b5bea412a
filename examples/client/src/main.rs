//! Calls the generated APIs through their generated clients.
//!
//! `client JSON-RPC-URL [REST-URL]`; the credentials come from the environment: `UIS_TOKEN`, `YANDEX_TOKEN`.

use std::{env, error::Error as StdError};

use uis::{
    Client, CreateContactOrganizations, DeleteContactOrganizations, DeleteContactOrganizationsError, Error,
    GetContactOrganizations, UpdateContactOrganizations, contact_organizations as columns,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let urls: Vec<String> = env::args().skip(1).collect();
    match urls.as_slice() {
        [rpc] => organizations(rpc).await,
        [rpc, rest] => {
            organizations(rpc).await?;
            external_contacts(rest).await
        }
        _ => Err("usage: client JSON-RPC-URL [REST-URL]".into()),
    }
}

/// The life of an organization: created, renamed, found, deleted, gone.
async fn organizations(url: &str) -> Result<(), Box<dyn StdError>> {
    let uis = Client::new(url)?.with_token(env::var("UIS_TOKEN").unwrap_or_default());
    let id = uis.create_contact_organizations(CreateContactOrganizations::new("Horns and Hooves")).await?.id;
    println!("created organization {id}");
    uis.update_contact_organizations(UpdateContactOrganizations::new("Horns & Hooves", id)).await?;

    let found =
        GetContactOrganizations::new().filter(columns::name.like("Horns%")).sort(columns::name.desc()).limit(100);
    let mut rows = uis.get_contact_organizations_stream(found);
    while let Some(row) = rows.next().await {
        let row = row?;
        println!("found {:?} {:?}", row.id.map(|id| id.to_string()), row.name);
    }

    uis.delete_contact_organizations(DeleteContactOrganizations::new(id)).await?;
    match uis.delete_contact_organizations(DeleteContactOrganizations::new(id)).await {
        Err(Error::Api(DeleteContactOrganizationsError::EntityNotFound(error))) => {
            println!("organization {id} is gone: `{}` is at fault", error.field);
        }
        other => {
            other?;
        }
    }
    Ok(())
}

/// A contact is added to an organization, and its contacts are listed.
async fn external_contacts(url: &str) -> Result<(), Box<dyn StdError>> {
    use yandex360::{GetExternalContacts, PostExternalContacts, V1ExternalContactEmail};

    let directory = yandex360::Client::new(url)?.with_token(env::var("YANDEX_TOKEN").unwrap_or_default());
    let email =
        V1ExternalContactEmail { email: Some("ivanova@example.com".into()), main: Some(true), ..Default::default() };
    let created = directory.post_external_contacts(PostExternalContacts::new(1, [email], "Anna", "Ivanova")).await?;
    println!("created external contact {:?}", created.id);

    let mut contacts = directory.get_external_contacts_stream(GetExternalContacts::new(1));
    while let Some(contact) = contacts.next().await {
        let contact = contact?;
        println!("found {:?} {:?}", contact.id, contact.last_name);
    }
    Ok(())
}
