//! Points: reported with each list, and refused beyond.

use serde_json::{Value, json};

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
    let server = Server::start(&["--day-limit", "1"]);
    server.organization("Rose").await;
    let beyond = server.call("create.contact_organizations", json!({ "name": "Lily" }));
    let error = server.unchanged(beyond).await["error"].clone();
    assert_eq!(error["code"], -32029);
    assert_eq!(error["data"]["mnemonic"], "limit_exceeded");
    assert_eq!(error["data"]["params"], json!({ "limit_type": "day", "limit_max_value": 1 }));
    assert_eq!(error["data"].get("field"), None::<&Value>);
}
