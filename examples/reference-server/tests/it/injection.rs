//! Text that would be a part of a statement if statements were put together from text.

use serde_json::json;

use crate::server::{Server, TOKENS};

const ATTEMPTS: [&str; 9] = [
    "'; DROP TABLE contact_organizations; --",
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "x'), ('y",
    "1; DELETE FROM contact_organizations",
    "%' OR 1=1 --",
    ") OR TRUE OR (1=1",
    "\u{0}' OR 2=2 --",
    "?1 ?2 :name @name $name",
];

#[tokio::test]
async fn is_text_like_any_other() {
    let server = Server::start(&[]);
    for attempt in ATTEMPTS {
        let id = server.organization(attempt).await;
        server.result("update.contact_organizations", json!({ "id": id, "name": attempt })).await;
    }
    assert_eq!(server.names(json!({})).await, ATTEMPTS);
    for attempt in ATTEMPTS {
        let literal = attempt.replace(['%'], "");
        let escaped: String = attempt
            .chars()
            .map(|c| if "\\.+*?()|[]{}^$".contains(c) { format!("\\{c}") } else { c.to_string() })
            .collect();
        for (operator, value) in [
            ("=", json!(attempt)),
            ("in", json!([attempt])),
            ("like", json!(format!("%{literal}"))),
            ("regexp", json!(format!("^{escaped}$"))),
        ] {
            let filter = json!({ "field": "name", "operator": operator, "value": value });
            assert_eq!(server.names(json!({ "filter": filter })).await, [attempt], "{filter}");
        }
    }
    assert_eq!(server.names(json!({})).await, ATTEMPTS);
}

#[tokio::test]
async fn names_of_columns_and_directions_are_none_of_the_callers() {
    let server = Server::start(&[]);
    server.organization("Rose").await;
    for attempt in ATTEMPTS {
        for params in [
            json!({ "sort": [{ "field": attempt }] }),
            json!({ "sort": [{ "field": "name", "order": attempt }] }),
            json!({ "fields": [attempt] }),
            json!({ "filter": { "field": attempt, "operator": "=", "value": 1 } }),
            json!({ "filter": { "field": "name", "operator": attempt, "value": "a" } }),
            json!({ "filter": { "filters": [], "condition": attempt } }),
            json!({ "limit": attempt }),
        ] {
            let answer = server.call("get.contact_organizations", params.clone()).await;
            assert_eq!(answer["error"]["code"], -32602, "{params}");
        }
    }
    assert_eq!(server.names(json!({})).await, ["Rose"]);
}

#[tokio::test]
async fn reaches_no_statement_of_external_contacts() {
    let server = Server::start(&[]);
    let authorization = format!("OAuth {}", TOKENS[1].1);
    let path = "/directory/v1/org/1/external_contacts";
    for attempt in ATTEMPTS {
        let body = json!({
            "firstName": attempt, "lastName": attempt, "company": attempt, "externalId": attempt,
            "emails": [{ "email": attempt, "type": attempt }], "phones": [{ "phone": attempt }],
        });
        assert_eq!(server.send(reqwest::Method::POST, path, Some(&authorization), Some(&body)).await.status(), 200);
    }
    let listed = server.send(reqwest::Method::GET, path, Some(&authorization), None).await;
    let listed: serde_json::Value = listed.json().await.unwrap();
    let found: Vec<_> =
        listed["contacts"].as_array().unwrap().iter().map(|contact| contact["phones"][0]["phone"].clone()).collect();
    assert_eq!(found, ATTEMPTS);
}
