//! Documents and a server of boxes of which no two have the same mark: a conflict shows nothing where the mark was not made up for the request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use doctract_conformance::{Facts, Options, Plan, Summary, plan};
use doctract_spec::ir::Api;
use serde_json::{Value, json};

use crate::bench::{hold, options, report};

/// The boxes: a mark that fits what `mark` says of it, and a note.
fn api(mark: &Value, samples: &Value) -> Api {
    let source = json!({"file": "boxes.md", "line": 1, "column": 1});
    let param = |name: &str, place: &str, required: bool, more: &Value| {
        let mut param = json!({"name": name, "type": "string", "in": place, "required": required, "source": source});
        param.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        param
    };
    let field = |name: &str, kind: &str| json!({"name": name, "type": kind, "source": source});
    let fields = json!([field("id", "integer"), field("mark", "string"), field("note", "string")]);
    let rows =
        json!({"name": "items", "type": "array", "items": {"type": "object", "fields": fields}, "source": source});
    let method = |verb: &str, path: &str, params: Vec<Value>, (status, body): (u16, Value), refused: &[u16]| {
        let media = ["application/json"];
        let response = |status: u16, fields: &Value| json!({"status": status, "content_types": media, "fields": fields, "source": source});
        let mut responses = vec![response(status, &body)];
        responses.extend(refused.iter().map(|status| response(*status, &json!([]))));
        json!({"name": format!("{verb} {path}"), "http": {"verb": verb, "path": path}, "params": params,
            "responses": responses, "errors": [], "source": source})
    };
    let none = json!({});
    let body = |required: bool| vec![param("mark", "body", required, mark), param("note", "body", false, &none)];
    let id = json!({"name": "id", "type": "integer", "in": "path", "required": true, "source": source});
    let changed: Vec<Value> = [id.clone()].into_iter().chain(body(false)).collect();
    let methods = json!([
        method("POST", "/boxes", body(true), (201, fields.clone()), &[409, 422]),
        method("GET", "/boxes", vec![], (200, json!([rows])), &[]),
        method("GET", "/boxes/{id}", vec![id], (200, fields.clone()), &[404]),
        method("PATCH", "/boxes/{id}", changed, (200, fields), &[404, 409, 422]),
    ]);
    let violations = json!({"missing_required": {"status": 422}, "wrong_type": {"status": 422},
        "invalid_value": {"status": 422}, "not_found": {"status": 404}});
    let api = json!({"name": "boxes", "dialect": "any", "protocol": "rest", "methods": methods,
        "conventions": {"violations": violations, "samples": samples, "list": {"rows": "items"}}});
    serde_json::from_value(api).unwrap()
}

