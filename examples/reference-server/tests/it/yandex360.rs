//! External contacts.

use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use crate::server::{Server, TOKENS};

async fn send(server: &Server, method: Method, org: &str, query: &str, body: Option<&Value>) -> (u16, Value) {
    let path = format!("/directory/v1/org/{org}/external_contacts{query}");
    let answer = server.send(method, &path, Some(&format!("OAuth {}", TOKENS[1].1)), body).await;
    (answer.status().as_u16(), answer.json().await.unwrap())
}

async fn create(server: &Server, body: Value) -> (u16, Value) {
    send(server, Method::POST, "1", "", Some(&body)).await
}

async fn list(server: &Server, query: &str) -> Value {
    let (status, listed) = send(server, Method::GET, "1", query, None).await;
    assert_eq!(status, 200, "{listed}");
    listed
}

fn somebody(name: &str) -> Value {
    json!({ "firstName": name, "lastName": "Ivanova", "emails": [{ "email": "a@example.com" }] })
}

#[track_caller]
fn assert_documented_error((status, body): &(u16, Value), expected: u16) {
    assert_eq!(*status, expected, "{body}");
    assert!(body["code"].is_i64() && body["message"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
}

#[tokio::test]
async fn come_back_as_they_were_sent() {
    let server = Server::start(&[]);
    let sent = json!({
        "firstName": "Анна", "lastName": "Иванова", "middleName": "Петровна", "title": "Директор", "company": "Роза",
        "department": "Продажи", "address": "Москва", "externalId": "x-1",
        "emails": [{ "email": "z@example.com", "type": "work", "main": true }, { "email": "a@example.com", "main": false }],
        "phones": [{ "phone": "+74951234567", "type": "mobile", "main": true }],
    });
    let before = Timestamp::now().as_millisecond();
    let (status, created) = create(&server, sent.clone()).await;
    let after = Timestamp::now().as_millisecond();
    assert_eq!((status, created.as_object().unwrap().len()), (200, 1));
    let id = created["id"].as_str().expect("an id is a string");

    let mut listed = list(&server, "").await["contacts"][0].take();
    let times = ["createdAt", "updatedAt"].map(|name| listed.as_object_mut().unwrap().remove(name).unwrap());
    assert_eq!(times[0], times[1]);
    let created_at: Timestamp = times[0].as_str().unwrap().parse().unwrap();
    assert!((before..=after).contains(&created_at.as_millisecond()), "{created_at}");
    assert_eq!(listed.as_object_mut().unwrap().remove("id"), Some(id.into()));
    assert_eq!(listed, sent);
}

#[tokio::test]
async fn come_in_pages() {
    let server = Server::start(&[]);
    let empty = json!({ "contacts": [], "page": 1, "pages": 0, "perPage": 10, "total": 0 });
    assert_eq!(list(&server, "").await, empty);
    for name in ["a", "b", "c", "d", "e"] {
        assert_eq!(create(&server, somebody(name)).await.0, 200);
    }
    for (query, names, page, pages, per_page) in [
        ("", "abcde", 1, 1, 10),
        ("?perPage=2", "ab", 1, 3, 2),
        ("?page=2&perPage=2", "cd", 2, 3, 2),
        ("?page=3&perPage=2", "e", 3, 3, 2),
        ("?page=4&perPage=2", "", 4, 3, 2),
        ("?page=9223372036854775807&perPage=5", "", i64::MAX, 1, 5),
        ("?perPage=1000000", "abcde", 1, 1, 1000),
    ] {
        let mut listed = list(&server, query).await;
        let contacts = listed["contacts"].take();
        let found: String =
            contacts.as_array().unwrap().iter().map(|contact| contact["firstName"].as_str().unwrap()).collect();
        assert_eq!(found, names, "{query}");
        assert_eq!(listed, json!({ "contacts": null, "page": page, "pages": pages, "perPage": per_page, "total": 5 }));
    }
}

#[tokio::test]
async fn refused_requests_change_nothing() {
    let server = Server::start(&[]);
    let with = |name: &str, value: Value| {
        let mut body = somebody("a");
        body[name] = value;
        body
    };
    let without = |name: &str| {
        let mut body = somebody("a");
        body.as_object_mut().unwrap().remove(name);
        body
    };
    for body in [
        without("firstName"),
        without("lastName"),
        without("emails"),
        with("emails", json!([])),
        with("emails", json!("a@example.com")),
        with("emails", json!([{ "email": 5 }])),
        with("emails", json!([{ "email": "a@example.com", "main": "yes" }])),
        with("phones", json!([{ "phone": 74_951_234_567_i64 }])),
        with("firstName", json!(5)),
        json!([]),
    ] {
        assert_documented_error(&server.unchanged(create(&server, body)).await, 400);
    }
    assert_eq!(list(&server, "").await["total"], 0);
    for query in ["?page=0", "?page=-1", "?page=a", "?perPage=0", "?perPage=-5", "?perPage=1.5"] {
        assert_documented_error(&server.unchanged(send(&server, Method::GET, "1", query, None)).await, 400);
    }
}

#[tokio::test]
async fn organizations_are_open_forbidden_or_unknown() {
    let server = Server::start(&["--org", "3"]);
    for (org, status) in [("1", 200), ("3", 200), ("2", 403), ("4", 404), ("-1", 404)] {
        let (got, listed) = send(&server, Method::GET, org, "", None).await;
        assert_eq!(got, status, "{org}: {listed}");
        let sent = somebody("a");
        let create = send(&server, Method::POST, org, "", Some(&sent));
        if status == 200 {
            assert_eq!(create.await.0, 200);
        } else {
            let created = server.unchanged(create).await;
            assert_documented_error(&created, status);
            assert_eq!(created.1["details"], json!([]));
        }
    }
    let (_, listed) = send(&server, Method::GET, "3", "", None).await;
    assert_eq!(listed["total"], 1, "an organization sees its own contacts");
}

#[tokio::test]
async fn paths_of_nothing_are_answered_as_documented() {
    let server = Server::start(&[]);
    for path in
        ["/directory/v1/org/1/nothing", "/directory/v1/org/1/external_contacts/5", "/directory/v2/org", "/directory/x"]
    {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let answer = server.unchanged(server.send(method, path, None, None)).await;
            let (status, body) = (answer.status().as_u16(), answer.json().await.unwrap());
            assert_documented_error(&(status, body), 404);
        }
    }
    let answer = server.send(Method::DELETE, "/directory/v1/org/1/external_contacts", None, None).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()["allow"]), (405, &"GET, HEAD, POST".parse().unwrap()));
}

#[tokio::test]
async fn callers_must_be_known() {
    let server = Server::start(&[]);
    let token = TOKENS[1].1;
    for authorization in [None, Some(token.to_owned()), Some(format!("Bearer {token}")), Some("OAuth wrong".to_owned())]
    {
        for (method, org) in [(Method::POST, "1"), (Method::GET, "1"), (Method::GET, "4")] {
            let path = format!("/directory/v1/org/{org}/external_contacts");
            let body = somebody("a");
            let answer = server.unchanged(server.send(method, &path, authorization.as_deref(), Some(&body))).await;
            assert_documented_error(&(answer.status().as_u16(), answer.json().await.unwrap()), 401);
        }
    }
    assert_eq!(list(&server, "").await["total"], 0);
}
