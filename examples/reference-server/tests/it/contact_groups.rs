//! Groups of contacts, and organizations as far as contacts belong to them.

use serde_json::json;

use crate::server::Server;

const GROUPS: &str = "group_contacts";

async fn contact(server: &Server, name: &str) -> i64 {
    server.create("contacts", json!({ "last_name": name, "phone_numbers": [] })).await
}

#[tokio::test]
async fn are_seen_from_both_sides() {
    let server = Server::start(&[]);
    let (a, b) = (contact(&server, "a").await, contact(&server, "b").await);
    let id = server.create(GROUPS, json!({ "name": "Friends", "members": [b, a, b] })).await;
    let member = |id: i64, name: &str| json!({ "contact_id": id, "contact_full_name": name });
    let expected = json!({
        "id": id, "name": "Friends", "is_system": false, "members": [member(a, "a"), member(b, "b")],
    });
    assert_eq!(server.one(GROUPS, id).await, expected);
    assert_eq!(server.one("contacts", a).await["groups"], json!([{ "group_id": id, "group_name": "Friends" }]));

    server.result("update.contacts", json!({ "id": a, "groups": [1], "first_name": "z" })).await;
    assert_eq!(server.one(GROUPS, id).await["members"], json!([member(b, "b")]));
    assert_eq!(server.one(GROUPS, 1).await["members"], json!([member(a, "a z")]));

    server.result("update.group_contacts", json!({ "id": id, "members": [a] })).await;
    assert_eq!(server.one("contacts", b).await["groups"], json!([]));
    server.result("update.group_contacts", json!({ "id": id, "name": "Foes" })).await;
    let found = server.one(GROUPS, id).await;
    assert_eq!((&found["name"], &found["members"]), (&json!("Foes"), &json!([member(a, "a z")])));
    server.result("update.group_contacts", json!({ "id": id, "members": null })).await;
    assert_eq!(server.one(GROUPS, id).await["members"], json!([]));

    server.result("update.group_contacts", json!({ "id": id, "members": [a, b] })).await;
    server.result("delete.contacts", json!({ "id": a })).await;
    assert_eq!(server.one(GROUPS, id).await["members"], json!([member(b, "b")]));
    server.result("delete.group_contacts", json!({ "id": id })).await;
    assert_eq!(server.one("contacts", b).await["groups"], json!([]));
}

#[tokio::test]
async fn begin_with_the_one_of_the_system_which_stays() {
    let server = Server::start(&[]);
    let system = json!({ "id": 1, "name": "Favourites", "is_system": true, "members": [] });
    assert_eq!(server.all(GROUPS).await, json!([system]));
    let refused = server.refusal("delete.group_contacts", json!({ "id": 1 })).await;
    assert_eq!(refused, json!({ "mnemonic": "forbidden", "field": "id", "value": 1 }));
    server.create(GROUPS, json!({ "name": "Friends" })).await;
    let filter = json!({ "field": "is_system", "operator": "=", "value": true });
    let found = server.result("get.group_contacts", json!({ "filter": filter })).await;
    assert_eq!(found["data"], json!([system]));
}

#[tokio::test]
async fn have_members_that_are_there() {
    let server = Server::start(&[]);
    let a = contact(&server, "a").await;
    let id = server.create(GROUPS, json!({ "name": "Friends", "members": [a] })).await;
    let expected = json!({ "mnemonic": "entity_not_found", "field": "members", "value": [9, 1.5] });
    let members = json!([9, a, 1.5]);
    assert_eq!(server.refusal("create.group_contacts", json!({ "name": "x", "members": members })).await, expected);
    let update = json!({ "id": id, "name": "x", "members": members });
    assert_eq!(server.refusal("update.group_contacts", update).await, expected);
    let expected = json!({ "mnemonic": "entity_not_found", "field": "id", "value": 99 });
    assert_eq!(server.refusal("update.group_contacts", json!({ "id": 99 })).await, expected);
    assert_eq!(server.refusal("delete.group_contacts", json!({ "id": 99 })).await, expected);
    let refused = server.refusal("update.group_contacts", json!({ "id": id, "name": null })).await;
    assert_eq!((&refused["mnemonic"], &refused["field"]), (&json!("data_type_error"), &json!("name")));
}

#[tokio::test]
async fn organizations_stay_while_a_contact_belongs_to_them() {
    let server = Server::start(&[]);
    let organization = server.organization("Rose").await;
    let contact = contact(&server, "a").await;
    server.result("update.contacts", json!({ "id": contact, "organization_id": organization })).await;
    let refused = server.refusal("delete.contact_organizations", json!({ "id": organization })).await;
    assert_eq!(refused, json!({ "mnemonic": "dependency_error", "field": "id", "value": organization }));
    server.result("delete.contacts", json!({ "id": contact })).await;
    server.result("delete.contact_organizations", json!({ "id": organization })).await;
}
