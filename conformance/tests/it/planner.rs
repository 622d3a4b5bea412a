//! A server of the tasks of `docs/planner.md`, a REST API of the usual shape, with at most one defect.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use doctract_spec::dialect::Dialect;
use doctract_spec::ir::Api;
use doctract_spec::{Input, Options, read};
use serde_json::{Map, Value, json};

/// The secret that the server knows.
pub const TOKEN: &str = "planner-secret";

type Row = Map<String, Value>;

struct Planner {
    defect: &'static str,
    rows: Mutex<BTreeMap<u64, Row>>,
    listed: Mutex<BTreeSet<u64>>,
}

/// The API as the page tells it.
pub fn api() -> Api {
    let dialect = Dialect::from_toml("planner.toml", include_str!("../docs/planner.toml")).unwrap();
    read_page(&dialect, include_str!("../docs/planner.md"))
}

/// The API of a page that tells of an action, too.
pub fn api_with_action() -> Api {
    let dialect = Dialect::from_toml("planner.toml", include_str!("../docs/planner.toml")).unwrap();
    let (page, action) = (include_str!("../docs/planner.md"), include_str!("../docs/planner-close.md"));
    let at = page.find("## Delete a task").unwrap();
    read_page(&dialect, &format!("{}{action}\n{}", &page[..at], &page[at..]))
}

/// The API of a page that ends all paths with `/`; the server for it is the one with the defect `slashes`.
pub fn api_with_slashes() -> Api {
    let dialect = Dialect::from_toml("planner.toml", include_str!("../docs/planner.toml")).unwrap();
    let with_slash = |line: &str| match line.strip_suffix('`') {
        Some(request) if line.starts_with('`') && request.contains(" /v1/") => format!("{request}/`\n"),
        _ => format!("{line}\n"),
    };
    read_page(&dialect, &include_str!("../docs/planner.md").lines().map(with_slash).collect::<String>())
}

fn read_page(dialect: &Dialect, page: &str) -> Api {
    let input = Input { path: "planner.md".to_owned(), bytes: page.as_bytes().to_vec() };
    let options = Options { dialect: Some(dialect), ..Options::default() };
    read(vec![input], &options).ir.apis.into_iter().next().unwrap()
}

/// A server with this defect and no tasks.
pub fn router(defect: &'static str) -> Router {
    let planner = Planner { defect, rows: Mutex::default(), listed: Mutex::default() };
    Router::new().fallback(answer).with_state(Arc::new(planner))
}

