//! A collection below an entity: what is made in one is looked for in the same one, and each defect of such a collection is found.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, post};
use doctract_spec::ir::Api;
use serde_json::{Value, json};

use crate::bench::{hold, of_check, report, whole};

/// Defects of the double, each with the check that finds it.
pub const NESTED: &[(&str, &str)] = &[
    ("all-shown", "collection_below"),
    ("wrong-parent", "collection_below"),
    ("siblings-gone", "collection_below"),
    ("found-anywhere", "collection_below"),
    ("parent-unchecked", "collection_below"),
];

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
    let photo = || {
        let mut photo = fields("name");
        photo.as_array_mut().unwrap().push(field("album_id", "integer"));
        photo
    };
    let photos_of =
        json!([{"name": "items", "type": "array", "items": {"type": "object", "fields": photo()}, "source": source}]);
    let mut remove = method(
        "DELETE",
        "/albums/{album_id}/photos/{photo_id}",
        vec![album.clone(), param("photo_id", "integer", "path")],
        204,
        json!([]),
    );
    let absent = json!({"status": 404, "content_types": [], "fields": [], "source": source});
    remove["responses"][0]["content_types"] = json!([]);
    remove["responses"].as_array_mut().unwrap().push(absent);
    let methods = json!([
        method("POST", "/albums", vec![title], 201, fields("title")),
        method("GET", "/albums", vec![], 200, json!([row("title")])),
        method("POST", photos, vec![album.clone(), name], 201, photo()),
        method("GET", photos, vec![album], 200, photos_of),
        remove,
    ]);
    let conventions = json!({"violations": {"not_found": {"status": 404}}});
    let api =
        json!({"name": "albums", "dialect": "any", "protocol": "rest", "conventions": conventions, "methods": methods});
    serde_json::from_value(api).unwrap()
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

type Rows = Arc<(&'static str, Mutex<BTreeMap<u64, Vec<Value>>>)>;

/// The rows of an album; those of album 0 are the albums.
fn router(defect: &'static str) -> Router {
    let create = |State(state): State<Rows>, album: Option<Path<u64>>, body: Bytes| async move {
        let (defect, mut rows) = (state.0, state.1.lock().unwrap());
        let id = rows.values().map(Vec::len).sum::<usize>() + 1;
        let Ok(Value::Object(mut row)) = serde_json::from_slice::<Value>(&body) else {
            return answer(StatusCode::BAD_REQUEST, &json!({}));
        };
        if !["title", "name"].iter().any(|name| row.get(*name).is_some_and(Value::is_string)) {
            return answer(StatusCode::BAD_REQUEST, &json!({}));
        }
        row.insert("id".to_owned(), json!(id));
        if let Some(Path(album)) = album {
            row.insert("album_id".to_owned(), json!(album + u64::from(defect == "wrong-parent")));
        }
        let row = Value::Object(row);
        rows.entry(album.map_or(0, |Path(album)| album)).or_default().push(row.clone());
        answer(StatusCode::CREATED, &row)
    };
    let list = |State(state): State<Rows>, album: Option<Path<u64>>| async move {
        let (all, rows) = (state.0 == "all-shown", state.1.lock().unwrap());
        let album = album.map_or(0, |Path(album)| album);
        let shown = |of: &u64| *of == album || (all && album > 0 && *of > 0);
        let own: Vec<&Value> =
            rows.iter().filter(|(of, _)| shown(of)).flat_map(|(_, rows)| rows).filter(|row| row.is_object()).collect();
        answer(StatusCode::OK, &json!({"items": own}))
    };
    let gone = |State(state): State<Rows>, Path(photo): Path<u64>| async move {
        let mut rows = state.1.lock().unwrap();
        let found = rows.values_mut().flatten().find(|row| row["id"] == photo);
        found.map_or(StatusCode::NOT_FOUND, |row| {
            *row = Value::Null;
            StatusCode::NO_CONTENT
        })
    };
    let remove = |State(state): State<Rows>, Path((album, photo)): Path<(u64, u64)>| async move {
        let (defect, mut rows) = (state.0, state.1.lock().unwrap());
        let holder = rows.iter().find(|(of, rows)| **of > 0 && rows.iter().any(|row| row["id"] == photo));
        let holder = holder.map(|(of, _)| *of);
        let found = holder.filter(|of| *of == album || ["found-anywhere", "parent-unchecked"].contains(&defect));
        let Some(found) = found else { return answer(StatusCode::NOT_FOUND, &json!({})) };
        let wrong = defect == "parent-unchecked" && found != album;
        let gone = |row: &Value| row["id"] == photo || defect == "siblings-gone";
        // A row that is gone leaves its number.
        rows.entry(found).or_default().iter_mut().filter(|row| gone(row)).for_each(|row| *row = Value::Null);
        if wrong { answer(StatusCode::NOT_FOUND, &json!({})) } else { StatusCode::NO_CONTENT.into_response() }
    };
    Router::new()
        .route("/albums", post(create).get(list))
        .route("/albums/{album}/photos", post(create).get(list))
        .route("/albums/{album}/photos/{photo}", delete(remove))
        .route("/photos/{photo}", delete(gone))
        .with_state(Arc::new((defect, Mutex::default())))
}

#[tokio::test]
async fn what_is_made_in_a_collection_is_looked_for_in_the_same_one() {
    let summary = hold(whole(&api()), router(""), "").await.unwrap();
    let photos = |case: &&doctract_conformance::run::Verdict| case.method.contains("photos") && case.check == "created";
    assert!(summary.cases.iter().filter(photos).count() >= 5, "{}", report(&summary));
    let lost = summary.findings.iter().filter(|finding| finding.check == "created");
    assert_eq!(lost.count(), 0, "{}", report(&summary));
}

#[tokio::test]
async fn what_was_made_below_an_entity_is_taken_away_below_it_or_where_it_stands_by_itself() {
    for path in ["/albums/{album_id}/photos/{photo_id}", "/photos/{photo_id}"] {
        let mut api = api();
        let remove = api.methods.last_mut().unwrap();
        remove.name = format!("DELETE {path}");
        remove.http.as_mut().unwrap().path = path.to_owned();
        remove.params.retain(|param| path.contains(&param.name));
        let summary = hold(whole(&api), router(""), "").await.unwrap();
        let photos = |method: &str| method.contains("photos");
        assert!(!summary.leftovers.iter().any(|left| photos(&left.method)), "{path}\n{}", report(&summary));
        assert!(summary.leftovers.iter().any(|left| !photos(&left.method)), "{path}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn each_defect_of_a_collection_below_an_entity_is_found() {
    for (defect, check) in [("", "collection_below")].iter().chain(NESTED) {
        let summary = hold(of_check(&api(), check), router(defect), "").await.unwrap();
        assert_eq!(summary.failed > 0, !defect.is_empty(), "{defect}\n{}", report(&summary));
        assert!(summary.missing.is_empty() && summary.ran() == 4, "{defect}\n{}", report(&summary));
    }
}
