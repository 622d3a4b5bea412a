//! Which organizations a filter finds, by every operator.

use serde_json::{Value, json};

use crate::server::Server;

const NAMES: [&str; 6] = ["Rose", "rose", "Роза", "100% Rose", "R_se", "Lily"];

async fn filled() -> Server {
    let server = Server::start(&[]);
    for name in NAMES {
        server.organization(name).await;
    }
    server
}

fn leaf(field: &str, operator: &str, value: impl Into<Value>) -> Value {
    json!({ "field": field, "operator": operator, "value": value.into() })
}

/// Holds each filter to the ids that it must find; ids count from 1 in the order of [`NAMES`].
async fn check(server: &Server, cases: impl IntoIterator<Item = (Value, &[i64])>) {
    for (filter, expected) in cases {
        let found = server.result("get.contact_organizations", json!({ "filter": filter, "fields": ["id"] })).await;
        let expected: Vec<Value> = expected.iter().map(|id| json!({ "id": id })).collect();
        assert_eq!(found["data"], Value::from(expected.clone()), "{filter}");
        assert_eq!(found["metadata"]["total_items"], expected.len(), "{filter}");
    }
}

#[tokio::test]
async fn compares_numbers() {
    let server = filled().await;
    let cases: [(_, &[i64]); 10] = [
        (leaf("id", "=", 2), &[2]),
        (leaf("id", "=", 2.0), &[2]),
        (leaf("id", "!=", 2), &[1, 3, 4, 5, 6]),
        (leaf("id", "<", 3), &[1, 2]),
        (leaf("id", ">", 4.5), &[5, 6]),
        (leaf("id", "<=", 2), &[1, 2]),
        (leaf("id", ">=", 6), &[6]),
        (leaf("id", ">", u64::MAX), &[]),
        (leaf("id", "in", json!([6, 2, 99])), &[2, 6]),
        (leaf("id", "in", json!([])), &[]),
    ];
    check(&server, cases).await;
}

#[tokio::test]
async fn compares_texts_by_case() {
    let server = filled().await;
    let cases: [(_, &[i64]); 4] = [
        (leaf("name", "=", "rose"), &[2]),
        (leaf("name", "!=", "rose"), &[1, 3, 4, 5, 6]),
        (leaf("name", "in", json!(["Lily", "Роза", "lily"])), &[3, 6]),
        (leaf("name", "=", "nobody"), &[]),
    ];
    check(&server, cases).await;
}

#[tokio::test]
async fn tells_the_empty_value_from_others() {
    let server = filled().await;
    let cases: [(_, &[i64]); 3] = [
        (leaf("name", "=", Value::Null), &[]),
        (leaf("name", "!=", Value::Null), &[1, 2, 3, 4, 5, 6]),
        (json!({ "field": "name", "operator": "=" }), &[]),
    ];
    check(&server, cases).await;
}

#[tokio::test]
async fn like_knows_only_percent() {
    let server = filled().await;
    let cases: [(_, &[i64]); 8] = [
        (leaf("name", "like", "Ro%"), &[1]),
        (leaf("name", "like", "%ose"), &[1, 2, 4]),
        (leaf("name", "like", "%о%"), &[3]),
        (leaf("name", "like", "R_se"), &[5]),
        (leaf("name", "like", "R?se"), &[]),
        (leaf("name", "like", "[R]ose"), &[]),
        (leaf("name", "like", "%"), &[1, 2, 3, 4, 5, 6]),
        (leaf("name", "like", "Rose"), &[1]),
    ];
    check(&server, cases).await;
}

#[tokio::test]
async fn regexp_finds_anywhere_by_case() {
    let server = filled().await;
    let cases: [(_, &[i64]); 5] = [
        (leaf("name", "regexp", "ose"), &[1, 2, 4]),
        (leaf("name", "regexp", "^R.se$"), &[1, 5]),
        (leaf("name", "regexp", "^(Rose|Роза)$"), &[1, 3]),
        (leaf("name", "regexp", "^[[:digit:]]+%"), &[4]),
        (leaf("name", "regexp", "ROSE"), &[]),
    ];
    check(&server, cases).await;
}

#[tokio::test]
async fn trees_join_conditions() {
    let server = filled().await;
    let tree = |condition: &str, filters: Value| json!({ "filters": filters, "condition": condition });
    let roses = tree("or", json!([leaf("name", "=", "Rose"), leaf("name", "=", "rose"), leaf("name", "=", "Роза")]));
    let mut deep = leaf("id", "=", 3);
    for _ in 0..30 {
        deep = tree("and", json!([deep, tree("or", json!([leaf("id", "<", 0), leaf("id", ">", 0)]))]));
    }
    let cases: [(_, &[i64]); 6] = [
        (roses.clone(), &[1, 2, 3]),
        (tree("and", json!([roses, leaf("id", ">", 1)])), &[2, 3]),
        (tree("and", json!([leaf("id", ">", 1), leaf("id", "<", 4), leaf("name", "like", "%o%")])), &[2]),
        (tree("and", json!([])), &[1, 2, 3, 4, 5, 6]),
        (tree("or", json!([])), &[]),
        (deep, &[3]),
    ];
    check(&server, cases).await;
}

#[tokio::test]
async fn large_filters_are_answered_or_refused() {
    let server = filled().await;
    let filter = |count: i64| {
        let filters: Vec<Value> = (1..=count).map(|id| leaf("id", "=", id * 3)).collect();
        json!({ "filters": filters, "condition": "or" })
    };
    let ids: Vec<i64> = (0..50_000).map(|id| id * 2).collect();
    check(&server, [(filter(1000), [3, 6].as_slice()), (leaf("id", "in", ids), &[2, 4, 6])]).await;
    let refused = server.refusal("get.contact_organizations", json!({ "filter": filter(1001) })).await;
    assert_eq!(refused, json!({ "mnemonic": "invalid_parameter_value", "field": "filter" }));
}
