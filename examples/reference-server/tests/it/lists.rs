//! Rules of all lists: types of fields, parts of a list, and what the errors hold.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::{employees::employee, server::Server};

fn leaf(field: &str, operator: &str, value: impl Into<Value>) -> Value {
    json!({ "filter": { "field": field, "operator": operator, "value": value.into() } })
}

#[tokio::test]
async fn compare_enums_booleans_and_what_is_empty() {
    let server = Server::start(&["--schedule", "3=Day shift"]);
    let all = employee(&server, json!({ "schedule_id": 3 })).await;
    let off = employee(&server, json!({ "call_recording": "off", "calls_available": false })).await;
    let out = employee(&server, json!({ "call_recording": "out", "email": "o@example.com" })).await;
    for (params, expected) in [
        (leaf("call_recording", "=", "off"), vec![off]),
        (leaf("call_recording", "!=", "off"), vec![all, out]),
        (leaf("call_recording", "in", json!(["out", "all"])), vec![all, out]),
        (leaf("calls_available", "=", true), vec![all, out]),
        (leaf("calls_available", "!=", true), vec![off]),
        (leaf("email", "=", Value::Null), vec![all, off]),
        (leaf("email", "!=", Value::Null), vec![out]),
        (leaf("email", "!=", "a@example.com"), vec![all, off, out]),
        (leaf("email", "like", "%"), vec![out]),
        (leaf("schedule_id", "=", Value::Null), vec![off, out]),
        (leaf("schedule_id", "<=", 3), vec![all]),
        (leaf("schedule_name", "=", "Day shift"), vec![all]),
        (leaf("schedule_name", "!=", "Day shift"), vec![off, out]),
    ] {
        let found = server.result("get.employees", params.clone()).await;
        let ids: Vec<i64> = found["data"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect();
        assert_eq!(ids, expected, "{params}");
        assert_eq!(found["metadata"]["total_items"], expected.len(), "{params}");
    }
}

#[tokio::test]
async fn tell_what_is_at_fault() {
    let server = Server::start(&[]);
    let (field, operator, value) = ("filter.field", "filter.operator", "filter.value");
    let sort = |field: &str, order: &str| json!({ "sort": [{ "field": field, "order": order }] });
    for (params, mnemonic, at, told) in [
        (leaf("operator", "=", "x"), "filter_prohibited", field, json!("operator")),
        (leaf("nickname", "=", "x"), "unexpected_parameters", field, json!("nickname")),
        (leaf("full_name", "~", "x"), "invalid_parameter_value", operator, json!("~")),
        (leaf("full_name", "<", "x"), "invalid_parameter_value", operator, json!("<")),
        (leaf("id", "like", "1%"), "invalid_parameter_value", operator, json!("like")),
        (leaf("calls_available", ">", true), "invalid_parameter_value", operator, json!(">")),
        (leaf("call_recording", "like", "o%"), "invalid_parameter_value", operator, json!("like")),
        (leaf("groups", "jsquery", "id = 1"), "invalid_parameter_value", operator, json!("jsquery")),
        (leaf("coach", "=", Value::Null), "invalid_parameter_value", operator, json!("=")),
        (leaf("call_recording", "=", "never"), "invalid_parameter_value", value, json!("never")),
        (leaf("id", "=", "1"), "invalid_parameter_value", value, json!("1")),
        (leaf("full_name", "in", "x"), "invalid_parameter_value", value, json!("x")),
        (leaf("full_name", "regexp", "("), "invalid_parameter_value", value, json!("(")),
        (leaf("full_name", "regexp", "(?i)orlov"), "invalid_parameter_value", value, json!("(?i)orlov")),
        (leaf("full_name", "regexp", r"\d"), "invalid_parameter_value", value, json!(r"\d")),
        (leaf("full_name", "regexp", "a*?"), "invalid_parameter_value", value, json!("a*?")),
        (sort("email", "asc"), "sort_prohibited", "sort.field", json!("email")),
        (sort("operator", "asc"), "sort_prohibited", "sort.field", json!("operator")),
        (sort("nickname", "asc"), "unexpected_parameters", "sort.field", json!("nickname")),
        (sort("full_name", "up"), "invalid_parameter_value", "sort.order", json!("up")),
        (json!({ "fields": ["id", "nickname"] }), "unexpected_parameters", "fields", json!("nickname")),
        (json!({ "limit": 10_001 }), "invalid_parameter_value", "limit", json!(10_001)),
        (json!({ "offset": 100_001 }), "invalid_parameter_value", "offset", json!(100_001)),
    ] {
        let expected = json!({ "mnemonic": mnemonic, "field": at, "value": told });
        assert_eq!(server.refusal("get.employees", params.clone()).await, expected, "{params}");
    }
}

#[tokio::test]
async fn have_a_thousand_rows_unless_a_request_says() {
    let server = Server::start(&[]);
    let names = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 10001) \
        INSERT INTO contact_organizations (name) SELECT 'Rose ' || n FROM n";
    Connection::open(server.file()).unwrap().execute(names, []).unwrap();
    for (params, rows, first) in [
        (json!({}), 1000, 1),
        (json!({ "limit": 10_000 }), 10_000, 1),
        (json!({ "offset": 10_000 }), 1, 10_001),
        (json!({ "limit": 7, "offset": 500 }), 7, 501),
    ] {
        let found = server.result("get.contact_organizations", params.clone()).await;
        let data = found["data"].as_array().unwrap();
        assert_eq!((data.len(), &data[0]["id"]), (rows, &json!(first)), "{params}");
        assert_eq!(found["metadata"]["total_items"], 10_001, "{params}");
    }
}

#[tokio::test]
async fn match_long_texts_in_bounded_time() {
    let server = Server::start(&[]);
    server.organization(&"a".repeat(100_000)).await;
    // An engine that backtracks would need longer for these than there is time.
    for (operator, value) in
        [("regexp", "^(a*)*b$"), ("regexp", "(a|a)*(a|a)*(a|a)*c"), ("like", "%a%a%a%a%a%a%a%a%a%a%a%a%b%")]
    {
        let found = server.result("get.contact_organizations", leaf("name", operator, value)).await;
        assert_eq!(found["metadata"]["total_items"], 0, "{value}");
    }
}
