//! A collection below an entity: what is made in one is looked for in the same one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use doctract_spec::ir::Api;
use serde_json::{Value, json};

use crate::bench::{hold, report, whole};

/// Albums, and the photos of each.
fn api() -> Api {
    let source = json!({"file": "albums.md", "line": 1, "column": 1});
    let param = |name: &str, kind: &str, place: &str| json!({"name": name, "type": kind, "in": place, "required": true, "source": source});
    let field = |name: &str, kind: &str| json!({"name": name, "type": kind, "source": source});
    let fields = |name: &str| json!([field("id", "integer"), field(name, "string")]);
    let row = |name: &str| json!({"name": "items", "type": "array", "items": {"type": "object", "fields": fields(name)}, "source": source});
    let method = |verb: &str, path: &str, params: Vec<Value>, status: u16, fields: Value| {
        let response =
            json!({"status": status, "content_types": ["application/json"], "fields": fields, "source": source});
        json!({"name": format!("{verb} {path}"), "http": {"verb": verb, "path": path}, "params": params,
            "responses": [response], "errors": [], "source": source})
    };
    let (album, title, name) =
        (param("album_id", "integer", "path"), param("title", "string", "body"), param("name", "string", "body"));
    let photos = "/albums/{album_id}/photos";
    let methods = json!([
        method("POST", "/albums", vec![title], 201, fields("title")),
        method("GET", "/albums", vec![], 200, json!([row("title")])),
        method("POST", photos, vec![album.clone(), name], 201, fields("name")),
        method("GET", photos, vec![album], 200, json!([row("name")])),
    ]);
    let api = json!({"name": "albums", "dialect": "any", "protocol": "rest", "methods": methods});
    serde_json::from_value(api).unwrap()
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

type Rows = Arc<Mutex<BTreeMap<u64, Vec<Value>>>>;

/// The rows of an album; those of album 0 are the albums.
fn router() -> Router {
    let create = |State(rows): State<Rows>, album: Option<Path<u64>>, body: Bytes| async move {
        let mut rows = rows.lock().unwrap();
        let id = rows.values().map(Vec::len).sum::<usize>() + 1;
        let Ok(Value::Object(mut row)) = serde_json::from_slice::<Value>(&body) else {
            return answer(StatusCode::BAD_REQUEST, &json!({}));
        };
        if !["title", "name"].iter().any(|name| row.get(*name).is_some_and(Value::is_string)) {
            return answer(StatusCode::BAD_REQUEST, &json!({}));
        }
        row.insert("id".to_owned(), json!(id));
        let row = Value::Object(row);
        rows.entry(album.map_or(0, |Path(album)| album)).or_default().push(row.clone());
        answer(StatusCode::CREATED, &row)
    };
    let list = |State(rows): State<Rows>, album: Option<Path<u64>>| async move {
        let rows = rows.lock().unwrap();
        let own = rows.get(&album.map_or(0, |Path(album)| album)).cloned().unwrap_or_default();
        answer(StatusCode::OK, &json!({"items": own}))
    };
    Router::new()
        .route("/albums", post(create).get(list))
        .route("/albums/{album}/photos", post(create).get(list))
        .with_state(Rows::default())
}

#[tokio::test]
async fn what_is_made_in_a_collection_is_looked_for_in_the_same_one() {
    let summary = hold(whole(&api()), router(), "").await.unwrap();
    let photos = |case: &&doctract_conformance::run::Verdict| case.method.contains("photos") && case.check == "created";
    assert!(summary.cases.iter().filter(photos).count() >= 5, "{}", report(&summary));
    let lost = summary.findings.iter().filter(|finding| finding.check == "created");
    assert_eq!(lost.count(), 0, "{}", report(&summary));
}
