//! Positions of employees.

use serde_json::json;

use crate::server::Server;

const POSITIONS: &str = "employee_positions";

#[tokio::test]
async fn are_created_listed_renamed_and_deleted() {
    let server = Server::start(&[]);
    let boss = server.create(POSITIONS, json!({ "name": "Boss" })).await;
    let clerk = server.create(POSITIONS, json!({ "name": "Clerk" })).await;
    assert_eq!(server.result("update.employee_positions", json!({ "id": boss, "name": "Head" })).await, json!({}));
    assert_eq!(server.all(POSITIONS).await, json!([{ "id": boss, "name": "Head" }, { "id": clerk, "name": "Clerk" }]));

    let filter = json!({ "field": "name", "operator": "like", "value": "%e%" });
    let sort = json!([{ "field": "name", "order": "asc" }]);
    let listed = server.result("get.employee_positions", json!({ "filter": filter, "sort": sort, "limit": 1 })).await;
    assert_eq!((&listed["data"][0]["id"], &listed["metadata"]["total_items"]), (&json!(clerk), &json!(2)));

    assert_eq!(server.result("delete.employee_positions", json!({ "id": boss })).await, json!({}));
    assert_eq!(server.all(POSITIONS).await, json!([{ "id": clerk, "name": "Clerk" }]));
    assert_eq!(server.all("contact_organizations").await, json!([]), "the directories are apart");
}

#[tokio::test]
async fn must_be_there_to_be_changed() {
    let server = Server::start(&[]);
    server.create(POSITIONS, json!({ "name": "Boss" })).await;
    for id in [json!(2), json!(0), json!(1.5), json!(u64::MAX)] {
        let expected = json!({ "mnemonic": "entity_not_found", "field": "id", "value": id });
        let refused = server.refusal("update.employee_positions", json!({ "id": id, "name": "x" })).await;
        assert_eq!(refused, expected);
        assert_eq!(server.refusal("delete.employee_positions", json!({ "id": id })).await, expected);
    }
    let refused = server.refusal("update.employee_positions", json!({ "id": 1 })).await;
    assert_eq!(refused, json!({ "mnemonic": "required_parameter_missed", "field": "name" }));
    let refused = server.refusal("create.employee_positions", json!({ "name": 5 })).await;
    assert_eq!(refused, json!({ "mnemonic": "data_type_error", "field": "name", "value": 5 }));
}
