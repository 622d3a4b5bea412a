//! The life of an organization.

use serde_json::{Value, json};

use crate::server::Server;

async fn all(server: &Server) -> Value {
    server.result("get.contact_organizations", json!({})).await["data"].clone()
}

#[tokio::test]
async fn is_created_renamed_and_deleted() {
    let server = Server::start(&[]);
    assert_eq!(all(&server).await, json!([]));
    let rose = server.organization("Роза").await;
    let lily = server.organization("Lily").await;
    assert_eq!(all(&server).await, json!([{ "id": rose, "name": "Роза" }, { "id": lily, "name": "Lily" }]));

    let renamed = server.result("update.contact_organizations", json!({ "id": rose, "name": "Rose" })).await;
    assert_eq!(renamed, json!({}));
    assert_eq!(all(&server).await[0], json!({ "id": rose, "name": "Rose" }));

    assert_eq!(server.result("delete.contact_organizations", json!({ "id": lily })).await, json!({}));
    assert_eq!(all(&server).await, json!([{ "id": rose, "name": "Rose" }]));
    assert!(server.organization("Lily").await > lily, "an id never comes back");
}

#[tokio::test]
async fn may_share_its_name_and_be_named_by_any_text() {
    let server = Server::start(&[]);
    let names = ["", "same", "same", "\u{0}a\u{0}b", "𝕏\n\t\"'\\", "%"];
    for name in names {
        server.organization(name).await;
    }
    assert_eq!(server.names(json!({})).await, names);
    for name in names {
        let filter = json!({ "field": "name", "operator": "=", "value": name });
        let found = server.names(json!({ "filter": filter })).await;
        assert_eq!(found, names.into_iter().filter(|other| *other == name).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn answers_carry_the_id_of_the_request_and_take_a_user_id() {
    let server = Server::start(&[]);
    let answer = server.call("create.contact_organizations", json!({ "name": "a", "user_id": 5 })).await;
    assert_eq!(answer, json!({ "jsonrpc": "2.0", "id": "c-1", "result": { "id": 1 } }));
}
