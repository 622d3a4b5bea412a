//! A REST server over the methods of `ir/people.json`, with at most one defect.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
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
    gone: Mutex<BTreeSet<u64>>,
}

/// A server with this defect: organization 1 is the caller's, 2 somebody else's.
pub fn router(defect: Defect) -> Router {
    let ir: Value = serde_json::from_str(include_str!("../ir/people.json")).unwrap();
    let people =
        Arc::new(People { api: ir["apis"][0].clone(), defect, rows: Mutex::default(), gone: Mutex::default() });
    Router::new()
        .route("/org/{org}/people", post(create).get(list))
        .route("/people", put(change))
        .route("/people.xml", put(change))
        .route("/reset", post(reset))
        .with_state(people)
}

fn refuse(defect: Defect, status: u16) -> Response {
    let status = if defect == "status" && status == 403 { 404 } else { status };
    let code = if defect == "error-code-text" { json!("5") } else { json!(5) };
    let mut body = json!({"code": code, "message": "anything", "details": [], "more": 1});
    if defect == "details-absent" {
        body.as_object_mut().unwrap().remove("details");
    }
    let status = StatusCode::from_u16(status).unwrap();
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

fn answer(defect: Defect, body: &Value) -> Response {
    let media_type = if defect == "media-type" { "text/plain" } else { "application/json; charset=utf-8" };
    ([(header::CONTENT_TYPE, media_type)], body.to_string()).into_response()
}

fn admitted(people: &People, headers: &HeaderMap, org: Option<&str>) -> Result<(), Response> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let right = given == format!("Bearer {TOKEN}")
        || (people.defect == "auth-short" && given == format!("Bearer {}", &TOKEN[..TOKEN.len() - 1]));
    if !right && people.defect != "auth" {
        return Err(refuse(people.defect, 401));
    }
    let digits = |org: &str| org.chars().take_while(char::is_ascii_digit).collect::<String>();
    let org = org.map(|org| if people.defect == "path-digits" { digits(org) } else { org.to_owned() });
    match org.map(|org| org.parse::<u64>()) {
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
    let Ok(Value::Object(args)) = serde_json::from_slice(body).map(|body| lax(people.defect, body)) else {
        return if people.defect == "any-body" { Ok(Map::new()) } else { Err(refuse(people.defect, 400)) };
    };
    if people.defect == "one-mail" && args.get("mails").and_then(Value::as_array).is_some_and(|mails| mails.len() > 1) {
        return Err(refuse(people.defect, 400));
    }
    match rules::broken(&body_params(people, method), &args, false, people.defect) {
        Some(_) => Err(refuse(people.defect, 400)),
        None => Ok(args),
    }
}

/// What a careless server reads; it knows the ids from 1 to 99.
fn lax(defect: Defect, mut body: Value) -> Value {
    let known = |id: u64| (1..100_u64).contains(&id).then(|| json!(id));
    let Some(ids) = body.get_mut("ids") else {
        return if defect == "array-body" && body[0].as_u64().and_then(known).is_some() {
            json!({"ids": body})
        } else {
            body
        };
    };
    if let Some(id) = ids.as_u64().and_then(known).filter(|_| defect == "one-id") {
        *ids = json!([id]);
    }
    for id in ids.as_array_mut().into_iter().flatten() {
        let read = match defect {
            "digits-ids" => id.as_str().and_then(|id| id.parse().ok()).and_then(known),
            "half-ids" => id.to_string().strip_suffix(".5").and_then(|id| id.parse().ok()).and_then(known),
            _ => None,
        };
        *id = read.unwrap_or(id.clone());
    }
    if let Some(ids) = ids.as_array_mut().filter(|ids| defect == "null-ids" && ids.len() > 1) {
        ids.retain(|id| !id.is_null());
    }
    body
}

async fn create(
    State(people): State<Arc<People>>,
    Path(org): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(response) = admitted(&people, &headers, Some(&org)) {
        let nobodys = people.defect == "stores-for-nobody" && response.status() == StatusCode::NOT_FOUND;
        let args: Option<Map<String, Value>> = serde_json::from_slice(&body).ok().filter(|_| nobodys);
        people.rows.lock().unwrap().extend(args);
        return response;
    }
    let mut args = match read(&people, 0, &body) {
        Ok(args) => args,
        Err(response) => {
            let rest = people.defect == "stores-rest";
            let mut args: Option<Map<String, Value>> = serde_json::from_slice(&body).ok();
            args = args.filter(|_| rest || people.defect == "stores-refused");
            args = args.map(|args| args.into_iter().filter(|(name, _)| !rest || name != "mails").collect());
            args = args
                .filter(|args| !rest || args.get("name").is_some_and(Value::is_string) && !args.contains_key("age"));
            people.rows.lock().unwrap().extend(args);
            return response;
        }
    };
    let unwritten = match people.defect {
        "letters-refused" => {
            args["name"].as_str().is_some_and(|name| name.chars().any(|c| c.is_alphabetic() && !c.is_ascii()))
        }
        "two-mails" => args.get("mails").and_then(Value::as_array).is_some_and(|mails| mails.len() > 2),
        _ => false,
    };
    if unwritten {
        return refuse(people.defect, 400);
    }
    settle(&mut args, people.defect);
    if people.defect == "ten-mails" {
        args.get_mut("mails").and_then(Value::as_array_mut).into_iter().for_each(|mails| mails.truncate(10));
    }
    let mut rows = people.rows.lock().unwrap();
    let alike = |row: &Map<String, Value>| args.contains_key("age") && row.get("age") == args.get("age");
    if let Some(at) = rows.iter().position(alike).filter(|_| people.defect == "same-age") {
        return answer(people.defect, &json!({"id": (at + 1).to_string()}));
    }
    rows.push(args);
    let id = if people.defect == "id-number" { json!(rows.len()) } else { json!(rows.len().to_string()) };
    answer(people.defect, &json!({ "id": id }))
}

/// Says which of several addresses is the main one.
fn settle(args: &mut Map<String, Value>, defect: Defect) {
    if let Some(Value::String(name)) = args.get("name").cloned() {
        args["name"] = json!(spoilt(name, defect));
    }
    let mails = args.get_mut("mails").and_then(Value::as_array_mut).into_iter().flatten();
    let mut mails: Vec<&mut Value> = mails.collect();
    match defect {
        "mail-plus" => mails.iter_mut().for_each(|mail| {
            mail["address"] = json!(mail["address"].as_str().unwrap_or_default().replace('+', ""));
        }),
        "all-main" => mails.iter_mut().for_each(|mail| mail["main"] = json!(true)),
        "first-is-main" if mails.iter().all(|mail| mail["main"] == json!(false)) => {
            mails.iter_mut().take(1).for_each(|mail| mail["main"] = json!(true));
        }
        _ => {}
    }
}

/// A name as a careless server stores it.
fn spoilt(name: String, defect: Defect) -> String {
    match defect {
        "lines-joined" => name.replace(['\n', '\t'], " "),
        "unescaped" => name.replace("%41", "A"),
        "plus-lost" => name.replace('+', " "),
        "zeros-lost" if name.bytes().all(|byte| byte.is_ascii_digit()) => name.trim_start_matches('0').to_owned(),
        "cut" => name.chars().take(255).collect(),
        _ => name,
    }
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
    let number = |of: &str| {
        let given = query.iter().find(|(name, _)| name == of).map(|(_, number)| number.as_str());
        let letters = |given: &str| given.trim_end_matches(|c: char| c.is_ascii_alphabetic()).to_owned();
        let given = given.map(|given| match people.defect {
            "query-digits" => letters(given),
            "query-fraction" => given.split('.').next().unwrap_or_default().to_owned(),
            _ => given.to_owned(),
        });
        given.map(|given| given.parse::<usize>())
    };
    let wrong = |number: Option<Result<usize, _>>| number.is_some_and(|number| !matches!(number, Ok(1..)));
    if (wrong(number("page")) || wrong(number("perPage"))) && people.defect != "query-type" {
        return refuse(people.defect, 400);
    }
    let asked = |of: &str, or: usize| number(of).and_then(Result::ok).unwrap_or(or);
    let default = if people.defect.starts_with("pages-of-three") { 3 } else { 100 };
    let (page, size) = (asked("page", 1), asked("perPage", default));
    let alone = people.defect == "pages-of-three-unless-sized" && number("perPage").is_none();
    let page = if alone { 1 } else { page };
    let rows = people.rows.lock().unwrap();
    let found: Vec<Value> = rows
        .iter()
        .enumerate()
        .filter(|(position, row)| people.defect != "listed-once" || !rows[..*position].contains(row))
        .map(|(position, row)| {
            let mut row = row.clone();
            row.insert("id".to_owned(), json!((position + 1).to_string()));
            if people.defect == "row-field-dropped" {
                row.remove("name");
            }
            if people.defect == "sparse" {
                row.remove("age");
            }
            row.extend(stamps(people.defect));
            Value::Object(row)
        })
        .collect();
    // Beyond the page there are rows of somebody else.
    let others = usize::from(people.defect == "sparse");
    answer(people.defect, &paged(people.defect, found, page, size, others))
}

/// When a person was made and changed, where the documents tell of that.
fn stamps(defect: Defect) -> Vec<(String, Value)> {
    let Some(how) = defect.strip_prefix("stamped") else { return Vec::new() };
    let made = match how {
        "-at-reading" => format!("2024-01-31T12:00:00.{:06}Z", SHUFFLED.fetch_add(1, Ordering::Relaxed)),
        _ => "2024-01-31T12:00:00Z".to_owned(),
    };
    let changed = if how == "-before" { "2001-01-31T12:00:00Z" } else { "2024-01-31T12:00:00.5+00:00" };
    vec![("createdAt".to_owned(), json!(made)), ("updatedAt".to_owned(), json!(changed))]
}

/// A page of the rows, with what it says of itself.
fn paged(defect: Defect, mut rows: Vec<Value>, page: usize, size: usize, others: usize) -> Value {
    let total = rows.len() + others;
    let pages = match defect {
        "pages-floor" => total / size,
        "pages-more" => total / size + 1,
        "pages-none" if total <= size => 0,
        _ => total.div_ceil(size),
    };
    let ahead = match defect {
        "page-ignored" => 0,
        "page-as-offset" => page - 1,
        "page-off" => page * size,
        "last-filled" if page == pages => rows.len().saturating_sub(size),
        "past-is-last" if page > pages => (pages - 1) * size,
        _ => (page - 1).saturating_mul(size),
    };
    if defect == "shuffled" && rows.len() > 1 {
        let at = SHUFFLED.fetch_add(1, Ordering::Relaxed) % rows.len();
        rows.rotate_left(at);
    }
    let rows: Vec<Value> = rows.into_iter().skip(ahead).take(size).collect();
    let total = if defect == "total-more" { total + 1 } else { total };
    let shown = if defect == "page-of-one" { 1 } else { page };
    let size = if defect == "size-of-default" { 100 } else { size };
    json!({"people": rows, "total": total, "pages": pages, "page": shown, "perPage": size})
}

/// How often rows were turned round.
static SHUFFLED: AtomicUsize = AtomicUsize::new(1);

/// The organization as it was: what `change` takes away is there again.
async fn reset(State(people): State<Arc<People>>) {
    people.gone.lock().unwrap().clear();
}

async fn change(State(people): State<Arc<People>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let defect = people.defect;
    let asked = headers.get(header::ACCEPT).is_some_and(|accept| accept == "text/xml");
    let xml = asked || (uri.path() == "/people.xml" && defect != "suffix-ignored");
    let named = |effect: &str| {
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let ids = body["ids"].as_array().into_iter().flatten().filter_map(Value::as_u64);
        people.gone.lock().unwrap().extend(ids.filter(|_| defect == effect));
    };
    if let Err(response) = admitted(&people, &headers, None).or_else(|refusal| {
        let open = defect == "xml-for-all" && xml;
        if open { Ok(()) } else { Err(refusal) }
    }) {
        named("gone-for-strangers");
        return response;
    }
    let args = match read(&people, 2, &body) {
        Ok(args) => args,
        Err(response) => {
            named("gone-in-part");
            return response;
        }
    };
    let mut gone = people.gone.lock().unwrap();
    let asked = args.get("ids").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_u64);
    let mut ids: Vec<u64> = asked.filter(|id| !gone.contains(id)).collect();
    match defect {
        "keeps-all" => {}
        "keeps-one" => gone.extend(ids.first()),
        "five-gone" => gone.extend(ids.iter().take(5)),
        "last-kept" if ids.len() > 1 => gone.extend(&ids[..ids.len() - 1]),
        _ => gone.extend(&ids),
    }
    match defect {
        "answers-one" => ids.truncate(1),
        "answers-more" => ids.push(99),
        "answers-others" => ids.iter_mut().for_each(|id| *id += 1),
        _ => {}
    }
    if xml { in_xml(defect, &ids) } else { in_json(defect, &ids) }
}

