//! What is valid JSON is never said to be none, and what is none always is.

use serde_json::{Value, json};

use super::rpc::{TOKEN, call, post, start};

/// A filter with this many levels.
fn filter(levels: usize) -> Value {
    let leaf = json!({"field": "id", "operator": "=", "value": 1});
    (1..levels).fold(leaf, |inner, _| json!({"filters": [inner], "condition": "and"}))
}

#[tokio::test]
async fn filters_of_any_depth() {
    let url = &start().await;
    for levels in [1, 2, 31, 32, 33, 61, 62, 63, 64, 65, 100, 140] {
        let answer = call(url, "get.contacts", json!({ "filter": filter(levels) })).await;
        let data = &answer["error"]["data"];
        if levels <= doctract_runtime::filter::DEEPEST_FILTER {
            assert!(answer.get("result").is_some(), "{levels} levels → {answer}");
        } else {
            assert_eq!(*data, json!({"mnemonic": "invalid_parameter_value", "field": "filter"}), "{levels} levels");
        }
    }
}

/// A request whose parameters are this text.
fn request(params: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":1,"method":"get.contacts","params":{params}}}"#)
}

#[tokio::test]
async fn json_that_no_value_can_hold() {
    let url = &start().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let cases = [
        (r#""limit":1e400"#, "invalid_parameter_value", Some("limit")),
        (&format!(r#""limit":{deep}"#), "invalid_parameter_value", Some("limit")),
        (r#""user_id":"\ud800""#, "invalid_parameter_value", Some("user_id")),
        (r#""\ud800":1"#, "invalid_request", None),
    ];
    for (member, mnemonic, field) in cases {
        let known = post(url, request(&format!(r#"{{"access_token":"{TOKEN}",{member}}}"#))).await;
        let data = &known["error"]["data"];
        assert_eq!((data["mnemonic"].as_str(), data["field"].as_str()), (Some(mnemonic), field), "{known}");
        // Who is not known is told only that.
        let nobody = post(url, request(&format!("{{{member}}}"))).await;
        let data = &nobody["error"]["data"];
        assert_eq!((&data["mnemonic"], &data["field"]), (&json!("required_parameter_missed"), &json!("access_token")));
        let stranger = post(url, request(&format!(r#"{{"access_token":"no",{member}}}"#))).await;
        assert_eq!(stranger["error"]["data"]["mnemonic"], "access_token_invalid", "{stranger}");
    }
    for params in [deep.as_str(), "[1e400]", r#"["\ud800"]"#] {
        let answer = post(url, request(params)).await;
        assert_eq!(answer["error"]["data"]["mnemonic"], "data_type_error", "{answer}");
    }
}