type Rows = Arc<Mutex<BTreeMap<u64, Value>>>;

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// What is wrong with a mark and a note.
fn wrong(rows: &BTreeMap<u64, Value>, own: Option<u64>, body: &Value, fits: fn(&str) -> bool) -> Option<StatusCode> {
    let texts = ["mark", "note"].iter().all(|name| body.get(*name).is_none_or(Value::is_string));
    let mark = body.get("mark").and_then(Value::as_str);
    if !texts || !body.is_object() || mark.map_or(own.is_none(), |mark| !fits(mark)) {
        return Some(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let taken = rows.iter().any(|(id, row)| Some(*id) != own && mark.is_some_and(|mark| row["mark"] == mark));
    taken.then_some(StatusCode::CONFLICT)
}

/// A server that holds these marks already, and takes those that fit. One that is `busy` has no room for any more.
fn router(present: &[&str], fits: fn(&str) -> bool, busy: bool) -> Router {
    let present = present.iter().zip(1..).map(|(mark, id)| (id, json!({"id": id, "mark": mark, "note": ""})));
    let rows: Rows = Arc::new(Mutex::new(present.collect()));
    let create = move |State(rows): State<Rows>, body: Bytes| async move {
        let mut rows = rows.lock().unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let conflict = busy.then_some(StatusCode::CONFLICT);
        if let Some(status) = wrong(&rows, None, &body, fits).or(conflict) {
            return answer(status, &json!({}));
        }
        let id = rows.last_key_value().map_or(1, |(id, _)| id + 1);
        let row = json!({"id": id, "mark": body["mark"], "note": body.get("note").unwrap_or(&json!(""))});
        rows.insert(id, row.clone());
        answer(StatusCode::CREATED, &row)
    };
    let list = |State(rows): State<Rows>| async move {
        answer(StatusCode::OK, &json!({"items": rows.lock().unwrap().values().collect::<Vec<_>>()}))
    };
    let one = |State(rows): State<Rows>, Path(id): Path<String>| async move {
        let rows = rows.lock().unwrap();
        let row = id.parse().ok().and_then(|id: u64| rows.get(&id).cloned());
        row.map_or_else(|| answer(StatusCode::NOT_FOUND, &json!({})), |row| answer(StatusCode::OK, &row))
    };
    let change = move |State(rows): State<Rows>, Path(id): Path<String>, body: Bytes| async move {
        let mut rows = rows.lock().unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let Some(id) = id.parse::<u64>().ok().filter(|id| rows.contains_key(id)) else {
            return answer(StatusCode::NOT_FOUND, &json!({}));
        };
        if let Some(status) = wrong(&rows, Some(id), &body, fits) {
            return answer(status, &json!({}));
        }
        let mut row = rows[&id].clone();
        row.as_object_mut().unwrap().extend(body.as_object().cloned().unwrap_or_default());
        rows.insert(id, row.clone());
        answer(StatusCode::OK, &row)
    };
    Router::new().route("/boxes", post(create).get(list)).route("/boxes/{id}", get(one).patch(change)).with_state(rows)
}

/// A plan with these values of the mark told by the owner of the target.
fn planned(api: &Api, marks: Value) -> Plan {
    let mut facts = Facts::default();
    if !marks.is_null() {
        facts.existing.insert("mark".to_owned(), marks);
    }
    plan(api, &Options { facts, ..options(&[], &[], &[]).unwrap() })
}

fn advised(summary: &Summary) -> usize {
    let advice = |reason: &str| reason.contains("that a value is taken (HTTP 409)") && reason.contains("`mark`");
    summary.missing.iter().filter(|missing| advice(&missing.reason)).count()
}

fn any(_: &str) -> bool {
    true
}

#[tokio::test]
async fn a_sample_that_another_row_has_accuses_nobody() {
    let api = api(&json!({}), &json!({"mark": "ABCD"}));
    let summary = hold(planned(&api, Value::Null), router(&[], any, false), "").await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(advised(&summary) > 0, "{}", report(&summary));
    // Of a text that the suite made up, a conflict is a fault.
    let new = self::api(&json!({}), &json!({}));
    let summary = hold(planned(&new, Value::Null), router(&[], any, true), "").await.unwrap();
    assert!(summary.failed > 0 && advised(&summary) == 0, "{}", report(&summary));
}

#[tokio::test]
async fn values_of_a_pool_are_used_in_turn() {
    let known = |mark: &str| mark.starts_with("known-");
    let marks: Vec<String> = (0..2000).map(|number| format!("known-{number}")).collect();
    let by_fact =
        hold(planned(&api(&json!({}), &json!({})), json!(marks)), router(&[], known, false), "").await.unwrap();
    let samples = api(&json!({}), &json!({"mark": marks}));
    let by_sample = hold(planned(&samples, Value::Null), router(&[], known, false), "").await.unwrap();
    for summary in [by_fact, by_sample] {
        assert_eq!((summary.failed, advised(&summary)), (0, 0), "{}", report(&summary));
        let made = summary.cases.iter().filter(|case| case.check == "created" || case.check == "accepted").count();
        assert!(made > 8, "{made}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn values_at_a_bound_are_unlike_and_one_that_a_row_had_before_accuses_nobody() {
    let bounded = api(&json!({"min_length": 1, "max_length": 40}), &json!({}));
    let fits = |mark: &str| (1..=40).contains(&mark.chars().count());
    for (present, taken) in [(&[][..], false), (&LETTERS[..], true)] {
        let summary = hold(planned(&bounded, Value::Null), router(present, fits, false), "").await.unwrap();
        assert_eq!(summary.failed, 0, "{}", report(&summary));
        assert_eq!(advised(&summary) > 0, taken, "{}", report(&summary));
    }
}

/// All texts of one character that the suite makes.
const LETTERS: [&str; 36] = [
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m",
    "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z",
];

#[tokio::test]
async fn short_texts_are_unlike_in_every_run() {
    let bounded = api(&json!({"min_length": 1, "max_length": 1}), &json!({}));
    let fits = |mark: &str| mark.chars().count() == 1;
    for seed in 0..4 {
        let options = Options { seed, ..options(&[], &[], &["*/mark/m*", "*/minimal"]).unwrap() };
        let summary = hold(plan(&bounded, &options), router(&[], fits, false), "").await.unwrap();
        assert_eq!((summary.failed, advised(&summary)), (0, 0), "{seed}\n{}", report(&summary));
    }
}
