//! Contacts.

use serde_json::{Value, json};
use uis::{Client, CreateContacts, Error, GetContacts, UpdateContacts, contacts};

use crate::server::{Server, TOKENS};

const CONTACTS: &str = "contacts";

async fn contact(server: &Server, params: Value) -> i64 {
    let mut all = json!({ "last_name": "Ivanova", "phone_numbers": [] });
    all.as_object_mut().unwrap().extend(params.as_object().unwrap().clone());
    server.create(CONTACTS, all).await
}

#[tokio::test]
async fn come_back_with_what_they_refer_to() {
    let server = Server::start(&[]);
    let organization = server.organization("Роза").await;
    let group = server.create("group_contacts", json!({ "name": "Friends" })).await;
    let id = server
        .create(
            CONTACTS,
            json!({
                "first_name": "Анна", "last_name": "Иванова", "patronymic": "Петровна",
                "emails": ["z@example.com", "a@example.com"], "phone_numbers": [74_951_234_567_i64, "74957654321"],
                "organization_id": organization, "groups": [group, 1, group], "user_id": 5,
            }),
        )
        .await;
    let expected = json!({
        "id": id, "first_name": "Анна", "last_name": "Иванова", "patronymic": "Петровна",
        "full_name": "Иванова Анна Петровна", "emails": ["z@example.com", "a@example.com"],
        "phone_numbers": [74_951_234_567_i64, 74_957_654_321_i64], "personal_manager_id": null,
        "personal_manager_full_name": null, "organization_id": organization, "organization_name": "Роза",
        "groups": [{ "group_id": 1, "group_name": "Favourites" }, { "group_id": group, "group_name": "Friends" }],
    });
    assert_eq!(server.one(CONTACTS, id).await, expected);
    server.result("update.contact_organizations", json!({ "id": organization, "name": "Lily" })).await;
    server.result("update.group_contacts", json!({ "id": group, "name": "Foes" })).await;
    let found = server.one(CONTACTS, id).await;
    assert_eq!((&found["organization_name"], &found["groups"][1]["group_name"]), (&json!("Lily"), &json!("Foes")));
}

#[tokio::test]
async fn are_empty_where_nothing_was_said() {
    let server = Server::start(&[]);
    let id = contact(&server, json!({})).await;
    let expected = json!({
        "id": id, "first_name": null, "last_name": "Ivanova", "patronymic": null, "full_name": "Ivanova", "emails": [],
        "phone_numbers": [], "personal_manager_id": null, "personal_manager_full_name": null, "organization_id": null,
        "organization_name": null, "groups": [],
    });
    assert_eq!(server.one(CONTACTS, id).await, expected);
}

#[tokio::test]
async fn are_updated_in_part() {
    let server = Server::start(&[]);
    let organization = server.organization("Rose").await;
    let all = json!({
        "first_name": "Anna", "patronymic": "P", "emails": ["a@example.com", "b@example.com"],
        "phone_numbers": ["74951234567"], "organization_id": organization, "groups": [1],
    });
    let id = contact(&server, all).await;
    let mut expected = server.one(CONTACTS, id).await;
    for (change, members) in [
        (json!({}), json!({})),
        (json!({ "first_name": "Olga" }), json!({ "first_name": "Olga", "full_name": "Ivanova Olga P" })),
        (json!({ "last_name": "Orlova" }), json!({ "last_name": "Orlova", "full_name": "Orlova Olga P" })),
        (json!({ "first_name": null }), json!({ "first_name": null, "full_name": "Orlova P" })),
        (json!({ "emails": ["c@example.com"] }), json!({ "emails": ["c@example.com"] })),
        (json!({ "emails": null }), json!({ "emails": [] })),
        (json!({ "phone_numbers": [] }), json!({ "phone_numbers": [] })),
        (json!({ "organization_id": null }), json!({ "organization_id": null, "organization_name": null })),
        (json!({ "groups": null }), json!({ "groups": [] })),
    ] {
        let mut params = change;
        params["id"] = id.into();
        assert_eq!(server.result("update.contacts", params.clone()).await, json!({}));
        expected.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        assert_eq!(server.one(CONTACTS, id).await, expected, "{params}");
    }
}

#[tokio::test]
async fn are_refused_where_they_refer_to_nothing() {
    let server = Server::start(&[]);
    let id = contact(&server, json!({ "emails": ["a@example.com"] })).await;
    for (field, value, listed) in [
        ("organization_id", json!(7), json!(7)),
        ("organization_id", json!(1.5), json!(1.5)),
        ("personal_manager_id", json!(7), json!(7)),
        ("groups", json!([9, 1, 7, 9, 0.5]), json!([9, 7, 0.5])),
    ] {
        let expected = json!({ "mnemonic": "entity_not_found", "field": field, "value": listed });
        let create = json!({ "last_name": "x", "phone_numbers": [], field: value });
        assert_eq!(server.refusal("create.contacts", create).await, expected);
        let update = json!({ "id": id, "emails": [], "first_name": "changed", field: value });
        assert_eq!(server.refusal("update.contacts", update).await, expected);
    }
    let expected = json!({ "mnemonic": "entity_not_found", "field": "id", "value": 99 });
    assert_eq!(server.refusal("update.contacts", json!({ "id": 99 })).await, expected);
    assert_eq!(server.refusal("delete.contacts", json!({ "id": 99 })).await, expected);
}

