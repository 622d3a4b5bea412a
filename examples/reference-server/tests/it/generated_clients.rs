//! The generated clients and the generated servers understand each other.

use uis::{
    CreateContactOrganizations, DeleteContactOrganizations, DeleteErrors, Error, GetContactOrganizations, GetErrors,
    UpdateContactOrganizations, contact_organizations,
};
use yandex360::{ErrorResponse, GetExternalContacts, PostExternalContacts, V1ExternalContactEmail};

use crate::server::{Server, TOKENS};

fn uis(server: &Server) -> uis::Client {
    uis::Client::new(&server.url).unwrap().with_token(TOKENS[0].1)
}

fn directory(server: &Server) -> yandex360::Client {
    yandex360::Client::new(&server.url).unwrap().with_token(TOKENS[1].1)
}

#[tokio::test]
async fn an_organization_lives() {
    let server = Server::start(&[]);
    let uis = uis(&server);
    let id = uis.create_contact_organizations(CreateContactOrganizations::new("Rose")).await.unwrap().id;
    uis.update_contact_organizations(UpdateContactOrganizations::new("Роза", id)).await.unwrap();
    let listed = uis.get_contact_organizations(GetContactOrganizations::new()).await.unwrap();
    assert_eq!(listed.data.len(), 1);
    assert_eq!((listed.data[0].id, listed.data[0].name.as_deref()), (Some(id), Some("Роза")));

    uis.delete_contact_organizations(DeleteContactOrganizations::new(id)).await.unwrap();
    match uis.delete_contact_organizations(DeleteContactOrganizations::new(id)).await {
        Err(Error::Api(DeleteErrors::EntityNotFound(detail))) => assert_eq!(detail.field, "id"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_list_streams_by_filter_and_order() {
    let server = Server::start(&[]);
    for name in ["Ra", "Rb", "Rc", "x", "Rd", "Re"] {
        server.organization(name).await;
    }
    let filter = contact_organizations::name.like("R%").and(contact_organizations::id.gt(1));
    let request = GetContactOrganizations::new().filter(filter).sort(contact_organizations::name.desc()).limit(3);
    let mut rows = uis(&server).get_contact_organizations_stream(request);
    let mut names = Vec::new();
    while let Some(row) = rows.next().await {
        names.push(row.unwrap().name.unwrap());
    }
    assert_eq!(names, ["Re", "Rd", "Rc", "Rb"]);
}

#[tokio::test]
async fn errors_come_back_typed() {
    let server = Server::start(&[]);
    let request = GetContactOrganizations::new().filter(contact_organizations::name.regexp("("));
    match uis(&server).get_contact_organizations(request).await {
        Err(Error::Api(GetErrors::InvalidParameterValue(detail))) => assert_eq!(detail.field, "filter.value"),
        other => panic!("{other:?}"),
    }
    match uis(&server).with_token("wrong").get_contact_organizations(GetContactOrganizations::new()).await {
        Err(Error::Api(GetErrors::AccessTokenInvalid(_))) => {}
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_directory_streams_its_contacts() {
    let server = Server::start(&[]);
    let directory = directory(&server);
    let email = || V1ExternalContactEmail::new().email("a@example.com").main(true);
    for name in ["a", "b", "c", "d", "e"] {
        let created =
            directory.post_external_contacts(PostExternalContacts::new(1, [email()], name, "Ivanova")).await.unwrap();
        assert!(created.id.is_some_and(|id| !id.is_empty()));
    }
    let mut rows = directory.get_external_contacts_stream(GetExternalContacts::new(1).per_page(2));
    let mut found = Vec::new();
    while let Some(row) = rows.next().await {
        let row = row.unwrap();
        assert_eq!(row.emails, [email()]);
        found.push(row.first_name);
    }
    assert_eq!(found, ["a", "b", "c", "d", "e"]);
}

#[tokio::test]
async fn refusals_of_a_directory_come_back_typed() {
    let server = Server::start(&[]);
    let list = async |client: yandex360::Client, org| client.get_external_contacts(GetExternalContacts::new(org)).await;
    let refused = list(directory(&server), 2).await;
    assert!(matches!(refused, Err(Error::Api(ErrorResponse::Forbidden(_)))), "{refused:?}");
    let refused = list(directory(&server), 9).await;
    assert!(matches!(refused, Err(Error::Api(ErrorResponse::NotFound(_)))), "{refused:?}");
    let refused = list(directory(&server).with_token("wrong"), 1).await;
    assert!(matches!(refused, Err(Error::Api(ErrorResponse::Unauthorized(_)))), "{refused:?}");
}
