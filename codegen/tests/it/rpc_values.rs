//! The value that a refusal tells is the one at the place that it tells.

use serde_json::{Value, json};

use super::rpc::{call, start};

/// The parameters of `get.contacts`, and the place and the value of the fault.
fn faults() -> Vec<(Value, &'static str, Option<Value>)> {
    let both = json!({"field": "id", "operator": "=", "value": 1, "filters": [], "condition": "and"});
    vec![
        (json!({"filter": both}), "filter", Some(both.clone())),
        (json!({"filter": {"filters": [both], "condition": "or"}}), "filter.filters", Some(both.clone())),
        (json!({"filter": {"field": "nope", "operator": "=", "value": 1}}), "filter.field", Some(json!("nope"))),
        (json!({"filter": {"field": 7, "operator": "=", "value": 1}}), "filter.field", Some(json!(7))),
        (json!({"filter": {"field": "patronymic", "operator": "="}}), "filter.field", Some(json!("patronymic"))),
        (json!({"filter": {"field": "id", "operator": "nope"}}), "filter.operator", Some(json!("nope"))),
        (json!({"filter": {"field": "id", "operator": "like"}}), "filter.operator", Some(json!("like"))),
        (json!({"filter": {"field": "id", "operator": ">", "value": "a"}}), "filter.value", Some(json!("a"))),
        (json!({"filter": {"field": "id", "operator": "=", "value": 1, "nope": [2]}}), "filter.nope", Some(json!([2]))),
        (json!({"filter": {"field": "id"}}), "filter.operator", None),
        (json!({"filter": {"filters": [], "condition": "xor"}}), "filter.condition", Some(json!("xor"))),
        (
            json!({"filter": {"filters": [{"field": "nope", "operator": "="}], "condition": "and"}}),
            "filter.filters.field",
            Some(json!("nope")),
        ),
        (json!({"sort": [{"field": "full_name"}, {"field": "nope"}]}), "sort.field", Some(json!("nope"))),
        (json!({"sort": [{"field": "full_name", "order": "up"}]}), "sort.order", Some(json!("up"))),
        (json!({"sort": [{"field": "id"}]}), "sort.field", Some(json!("id"))),
        (json!({"sort": [{}]}), "sort.field", None),
        (json!({"fields": ["id", "nope"]}), "fields", Some(json!("nope"))),
        (json!({"fields": ["id", 7]}), "fields", Some(json!(7))),
        (json!({"fields": "id"}), "fields", Some(json!("id"))),
        (json!({"limit": "10"}), "limit", Some(json!("10"))),
        (json!({"limit": null}), "limit", Some(json!(null))),
        (json!({"nonsense": {"a": 1}}), "nonsense", Some(json!({"a": 1}))),
    ]
}

#[tokio::test]
async fn the_value_stands_at_the_field() {
    let url = &start().await;
    for (params, field, value) in faults() {
        let shown = params.to_string();
        let data = &call(url, "get.contacts", params).await["error"]["data"];
        assert_eq!((data["field"].as_str(), data.get("value")), (Some(field), value.as_ref()), "{shown} → {data}");
    }
}