async fn answer(
    State(planner): State<Arc<Planner>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let admitted = headers.get(header::AUTHORIZATION).is_some_and(|given| *given == *format!("Bearer {TOKEN}"));
    let no_object = serde_json::from_slice::<Value>(&body).is_ok_and(|body| !body.is_object());
    let names = |body: Value| body.as_object().is_some_and(|body| body.keys().any(|name| is_unknown(name)));
    let unknown = serde_json::from_slice::<Value>(&body).is_ok_and(names);
    let outcome = match (planner.defect, no_object) {
        ("unknown-refused", _) if unknown => Err(422),
        ("other-bodies-break", true) => Err(500),
        ("other-bodies-taken", true) => planner.route(&method, &uri, br#"{"title": "taken"}"#),
        _ if admitted => planner.route(&method, &uri, &body),
        _ => Err(401),
    };
    let (status, body) = outcome.unwrap_or_else(|status| (planner.refusal(&method, status), json!({})));
    let status = StatusCode::from_u16(status).unwrap();
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

type Outcome = Result<(u16, Value), u16>;

impl Planner {
    fn route(&self, method: &Method, uri: &Uri, body: &[u8]) -> Outcome {
        let mut rows = self.rows.lock().unwrap();
        let last = uri.path().strip_prefix("/v1/tasks").ok_or(404_u16)?;
        let last = if self.defect == "slashes" { last.strip_suffix('/').ok_or(404_u16)? } else { last };
        if last.is_empty() {
            return if *method == Method::POST { self.create(&mut rows, body) } else { self.list(&rows, uri) };
        }
        if let Some(id) = last.strip_prefix('/').and_then(|last| last.strip_suffix("/close")) {
            let row = id.parse().ok().and_then(|id: u64| rows.get_mut(&id)).ok_or(404_u16)?;
            if row.insert("status".to_owned(), json!("done")) == Some(json!("done")) || self.defect == "never-closes" {
                return Err(409);
            }
            return Ok((200, json!({"id": row["id"]})));
        }
        let id: u64 = last.strip_prefix('/').and_then(|id| id.parse().ok()).ok_or(404_u16)?;
        match (method.as_str(), rows.contains_key(&id)) {
            ("DELETE", false) if self.defect == "delete-again" => return Ok((204, Value::Null)),
            (_, false) => return Err(404),
            ("DELETE", true) => return self.delete(&mut rows, id),
            ("GET", true) => return Ok((200, json!(rows[&id]))),
            _ => {}
        }
        if *method == Method::PUT { self.replace(&mut rows, id, body) } else { self.change(&mut rows, id, body) }
    }

    fn create(&self, rows: &mut BTreeMap<u64, Row>, body: &[u8]) -> Outcome {
        let args = arguments(body, true, rows);
        let id = rows.last_key_value().map_or(1, |(id, _)| id + 1);
        if let (Err(422), "stores-refused", Ok(Value::Object(sent))) =
            (&args, self.defect, serde_json::from_slice::<Value>(body))
        {
            let right = filled(sent).into_iter().filter(|(name, value)| fits(name, value, rows));
            rows.insert(id, right.chain([("id".to_owned(), json!(id))]).collect());
        }
        let args = args?;
        if self.defect == "post-changes"
            && let Some(mut first) = rows.first_entry()
        {
            first.get_mut().insert("title".to_owned(), json!(format!("changed by {id}")));
        }
        if self.defect == "null-refused" && args.get("note").is_some_and(Value::is_null)
            || self.defect == "title-bytes" && args["title"].as_str().is_some_and(|title| title.len() > 80)
        {
            return Err(422);
        }
        let mut row = filled(args);
        row.insert("id".to_owned(), json!(id));
        row.insert("created_at".to_owned(), json!("2024-01-31T12:00:00Z"));
        let told = row.clone();
        match self.defect {
            "note-lost" => _ = row.insert("note".to_owned(), Value::Null),
            "note-shouted" => {
                let note = row["note"].as_str().map(str::to_uppercase);
                row.insert("note".to_owned(), json!(note));
            }
            "title-ascii" => {
                let plain = row["title"].as_str().map(|title| title.replace(|letter: char| !letter.is_ascii(), "?"));
                row.insert("title".to_owned(), json!(plain));
            }
            "null-as-text" if row["note"].is_null() => _ = row.insert("note".to_owned(), json!("null")),
            "other-default" if row["priority"] == 3 => _ = row.insert("priority".to_owned(), json!(1)),
            "other-zone" if !row["due_at"].is_null() => {
                let moved = row["due_at"].as_str().unwrap_or_default().replace("T12:00:00Z", "T15:00:00+03:00");
                row.insert("due_at".to_owned(), json!(moved));
            }
            _ => {}
        }
        rows.insert(id, row);
        let mut told = told;
        if self.defect == "answer-lies" {
            told.insert("title".to_owned(), json!("another"));
        }
        Ok((201, json!(told)))
    }

    fn list(&self, rows: &BTreeMap<u64, Row>, uri: &Uri) -> Outcome {
        let query = uri.query().unwrap_or_default();
        let asked = |name: &str| crate::query::asked(query, name);
        let number = |name: &str, or: usize, most: usize| crate::query::number(query, name, or, most);
        let (page, size) = (number("page", 1, usize::MAX)?, number("per_page", 20, 100)?);
        let status = asked("status");
        if status.is_some_and(|status| !STATUSES.contains(&status)) {
            return Err(422);
        }
        let chosen = |row: &&Row| match self.defect {
            "filter-ignored" => true,
            "filter-inverted" => status.is_none_or(|status| row["status"] != status),
            _ => status.is_none_or(|status| row["status"] == status),
        };
        let priority = asked("priority").map(|priority| priority.parse::<i64>().map_err(|_| 422_u16)).transpose()?;
        let urgent = |row: &&Row| {
            priority.is_none_or(|wanted| match row["priority"].as_i64() {
                Some(seen) if self.defect == "priority-from" => seen >= wanted,
                seen => seen == Some(wanted),
            })
        };
        let labelled = |row: &&Row| {
            let has = |tag: &str| row["tags"].as_array().is_some_and(|tags| tags.iter().any(|seen| seen == tag));
            self.defect == "tag-ignored" || asked("tag").is_none_or(has)
        };
        let titled =
            |row: &&Row| self.defect == "title-ignored" || asked("title").is_none_or(|title| row["title"] == title);
        // What others take away ahead of a row may move it to a page that was read already: it is there when one looks again.
        let mut listed = self.listed.lock().unwrap();
        let mut stays = |id: u64| !listed.insert(id) || self.defect != "rows-move";
        let here = rows.iter().filter(|(id, _)| stays(**id)).map(|(_, row)| row);
        let found = here.filter(chosen).filter(urgent).filter(labelled).filter(titled);
        let mut found: Vec<&Row> = found.collect();
        let in_page = (page - 1).saturating_mul(size)..page.saturating_mul(size).min(found.len());
        match (self.defect, found.get_mut(in_page)) {
            ("order-of-page", Some(rows)) => self.sort(rows, asked("sort"))?,
            _ => self.sort(&mut found, asked("sort"))?,
        }
        let items: Vec<&Row> = found.iter().skip((page - 1).saturating_mul(size)).take(size).copied().collect();
        let total = if self.defect == "total-of-all" { rows.len() } else { found.len() };
        Ok((200, json!({"items": items, "total": total, "per_page": size})))
    }

    /// The status of a refusal, which may be one that is documented for something else, or for nothing.
    fn refusal(&self, method: &Method, status: u16) -> u16 {
        match (self.defect, status) {
            // Where it is documented, for something else.
            ("wrong-is-absent", 422) | ("stranger-is-absent", 401) if *method == Method::PATCH => 404,
            ("wrong-is-conflict", 422) => 409,
            ("wrong-is-teapot", 422) => 418,
            // Lists are not documented to refuse anything so.
            ("wrong-is-bad", 422) if *method != Method::GET => 400,
            (_, status) => status,
        }
    }

    fn sort(&self, rows: &mut [&Row], asked: Option<&str>) -> Result<(), u16> {
        let asked = match (self.defect, asked) {
            ("order-by-default", None) => "-id",
            (_, asked) => asked.unwrap_or("id"),
        };
        let (field, mut down) = (asked.trim_start_matches('-'), asked.starts_with('-'));
        let field = match (self.defect, field) {
            (_, "id" | "title" | "priority" | "status") => field,
            (_, "created") => "created_at",
            _ => return Err(422),
        };
        match self.defect {
            "order-ignored" => return Ok(()),
            "order-reversed" => down = !down,
            "order-one-way" => down = false,
            _ => {}
        }
        let field = match (self.defect, field) {
            ("order-by-note", "title") => "note",
            ("order-by-title", "status") => "title",
            _ => field,
        };
        let value = |row: &Row| row.get(field).cloned().unwrap_or_default();
        let key = |row: &&Row| (value(row).as_i64(), value(row).as_str().map(|text| self.collated(text)));
        rows.sort_by_cached_key(key);
        if down {
            rows.reverse();
        }
        Ok(())
    }

    /// What a text is ordered by: no page tells whether capitals count.
    fn collated(&self, text: &str) -> String {
        if self.defect == "order-by-bytes" { text.to_owned() } else { text.to_lowercase() }
    }

    fn change(&self, rows: &mut BTreeMap<u64, Row>, id: u64, body: &[u8]) -> Outcome {
        let args = arguments(body, false, rows);
        if let (Err(_), "refused-changes", Ok(Value::Object(sent))) =
            (&args, self.defect, serde_json::from_slice::<Value>(body))
        {
            rows.entry(id).or_default().extend(sent);
        }
        let mut args = args?;
        match self.defect {
            "patch-loses" => _ = args.remove("note"),
            "null-ignored" => args.retain(|_, value| !value.is_null()),
            "falsy-ignored" => args.retain(|_, value| *value != json!(false)),
            "empty-ignored" => args.retain(|_, value| *value != json!([])),
            "note-elsewhere" => {
                let other = rows.iter_mut().find(|(other, _)| **other != id);
                if let Some((_, row)) = other {
                    row.extend(args.get("note").map(|note| ("note".to_owned(), note.clone())));
                }
            }
            "patch-remakes" => _ = args.insert("created_at".to_owned(), json!("2024-02-01T12:00:00Z")),
            _ => {}
        }
        for (other, row) in rows.iter_mut() {
            if *other == id || self.defect == "patch-all" {
                row.extend(args.clone());
            }
        }
        let row = rows.entry(id).or_default();
        match self.defect {
            "patch-resets" if !args.contains_key("tags") => _ = row.insert("tags".to_owned(), json!([])),
            "patch-shows" if !args.contains_key("shown") => _ = row.insert("shown".to_owned(), json!(true)),
            "patch-hides" if !args.contains_key("shown") => _ = row.insert("shown".to_owned(), json!(false)),
            _ => {}
        }
        Ok((200, json!(row)))
    }

    fn replace(&self, rows: &mut BTreeMap<u64, Row>, id: u64, body: &[u8]) -> Outcome {
        let args = arguments(body, true, rows);
        let row = rows.entry(id).or_default();
        if let (Err(_), "put-refused-changes") = (&args, self.defect) {
            row.insert("priority".to_owned(), json!(5));
        }
        let mut args = args?;
        match self.defect {
            "put-falsy-ignored" => args.retain(|_, value| *value != json!(false)),
            "put-keeps-null" if args.get("note").is_none_or(Value::is_null) => {
                args.insert("note".to_owned(), row.get("note").cloned().unwrap_or_default());
            }
            _ => {}
        }
        if self.defect == "put-loses" {
            args.remove("note");
        }
        if self.defect != "put-as-patch" {
            args = filled(args);
        }
        let told = filled(args.clone());
        row.extend(args);
        Ok((200, Value::Object(told.into_iter().chain(row.clone()).collect())))
    }

    fn delete(&self, rows: &mut BTreeMap<u64, Row>, id: u64) -> Outcome {
        let used = rows.values().any(|row| row["parent_id"] == id);
        match self.defect {
            "use-ignored" => {}
            "always-in-use" => return Err(409),
            _ if used => return Err(409),
            _ => {}
        }
        match self.defect {
            "delete-nothing" => {}
            "delete-more" => {
                rows.remove(&id);
                rows.pop_first();
            }
            "delete-older" => _ = rows.pop_first(),
            "delete-later" => {
                rows.pop_last();
                rows.remove(&id);
            }
            _ => _ = rows.remove(&id),
        }
        Ok((204, Value::Null))
    }
}

const STATUSES: [&str; 3] = ["open", "done", "waiting"];

/// What is left out has its default.
fn filled(mut args: Row) -> Row {
    let defaults = json!({"note": null, "status": "open", "priority": 3, "tags": [], "due_at": null, "shown": true, "parent_id": null});
    for (name, default) in defaults.as_object().into_iter().flatten() {
        args.entry(name.clone()).or_insert(default.clone());
    }
    args
}

/// The arguments of a request; the status of the refusal where they are not as documented.
fn arguments(body: &[u8], whole: bool, rows: &BTreeMap<u64, Row>) -> Result<Row, u16> {
    let Ok(Value::Object(mut args)) = serde_json::from_slice(body) else { return Err(400) };
    let right = args.iter().all(|(name, value)| fits(name, value, rows)) && (!whole || args.contains_key("title"));
    let known = ["title", "status", "priority", "tags", "note", "due_at", "shown", "parent_id"];
    args.retain(|name, _| known.contains(&name.as_str()));
    if right { Ok(args) } else { Err(422) }
}

fn fits(name: &str, value: &Value, rows: &BTreeMap<u64, Row>) -> bool {
    match name {
        "title" => value.as_str().is_some_and(|text| (1..=80).contains(&text.chars().count())),
        "status" => value.as_str().is_some_and(|status| STATUSES.contains(&status)),
        "priority" => value.as_u64().is_some_and(|priority| (1..=5).contains(&priority)),
        "tags" => value.as_array().is_some_and(|tags| tags.len() <= 5 && tags.iter().all(Value::is_string)),
        "note" => value.is_null() || value.is_string(),
        "due_at" => value.is_null() || value.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        "shown" => value.is_boolean(),
        "parent_id" => value.is_null() || value.as_u64().is_some_and(|id| rows.contains_key(&id)),
        _ => true,
    }
}

/// Whether no request has a member of this name: a made-up one, one in capital letters, one that only answers have.
fn is_unknown(name: &str) -> bool {
    ["no_such_parameter", "id", "created_at"].contains(&name) || name == name.to_uppercase()
}
