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
            server.refusal("get.contact_organizations", params).await;
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

#[tokio::test]
async fn is_text_in_contacts_and_what_they_refer_to() {
    let server = Server::start(&[]);
    for attempt in ATTEMPTS {
        let organization = server.organization(attempt).await;
        let params = json!({
            "first_name": attempt, "last_name": attempt, "patronymic": attempt, "phone_numbers": [],
            "organization_id": organization,
        });
        server.create("contacts", params).await;
    }
    for attempt in ATTEMPTS {
        let full_name = [attempt; 3].join(" ");
        for (field, operator, value) in [
            ("first_name", "=", json!(attempt)),
            ("full_name", "=", json!(full_name)),
            ("organization_name", "in", json!([attempt])),
            ("organization_name", "like", json!(attempt)),
        ] {
            let filter = json!({ "field": field, "operator": operator, "value": value });
            let found = server.result("get.contacts", json!({ "filter": filter })).await["data"].clone();
            assert!(found.as_array().unwrap().iter().any(|row| row["full_name"] == full_name.as_str()), "{filter}");
        }
    }
    assert_eq!(server.all("contacts").await.as_array().unwrap().len(), ATTEMPTS.len());
}

#[tokio::test]
async fn is_text_in_employees_and_their_groups() {
    let server = Server::start(&[]);
    for attempt in ATTEMPTS {
        let position = server.create("employee_positions", json!({ "name": attempt })).await;
        let group = server.create("group_employees", json!({ "name": attempt })).await;
        let params = json!({
            "last_name": attempt, "first_name": attempt, "email": "a@example.com", "groups": [group],
            "phone_numbers": [{ "phone_number": attempt }],
            "operator": { "operator_login": attempt, "operator_password": attempt.repeat(2), "operator_position_id": position },
        });
        let id = server.create("employees", params).await;
        let found = server.one("employees", id).await;
        for pointer in [
            "/last_name",
            "/phone_numbers/0/phone_number",
            "/operator/operator_login",
            "/operator/operator_position_name",
            "/groups/0/group_name",
        ] {
            assert_eq!(found.pointer(pointer), Some(&json!(attempt)), "{pointer}");
        }
    }
    for object in ["employees", "group_employees", "employee_positions"] {
        assert_eq!(server.all(object).await.as_array().unwrap().len(), ATTEMPTS.len());
    }
}
