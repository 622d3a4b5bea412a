//! The credential of a caller comes back in no answer, whatever is wrong with the request.

use serde_json::{Value, json};

use super::rpc::{TOKEN, post, start};

/// A text that stands nowhere but in the credential.
const SECRET: &str = "s3cr3t-of-the-caller";

/// Parameters that are refused, each in another way.
fn refusals(token: &str) -> Vec<(&'static str, Value)> {
    let get = |name: &str, value: Value| {
        let mut params = json!({"access_token": token});
        params[name] = value;
        ("get.contacts", params)
    };
    vec![
        ("get.contacts", json!({"access_token": token})),
        ("get.contacts", json!({"access_token": [token]})),
        ("get.contacts", json!({"access_token": {"access_token": token}})),
        ("get.contacts", json!([token])),
        ("get.contacts", json!([{"access_token": token}])),
        ("no.such", json!({"access_token": token})),
        get("filter", json!({"field": "id", "operator": "=", "value": 1, "filters": [], "condition": "and"})),
        get("filter", json!({"filters": [{"field": "id", "filters": []}], "condition": "and"})),
        get("filter", json!({"access_token": token})),
        get("filter", json!({"field": "nope", "operator": "=", "value": token})),
        get("filter", json!({"field": token, "operator": "="})),
        get("filter", json!({"field": "id", "operator": token})),
        get("filter", json!([token])),
        get("filter", json!(token)),
        get("sort", json!([{"field": token}])),
        get("sort", json!({"access_token": token})),
        get("fields", json!(["id", token])),
        get("limit", json!(token)),
        get("limit", json!(1.5)),
        get("offset", json!(100_001)),
        get("user_id", json!({"token": token})),
        get("nonsense", json!({"inner": {"access_token": token}})),
        get("nonsense", json!([format!("Bearer {token}")])),
        get(token, json!(1)),
        get("filter", json!({"field": "id", "operator": "=", token: 1})),
        get("nonsense", json!({token: 1})),
        ("create.contacts", json!({"access_token": token})),
        ("create.contacts", json!({"access_token": token, "last_name": [token], "phone_numbers": []})),
        ("create.contacts", json!({"access_token": token, "last_name": "a", "phone_numbers": [token, token]})),
        ("create.contacts", json!({"access_token": token, "last_name": "a".repeat(300) + token, "phone_numbers": [1]})),
        (
            "create.employees",
            json!({"access_token": token, "last_name": "a", "phone_numbers": [], "call_recording": token}),
        ),
        ("update.contacts", json!({"access_token": token, "id": token})),
        ("update.contacts", json!({"access_token": token, "id": 1, "first_name": token})),
    ]
}

#[tokio::test]
async fn no_refusal_tells_the_credential() {
    let url = &start().await;
    // A credential that is known, and one that is not.
    for token in [TOKEN, SECRET] {
        for (method, params) in refusals(token) {
            let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).to_string();
            let answer = post(url, body.clone()).await.to_string();
            assert!(!answer.contains(token), "{body} → {answer}");
        }
    }
}