#[tokio::test]
async fn are_refused_with_the_parameter_at_fault() {
    let server = Server::start(&[]);
    let id = contact(&server, json!({})).await;
    let numbers = |count: i64| (0..count).map(|n| json!(74_951_234_500 + n)).collect::<Vec<_>>();
    let emails = (0..11).map(|n| format!("a{n}@example.com")).collect::<Vec<_>>();
    for (field, value, mnemonic) in [
        ("phone_numbers", json!(numbers(11)), "invalid_parameter_value"),
        ("phone_numbers", json!(["12"]), "invalid_parameter_value"),
        ("phone_numbers", json!(["74951234567", "74951234567"]), "duplicate_entity"),
        ("phone_numbers", json!(["74951234567", 74_951_234_567_i64]), "duplicate_entity"),
        ("emails", json!(emails), "invalid_parameter_value"),
        ("emails", json!(["a"]), "invalid_parameter_value"),
        ("emails", json!(["a@example.com", "a@example.com"]), "duplicate_entity"),
        ("last_name", json!(null), "data_type_error"),
        ("first_name", json!(5), "data_type_error"),
        ("nickname", json!("x"), "unexpected_parameters"),
    ] {
        let mut create = json!({ "last_name": "x", "phone_numbers": [] });
        create[field] = value.clone();
        for (method, params) in [("create.contacts", create), ("update.contacts", json!({ "id": id, field: value }))] {
            // Of a list with one element, that element is at fault; of equal ones, a list tells them.
            let told = match params[field].as_array().map(Vec::as_slice) {
                Some([only]) => only.clone(),
                Some([first, _]) => json!([first]),
                _ => params[field].clone(),
            };
            let expected = json!({ "mnemonic": mnemonic, "field": field, "value": told });
            assert_eq!(server.refusal(method, params.clone()).await, expected, "{params}");
        }
    }
    let twice = json!({ "last_name": "x", "phone_numbers": ["74951234567", 74_951_234_567_i64, "74957654321"] });
    assert_eq!(server.refusal("create.contacts", twice).await["value"], json!(["74951234567"]));
    let refused = server.refusal("create.contacts", json!({ "last_name": "x" })).await;
    assert_eq!(refused, json!({ "mnemonic": "required_parameter_missed", "field": "phone_numbers" }));
}

#[tokio::test]
async fn are_found_by_what_they_refer_to() {
    let server = Server::start(&[]);
    let (rose, lily) = (server.organization("Rose").await, server.organization("Lily").await);
    for (name, organization) in [("c", json!(rose)), ("a", json!(lily)), ("b", json!(rose)), ("d", json!(null))] {
        let mut params = json!({ "first_name": name, "last_name": "x", "phone_numbers": [] });
        if !organization.is_null() {
            params["organization_id"] = organization;
        }
        server.create(CONTACTS, params).await;
    }
    let leaf =
        |field: &str, operator: &str, value: Value| json!({ "field": field, "operator": operator, "value": value });
    for (filter, expected) in [
        (leaf("organization_name", "=", json!("Rose")), "bc"),
        (leaf("organization_name", "!=", json!("Rose")), "ad"),
        (leaf("organization_name", "like", json!("%l%")), "a"),
        (leaf("organization_id", "=", json!(null)), "d"),
        (leaf("organization_id", "in", json!([lily, 99])), "a"),
        (leaf("full_name", "regexp", json!("^x [cd]$")), "cd"),
        (leaf("personal_manager_full_name", "=", json!(null)), "abcd"),
    ] {
        let params = json!({ "filter": filter, "sort": [{ "field": "full_name" }], "fields": ["first_name"] });
        let found = server.result("get.contacts", params).await;
        let names: String =
            found["data"].as_array().unwrap().iter().map(|row| row["first_name"].as_str().unwrap()).collect();
        assert_eq!(names, expected, "{filter}");
        assert_eq!(found["metadata"]["total_items"], expected.len());
    }
    for (field, operator, mnemonic, at) in [
        ("patronymic", "=", "filter_prohibited", "filter.field"),
        ("emails", "jsquery", "invalid_parameter_value", "filter.operator"),
        ("groups", "=", "invalid_parameter_value", "filter.operator"),
    ] {
        let refused = server.refusal("get.contacts", json!({ "filter": leaf(field, operator, json!("x")) })).await;
        assert_eq!((&refused["mnemonic"], &refused["field"]), (&json!(mnemonic), &json!(at)), "{field}");
    }
    let refused = server.refusal("get.contacts", json!({ "sort": [{ "field": "patronymic" }] })).await;
    assert_eq!(refused["mnemonic"], "sort_prohibited");
}

#[tokio::test]
async fn live_through_the_generated_client() {
    let server = Server::start(&[]);
    let client = Client::new(&server.url).unwrap().with_token(TOKENS[0].1);
    let create = CreateContacts::new("Ivanova", [74_951_234_567_i64]).first_name("Anna").groups([1]);
    let id = client.create_contacts(create).await.unwrap().id;
    client.update_contacts(UpdateContacts::new(id).patronymic("P")).await.unwrap();
    let listed = client.get_contacts(GetContacts::new().filter(contacts::full_name.like("%Anna%"))).await.unwrap();
    assert_eq!(listed.data[0].full_name.as_deref(), Some("Ivanova Anna P"));
    client.delete_contacts(uis::DeleteContacts::new(id)).await.unwrap();
    match client.update_contacts(UpdateContacts::new(id)).await {
        Err(Error::Api(uis::CreateUpdateErrors::EntityNotFound(detail))) => assert_eq!(detail.field, "id"),
        other => panic!("{other:?}"),
    }
    assert_eq!(server.one("group_contacts", 1).await["members"], json!([]));
}
