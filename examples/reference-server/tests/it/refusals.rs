//! Requests that break a documented rule: which error they get, and that they change nothing.

use serde_json::{Value, json};

use crate::server::{Server, TOKENS};

const GET: &str = "get.contact_organizations";
const CREATE: &str = "create.contact_organizations";
const UPDATE: &str = "update.contact_organizations";
const DELETE: &str = "delete.contact_organizations";

/// Sends requests that must be refused; each is a method, its parameters, the mnemonic, and the parameter at fault.
async fn check(server: &Server, cases: impl IntoIterator<Item = (&str, Value, &str, Option<&str>)>) {
    for (method, params, mnemonic, field) in cases {
        let refused = server.refusal(method, params.clone()).await;
        assert_eq!((&refused["mnemonic"], refused["field"].as_str()), (&json!(mnemonic), field), "{method} {params}");
    }
}

async fn filled() -> Server {
    let server = Server::start(&[]);
    server.organization("Rose").await;
    server
}

#[tokio::test]
async fn ids_of_nothing() {
    let server = filled().await;
    for id in [json!(2), json!(0), json!(-1), json!(1.5), json!(1e300), json!(u64::MAX)] {
        check(
            &server,
            [
                (UPDATE, json!({ "id": id, "name": "x" }), "entity_not_found", Some("id")),
                (DELETE, json!({ "id": id }), "entity_not_found", Some("id")),
            ],
        )
        .await;
    }
    assert_eq!(server.refusal(DELETE, json!({ "id": 2 })).await["value"], 2);
}

#[tokio::test]
async fn faulty_parameters() {
    let server = filled().await;
    check(
        &server,
        [
            (CREATE, json!({}), "required_parameter_missed", Some("name")),
            (CREATE, json!({ "name": 5 }), "data_type_error", Some("name")),
            (CREATE, json!({ "name": null }), "data_type_error", Some("name")),
            (CREATE, json!({ "name": "x", "title": "y" }), "unexpected_parameters", Some("title")),
            (UPDATE, json!({ "name": "x" }), "required_parameter_missed", Some("id")),
            (UPDATE, json!({ "id": 1 }), "required_parameter_missed", Some("name")),
            (UPDATE, json!({ "id": "1", "name": "x" }), "data_type_error", Some("id")),
            (UPDATE, json!({ "id": 1, "name": "x", "extra": 1 }), "unexpected_parameters", Some("extra")),
            (DELETE, json!({}), "required_parameter_missed", Some("id")),
            (DELETE, json!({ "id": [1] }), "data_type_error", Some("id")),
        ],
    )
    .await;
}

#[tokio::test]
async fn faulty_lists() {
    let server = filled().await;
    check(
        &server,
        [
            (GET, json!({ "limit": 10_001 }), "invalid_parameter_value", Some("limit")),
            (GET, json!({ "limit": "1" }), "data_type_error", Some("limit")),
            (GET, json!({ "offset": 100_001 }), "invalid_parameter_value", Some("offset")),
            (GET, json!({ "sort": [{ "field": "id" }] }), "sort_prohibited", Some("sort.field")),
            (GET, json!({ "fields": "id" }), "data_type_error", Some("fields")),
        ],
    )
    .await;
    for params in [json!({ "sort": [{ "field": "age" }] }), json!({ "fields": ["age"] })] {
        assert_eq!(server.refusal(GET, params).await["mnemonic"], "unexpected_parameters");
    }
}

#[tokio::test]
async fn faulty_filters() {
    let server = filled().await;
    let leaf = |field: &str, operator: &str, value: Value| json!({ "filter": { "field": field, "operator": operator, "value": value } });
    let (operator, value) = (Some("filter.operator"), Some("filter.value"));
    check(
        &server,
        [
            (GET, leaf("name", "regexp", json!("(")), "invalid_parameter_value", value),
            (GET, leaf("name", "regexp", json!("((x{99}){99}){99}")), "invalid_parameter_value", value),
            (GET, leaf("name", "regexp", json!(r"(a)\1")), "invalid_parameter_value", value),
            (GET, leaf("name", "jsquery", json!("a = 1")), "invalid_parameter_value", operator),
            (GET, leaf("name", "<", json!("a")), "invalid_parameter_value", operator),
            (GET, leaf("id", "like", json!("1%")), "invalid_parameter_value", operator),
            (GET, leaf("id", "=", json!("1")), "invalid_parameter_value", value),
            (GET, leaf("name", "in", json!("Rose")), "invalid_parameter_value", value),
            (GET, leaf("name", "like", json!(null)), "invalid_parameter_value", value),
        ],
    )
    .await;
    let bad = json!({ "filters": [{ "field": "name", "operator": "regexp", "value": "[" }], "condition": "or" });
    check(&server, [(GET, json!({ "filter": bad }), "invalid_parameter_value", Some("filter.filters.value"))]).await;
    assert_eq!(server.refusal(GET, leaf("age", "=", json!(1))).await["mnemonic"], "unexpected_parameters");
}

#[tokio::test]
async fn unknown_callers() {
    let server = filled().await;
    let long = TOKENS[0].1.repeat(2);
    for token in ["", "wrong", &long, &TOKENS[0].1[1..], TOKENS[1].1] {
        let request =
            json!({ "jsonrpc": "2.0", "id": 1, "method": CREATE, "params": { "access_token": token, "name": 7 } });
        let error = server.unchanged(server.post_rpc(&request.to_string())).await["error"].clone();
        assert_eq!(
            (&error["code"], &error["data"]["mnemonic"]),
            (&json!(-32001), &json!("access_token_invalid")),
            "{error}"
        );
    }
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": CREATE, "params": { "name": "x" } });
    let data = server.unchanged(server.post_rpc(&request.to_string())).await["error"]["data"].clone();
    assert_eq!(data, json!({ "mnemonic": "required_parameter_missed", "field": "access_token" }));
}

#[tokio::test]
async fn faulty_envelopes() {
    let server = filled().await;
    for (body, code, mnemonic) in [
        ("{", -32700, "parse_error"),
        (r#"{"id":1,"method":"get.contacts","params":{}}"#, -32600, "invalid_request"),
        (r#"{"jsonrpc":"2.0","id":1,"method":"get.nothing","params":{}}"#, -32601, "method_not_found"),
        (r#"[{"jsonrpc":"2.0","id":1,"method":"get.contacts","params":{}}]"#, -32099, "batch_operations_not_supported"),
        (r#"{"jsonrpc":"2.0","method":"get.contacts","params":{}}"#, -32099, "notifications_not_supported"),
    ] {
        let error = server.unchanged(server.post_rpc(body)).await["error"].clone();
        assert_eq!(
            (error["code"].as_i64(), error["data"]["mnemonic"].as_str()),
            (Some(code), Some(mnemonic)),
            "{body}"
        );
    }
}
