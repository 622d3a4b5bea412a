//! A REST server over the methods of `ir/people.json`, with at most one defect.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{post, put};
use serde_json::{Map, Value, json};

use crate::rules;

/// The secret that the server knows.
pub const TOKEN: &str = "bearer-secret";

type Defect = &'static str;

struct People {
    api: Value,
    defect: Defect,
    rows: Mutex<Vec<Map<String, Value>>>,
}

/// A server with this defect: organization 1 is the caller's, 2 somebody else's.
pub fn router(defect: Defect) -> Router {
    let ir: Value = serde_json::from_str(include_str!("../ir/people.json")).unwrap();
    let people = Arc::new(People { api: ir["apis"][0].clone(), defect, rows: Mutex::default() });
    Router::new()
        .route("/org/{org}/people", post(create).get(list))
        .route("/people", put(change))
        .route("/people.xml", put(change_xml))
        .with_state(people)
}

fn refuse(defect: Defect, status: u16) -> Response {
    let status = if defect == "status" && status == 403 { 404 } else { status };
    let code = if defect == "error-code-text" { json!("5") } else { json!(5) };
    let body = json!({"code": code, "message": "anything", "details": [], "more": 1});
    let status = StatusCode::from_u16(status).unwrap();
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

fn answer(defect: Defect, body: &Value) -> Response {
    let media_type = if defect == "media-type" { "text/plain" } else { "application/json; charset=utf-8" };
    ([(header::CONTENT_TYPE, media_type)], body.to_string()).into_response()
}

fn admitted(people: &People, headers: &HeaderMap, org: Option<&str>) -> Result<(), Response> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let right = given == format!("Bearer {TOKEN}") || (people.defect == "scheme" && given.ends_with(TOKEN));
    if !right && people.defect != "auth" {
        return Err(refuse(people.defect, 401));
    }
    match org.map(str::parse::<u64>) {
        Some(Err(_)) if people.defect != "path-type" => Err(refuse(people.defect, 400)),
        Some(Ok(2)) => Err(refuse(people.defect, 403)),
        Some(Ok(1) | Err(_)) | None => Ok(()),
        Some(Ok(_)) => Err(refuse(people.defect, 404)),
    }
}

/// The parameters of a method that travel in the body.
fn body_params(people: &People, method: usize) -> Vec<Value> {
    let params = people.api["methods"][method]["params"].as_array().unwrap();
    params.iter().filter(|param| param["in"] == "body").cloned().collect()
}

fn read(people: &People, method: usize, body: &[u8]) -> Result<Map<String, Value>, Response> {
    let Ok(Value::Object(args)) = serde_json::from_slice(body) else {
        return if people.defect == "any-body" { Ok(Map::new()) } else { Err(refuse(people.defect, 400)) };
    };
    match rules::broken(&body_params(people, method), &args, false, people.defect) {
        Some(_) => Err(refuse(people.defect, 400)),
        None => Ok(args),
    }
}

async fn create(
    State(people): State<Arc<People>>,
    Path(org): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(response) = admitted(&people, &headers, Some(&org)) {
        return response;
    }
    let args = match read(&people, 0, &body) {
        Ok(args) => args,
        Err(response) => return response,
    };
    let mut rows = people.rows.lock().unwrap();
    rows.push(args);
    let id = if people.defect == "id-number" { json!(rows.len()) } else { json!(rows.len().to_string()) };
    answer(people.defect, &json!({ "id": id }))
}

async fn list(
    State(people): State<Arc<People>>,
    Path(org): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    if let Err(response) = admitted(&people, &headers, Some(&org)) {
        return response;
    }
    let page = query.iter().find(|(name, _)| name == "page").map(|(_, page)| page.parse::<u64>());
    if page.is_some_and(|page| !matches!(page, Ok(1..))) && people.defect != "query-type" {
        return refuse(people.defect, 400);
    }
    let rows = people.rows.lock().unwrap();
    let found: Vec<Value> = rows
        .iter()
        .enumerate()
        .map(|(position, row)| {
            let mut row = row.clone();
            row.insert("id".to_owned(), json!((position + 1).to_string()));
            if people.defect == "row-field-dropped" {
                row.remove("name");
            }
            if people.defect == "sparse" {
                row.remove("age");
            }
            Value::Object(row)
        })
        .collect();
    // Beyond the page there are rows of somebody else.
    let others = usize::from(people.defect == "sparse");
    answer(people.defect, &json!({"people": found, "total": rows.len() + others}))
}

async fn change(State(people): State<Arc<People>>, headers: HeaderMap, body: Bytes) -> Response {
    if let Err(response) = admitted(&people, &headers, None).and_then(|()| read(&people, 2, &body).map(drop)) {
        return response;
    }
    answer(
        people.defect,
        &json!({"status": 0, "response": [{"id": 4, "name": "A & B", "active": true, "home": {"city": "Q"}}]}),
    )
}

async fn change_xml(State(people): State<Arc<People>>, headers: HeaderMap, body: Bytes) -> Response {
    if let Err(response) = admitted(&people, &headers, None).and_then(|()| read(&people, 2, &body).map(drop)) {
        return response;
    }
    let yes = if people.defect == "xml-boolean" { "true" } else { "True" };
    let root = if people.defect == "xml-root" { "root" } else { "answer" };
    let xml = format!(
        "<?xml version=\"1.0\"?><{root}><status>0</status><response><id>4</id><name>A &amp; B</name><active>{yes}</active>\
         <home><city>Q</city></home></response></{root}>"
    );
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response()
}