fn in_json(defect: Defect, ids: &[u64]) -> Response {
    let row = |id: &u64| json!({"id": id, "name": format!("A & {id}"), "active": true, "home": {"city": "Q"}});
    let mut rows: Vec<Value> = ids.iter().map(row).collect();
    for row in rows.iter_mut().filter(|_| defect == "null-flag") {
        row["active"] = Value::Null;
    }
    answer(defect, &json!({"status": 0, "response": rows}))
}

fn in_xml(defect: Defect, ids: &[u64]) -> Response {
    let yes = if defect == "xml-boolean" { "true" } else { "True" };
    let root = if defect == "xml-root" { "root" } else { "answer" };
    let status = u8::from(defect == "xml-status");
    let name = |id: &u64| match defect {
        "xml-name" => format!("B &amp; {id}"),
        "xml-space" => format!("A &amp; {id} "),
        // A writer may indent texts, too.
        "xml-indented" => format!("\n      A &amp; {id}\n    "),
        "xml-nested" => format!("<first>A</first>{id}"),
        _ => format!("A &amp; {id}"),
    };
    let row = |id: &u64| {
        let name = name(id);
        format!(
            "<response><home><city>Q</city></home><id>{id}</id><name>{name}</name><active>{yes}</active></response>"
        )
    };
    let rows: String = ids.iter().map(row).collect();
    let rows = if rows.is_empty() { "<response/>".to_owned() } else { rows };
    let xml = format!("<?xml version=\"1.0\"?><{root}><status>{status}</status>{rows}</{root}>");
    ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response()
}
