//! The order of rows, parts of a list, and members of a row.

use serde_json::{Value, json};

use crate::server::Server;

async fn filled() -> Server {
    let server = Server::start(&[]);
    for name in ["b", "a", "c", "a"] {
        server.organization(name).await;
    }
    server
}

async fn ids(server: &Server, params: Value) -> (Vec<i64>, i64) {
    let found = server.result("get.contact_organizations", params).await;
    let ids = found["data"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
    (ids, found["metadata"]["total_items"].as_i64().unwrap())
}

#[tokio::test]
async fn sorts_and_leaves_no_tie() {
    let server = filled().await;
    let by = |order: Value| json!({ "sort": order });
    assert_eq!(ids(&server, json!({})).await.0, [1, 2, 3, 4]);
    assert_eq!(ids(&server, by(json!([{ "field": "name" }]))).await.0, [2, 4, 1, 3]);
    assert_eq!(ids(&server, by(json!([{ "field": "name", "order": "asc" }]))).await.0, [2, 4, 1, 3]);
    assert_eq!(ids(&server, by(json!([{ "field": "name", "order": "desc" }]))).await.0, [3, 1, 2, 4]);
    let twice = vec![json!({ "field": "name", "order": "desc" }); 3000];
    assert_eq!(ids(&server, by(twice.into())).await.0, [3, 1, 2, 4]);
}

#[tokio::test]
async fn gives_a_part_and_counts_the_whole() {
    let server = filled().await;
    let part = |limit: i64, offset: i64| json!({ "limit": limit, "offset": offset, "sort": [{ "field": "name" }] });
    assert_eq!(ids(&server, part(2, 0)).await, (vec![2, 4], 4));
    assert_eq!(ids(&server, part(2, 2)).await, (vec![1, 3], 4));
    assert_eq!(ids(&server, part(10, 3)).await, (vec![3], 4));
    assert_eq!(ids(&server, part(0, 0)).await, (vec![], 4));
    assert_eq!(ids(&server, part(10_000, 100_000)).await, (vec![], 4));
    let filter = json!({ "field": "name", "operator": "=", "value": "a" });
    assert_eq!(ids(&server, json!({ "limit": 1, "filter": filter })).await, (vec![2], 2));
}

#[tokio::test]
async fn gives_the_members_that_were_asked_for() {
    let server = filled().await;
    let first = async |fields: Value| {
        server.result("get.contact_organizations", json!({ "limit": 1, "fields": fields })).await["data"][0].clone()
    };
    assert_eq!(first(json!(["name"])).await, json!({ "name": "b" }));
    assert_eq!(first(json!(["name", "id"])).await, json!({ "id": 1, "name": "b" }));
}
