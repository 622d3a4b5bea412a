//! Points: reported with each list, and refused beyond.

use serde_json::json;

use crate::server::Server;

#[tokio::test]
async fn are_counted_down() {
    let server = Server::start(&["--day-limit", "1000", "--minute-limit", "500"]);
    let limits = async || server.result("get.contact_organizations", json!({})).await["metadata"]["limits"].clone();
    let (first, second) = (limits().await, limits().await);
    let names: Vec<&String> = first.as_object().unwrap().keys().collect();
    assert_eq!(names, ["day_limit", "day_remaining", "day_reset", "minute_limit", "minute_remaining", "minute_reset"]);
    assert_eq!((&first["day_limit"], &first["minute_limit"]), (&json!(1000), &json!(500)));
    assert_eq!((&first["day_remaining"], &second["day_remaining"]), (&json!(999), &json!(998)));
    let within = |name: &str, seconds: i64| (1..=seconds).contains(&second[name].as_i64().unwrap());
    assert!(within("day_reset", 86_400) && within("minute_reset", 60), "{second}");
}

#[tokio::test]
async fn end_with_the_documented_error() {
    for window in ["day", "minute"] {
        let server = Server::start(&[&format!("--{window}-limit"), "0"]);
        let beyond = server.call("create.contact_organizations", json!({ "name": "Lily" }));
        let expected = json!({
            "code": -32029, "message": format!("The {window} limit of 0 points is used up"),
            "data": { "mnemonic": "limit_exceeded", "params": { "limit_type": window, "limit_max_value": 0 } },
        });
        assert_eq!(server.unchanged(beyond).await["error"], expected);
    }
}

#[tokio::test]
async fn are_those_of_known_callers() {
    let server = Server::start(&["--day-limit", "1"]);
    let params = json!({ "access_token": "wrong", "name": "Rose" });
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "create.contact_organizations", "params": params });
    for _ in 0..3 {
        assert_eq!(server.post_rpc(&request.to_string()).await["error"]["data"]["mnemonic"], "access_token_invalid");
    }
    server.organization("Rose").await;
    let beyond = server.call("get.contact_organizations", json!({})).await;
    assert_eq!(beyond["error"]["data"]["mnemonic"], "limit_exceeded");
}
