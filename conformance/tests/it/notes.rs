//! A JSON-RPC server over the methods of an IR, those of `ir/notes.json` mostly, with at most one defect.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse as _;
use axum::routing::{any, post};
use serde_json::{Map, Value, json};

use crate::derived::derived;
use crate::documented::filled;
use crate::links;
use crate::lists::{self, Refused};
use crate::misread;
use crate::rules;
use crate::spoiled::{media_type, refuses, spoil};
use crate::writes::{Rows, Writes};

/// The secret that the server knows.
pub const TOKEN: &str = "s3cret-\"token\"";

/// A server.
pub struct Notes {
    api: Value,
    /// What is wrong with it; empty for nothing.
    pub defect: &'static str,
    rows: Mutex<Rows>,
    next: Mutex<u64>,
    /// What a field that a defect names held at first, by the ids of the rows.
    first: Mutex<BTreeMap<u64, Value>>,
    kept: Mutex<Option<Value>>,
    /// The answers to lists that a defect keeps.
    answers: Mutex<BTreeMap<String, Value>>,
}

impl Notes {
    /// A server with this defect and no rows.
    pub fn new(defect: &'static str) -> Arc<Self> {
        let ir: Value = serde_json::from_str(include_str!("../ir/notes.json")).unwrap();
        Self::of(ir["apis"][0].clone(), defect)
    }

    /// A server of another API with this defect and no rows.
    pub fn of(api: Value, defect: &'static str) -> Arc<Self> {
        Arc::new(Self {
            api,
            defect,
            rows: Mutex::default(),
            next: Mutex::default(),
            first: Mutex::default(),
            kept: Mutex::default(),
            answers: Mutex::default(),
        })
    }

    /// Its routes.
    pub fn router(self: &Arc<Self>) -> Router {
        let respond = |State(notes): State<Arc<Self>>, headers: HeaderMap, body: Bytes| async move {
            let refused = refuses(notes.defect, &headers);
            if refused { StatusCode::NOT_ACCEPTABLE.into_response() } else { notes.answer(&body).into_response() }
        };
        let route = if self.defect == "any-verb" { any(respond) } else { post(respond) };
        Router::new().route(self.convention("/endpoint"), route).with_state(Arc::clone(self))
    }

    /// The answer to a request, with its media type.
    pub fn answer(&self, body: &[u8]) -> ([(header::HeaderName, &'static str); 1], String) {
        if self.defect == "not-json" {
            return ([(header::CONTENT_TYPE, "text/html")], "<html>sorry</html>".to_owned());
        }
        let mut answer = self.respond(body);
        spoil(self.defect, &mut answer);
        ([(header::CONTENT_TYPE, media_type(self.defect))], answer.to_string())
    }

    /// Stores a row; gives its id.
    pub fn put(&self, object: &str, row: &Value) -> u64 {
        let mut rows = self.rows.lock().unwrap();
        let id = rows.last_key_value().map_or(1, |(id, _)| id + 1);
        rows.insert(id, (object.to_owned(), row.as_object().cloned().unwrap_or_default()));
        id
    }

    fn convention(&self, pointer: &str) -> &str {
        let found = self.api["conventions"].pointer(pointer);
        found.and_then(Value::as_str).unwrap()
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.lock().unwrap().len()
    }

    fn respond(&self, body: &[u8]) -> Value {
        let lax = |rule: &str| self.defect == rule;
        let first = || serde_json::Deserializer::from_slice(body).into_iter().next().and_then(Result::ok);
        let lenient = first().filter(|_| lax("text-behind") && body.ends_with(b"more"));
        let Some(body) = serde_json::from_slice::<Value>(body).ok().or(lenient) else {
            return self.error(if lax("parse-error") { "invalid_request" } else { "parse_error" }, None, &Value::Null);
        };
        let act = |request: &Value| {
            let _ = self.call(request["method"].as_str().unwrap_or_default(), request["params"].as_object());
        };
        if body.is_array() && !lax("batch") {
            body.as_array().into_iter().flatten().filter(|_| lax("batch-done")).for_each(act);
            return self.error("batch", None, &Value::Null);
        }
        let id = body.get("id").cloned().unwrap_or_default();
        let version =
            body["jsonrpc"] == "2.0" || lax("jsonrpc") || (lax("own-jsonrpc") && body["method"] == "delete.books");
        let named = body["method"].is_string();
        if !body.is_object() || !version || !named || !(body.get("id").is_none() || id.is_string() || id.is_number()) {
            return self.error("invalid_request", None, &Value::Null);
        }
        if body.get("id").is_none() && !lax("notification") {
            if lax("notification-done") {
                act(&body);
            }
            return self.error("notification", None, &Value::Null);
        }
        let id = if lax("id-lower") { id.as_str().map_or(id.clone(), |id| json!(id.to_lowercase())) } else { id };
        let changed = lax("id-as-text") || (lax("number-id-as-text") && id.as_u64().is_some_and(|id| id < 10));
        let id = if changed { json!(id.to_string()) } else { id };
        let double = id.as_u64().filter(|id| lax("id-double") && *id > 1 << 53);
        let id = double.map_or(id, |id| json!(id - 1));
        let outcome = self.call(body["method"].as_str().unwrap_or_default(), body["params"].as_object());
        match outcome {
            Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
            Err((violation, field)) => {
                let mut answer = self.error(violation, field.as_deref(), &id);
                if let Some(field) = &field {
                    let passed = rules::passed(&body["params"], field).cloned().unwrap_or_default();
                    answer["error"]["data"]["params"] = self.params(violation, &passed);
                }
                let passed = field.and_then(|field| rules::passed(&body["params"], &field).cloned());
                if let Some(passed) = passed {
                    answer["error"]["data"]["value"] = passed;
                }
                answer
            }
        }
    }

    /// Whether the component is on that an argument depends on.
    fn on(&self, args: &Map<String, Value>, off: &str) -> Result<(), Refused> {
        let field = self.defect.strip_prefix(off).filter(|field| args.contains_key(*field));
        field.map_or(Ok(()), |field| Err(("component_disabled", Some(field.to_owned()))))
    }

    fn call(&self, name: &str, args: Option<&Map<String, Value>>) -> Result<Value, Refused> {
        let name = match self.defect {
            "method-case" => name.to_lowercase(),
            "method-trimmed" => name.trim().to_owned(),
            _ => name.to_owned(),
        };
        let methods = self.api["methods"].as_array().unwrap();
        let method = methods.iter().find(|method| method["name"] == *name).ok_or(("method_not_found", None))?;
        if self.defect == "not-implemented" && name == "update.notes" {
            return Err(("not_implemented", None));
        }
        let empty = Map::new();
        let args = args.unwrap_or(&empty);
        if self.defect == "use-first" && name == "delete.books" && self.used(args) {
            return Err(("in_use", None));
        }
        self.on(args, "component-off-first@")?;
        let token = self.convention("/auth/name");
        let unchecked = self.defect == "auth" && name == "delete.books";
        let near = |given: &str| match self.defect {
            "auth-short" => given == TOKEN || given == &TOKEN[..TOKEN.len() - 1],
            "auth-prefix" => given.starts_with(TOKEN),
            "auth-case" => given.eq_ignore_ascii_case(TOKEN),
            "auth-empty" => given.is_empty(),
            _ => false,
        };
        let known = |given: &Value| given == TOKEN || given.as_str().is_some_and(near);
        if !unchecked && args.get(token).is_some_and(|given| !known(given)) {
            if self.defect.strip_prefix("done-for-anybody@").is_some_and(|act| name.starts_with(act)) {
                let _ = self.act(&name, args);
            }
            return Err(("unauthenticated", None));
        }
        let mut params = method["params"].as_array().unwrap().clone();
        if name.starts_with("update") {
            // An update changes what is passed.
            for param in params.iter_mut().filter(|param| param["name"] != "id" && param["name"] != token) {
                param["always"] = param["required"].clone();
                param["required"] = json!(false);
            }
        }
        if unchecked {
            params[0]["required"] = json!(false);
        }
        self.on(args, "component-off@")?;
        let broken = rules::broken(&params, args, true, self.defect).filter(|(_, field)| match self.defect {
            "limit-beside" => field != "limit" || !args.contains_key("offset"),
            "null-beside" => {
                field != "title"
                    || args.get("title").is_none_or(|title| !title.is_null())
                    || !args.contains_key("motto")
                    || name.starts_with("create")
            }
            "motto-beside" => field != "motto" || !args.contains_key("title") || name.starts_with("create"),
            _ => true,
        });
        if let Some((violation, field)) = broken {
            let early = self.defect == "update-first" && name.starts_with("update")
                || self.defect == "create-first" && name.starts_with("create")
                || self.defect == "delete-before" && name.starts_with("delete");
            if early {
                let _ = self.act(&name, args);
            }
            if self.defect == "update-beside" && name.starts_with("update") {
                let mut others = args.clone();
                others.remove(field.split('.').next().unwrap_or_default());
                let _ = self.act(&name, &others);
            }
            if self.defect == "rank-beside" && name.starts_with("update") && field.starts_with("tags") {
                let rank = args.iter().filter(|(name, _)| ["id", "rank"].contains(&name.as_str()));
                let _ = self.act(&name, &rank.map(|(name, value)| (name.clone(), value.clone())).collect());
            }
            return Err((violation, Some(field)));
        }
        if let Some((violation, field, _)) = links::broken(&params, args, &|kind, id| self.has(kind, id), self.defect) {
            if self.defect == "shade-beside" && name.starts_with("update") {
                let shade = args.iter().filter(|(name, _)| ["id", "shade"].contains(&name.as_str()));
                let _ = self.act(&name, &shade.map(|(name, value)| (name.clone(), value.clone())).collect());
            }
            return Err((violation, Some(field)));
        }
        let id = args.get("id").and_then(Value::as_i64);
        match (self.defect, id) {
            ("id-zero", Some(0)) => return Ok(json!({})),
            ("id-negative", Some(id)) if id < 0 => return Err(("internal", None)),
            ("id-far", Some(id)) if id > i64::from(i32::MAX) => return Err(("internal", None)),
            _ => {}
        }
        self.remembered(&name, args)
    }

    /// Acts, or answers as before where a defect keeps the answers of lists over the writes of one verb.
    fn remembered(&self, name: &str, args: &Map<String, Value>) -> Result<Value, Refused> {
        let Some(verb) = self.defect.strip_prefix("kept-answer@") else { return self.act(name, args) };
        if !name.starts_with("get") {
            if !name.starts_with(verb) {
                self.answers.lock().unwrap().clear();
            }
            return self.act(name, args);
        }
        let key = format!("{name} {}", Value::Object(args.clone()));
        if let Some(kept) = self.answers.lock().unwrap().get(&key) {
            return Ok(kept.clone());
        }
        let answer = self.act(name, args)?;
        self.answers.lock().unwrap().insert(key, answer.clone());
        Ok(answer)
    }

    /// Whether another row refers to the one that the arguments name.
    fn used(&self, args: &Map<String, Value>) -> bool {
        let id = args.get("id").cloned().unwrap_or_default();
        self.rows.lock().unwrap().values().any(|(_, row)| row.get("book_id") == Some(&id))
    }

    fn has(&self, kind: &str, id: u64) -> bool {
        let known = self.defect == "gone-known" && (1..=*self.next.lock().unwrap()).contains(&id);
        let any = kind.is_empty() || self.defect == "any-kind";
        known || self.rows.lock().unwrap().get(&id).is_some_and(|(of, _)| any || of == kind)
    }

    /// What an error lists of the value that it is about.
    fn params(&self, violation: &str, passed: &Value) -> Value {
        let all = self.defect == "lists-all";
        let missing = |id: &&Value| all || !id.as_u64().is_some_and(|id| self.has("", id));
        match violation {
            "duplicate" if self.defect == "lists-no-duplicates" => json!({}),
            "duplicate" if self.defect == "lists-one-duplicate" => {
                json!({"duplicates": links::duplicates(passed).get(0)})
            }
            "duplicate" => json!({"duplicates": links::duplicates(passed)}),
            "missing_reference" => {
                let ids: Vec<&Value> = passed.as_array().into_iter().flatten().filter(missing).collect();
                json!({ "ids": ids })
            }
            _ => json!({}),
        }
    }

    fn act(&self, name: &str, args: &Map<String, Value>) -> Result<Value, Refused> {
        let mut rows = self.rows.lock().unwrap();
        let mut next = self.next.lock().unwrap();
        let (verb, object) = name.split_once('.').unwrap();
        if verb == "get" {
            let listed = self.list(object, args, &rows);
            if self.defect == "busy" {
                // Somebody else writes, too.
                let id = rows.last_key_value().map_or(1, |(id, _)| id + 1);
                rows.insert(id, (object.to_owned(), Map::new()));
            }
            return listed;
        }
        Writes { rows: &mut rows, defect: self.defect, next: &mut next }.act(verb, object, args)
    }

    fn list(&self, object: &str, args: &Map<String, Value>, rows: &Rows) -> Result<Value, Refused> {
        let args = &misread::asked(args.clone(), self.defect);
        let method = self.api["methods"]
            .as_array()
            .unwrap()
            .iter()
            .find(|method| method["name"] == *format!("get.{object}"))
            .unwrap();
        let fields = method["result"]["fields"].as_array().unwrap();
        let wanted = |name: &str| {
            let count = args.get("fields").and_then(Value::as_array).map_or(0, Vec::len);
            let all = self.defect == "fields-ignored" || (self.defect == "fields-many" && count > 3);
            args.get("fields").and_then(Value::as_array).is_none_or(|fields| all || fields.contains(&json!(name)))
        };
        let complete = |(id, (_, row)): (&u64, &(String, Map<String, Value>))| -> Map<String, Value> {
            let row = derived(rows, object, row, self.defect);
            let field = |field: &Value| {
                let name = field["name"].as_str().unwrap();
                let value = if name == "id" { json!(id) } else { row.get(name).cloned().unwrap_or_default() };
                (name.to_owned(), filled(field, value))
            };
            // What a filter or an order that is out of date goes by, and no row shows.
            let stale = self.defect.strip_prefix("stale@").or(self.defect.strip_prefix("stale-order@"));
            let mut first = self.first.lock().unwrap();
            let held = stale.and_then(|name| row.get(name)).cloned();
            let indexed = held.map(|held| ("indexed".to_owned(), first.entry(*id).or_insert(held).clone()));
            fields.iter().map(field).chain(indexed).collect()
        };
        // Most requests ask for one row: the others need not be made for them.
        let one = args.get("filter").filter(|leaf| leaf["field"] == "id" && leaf["operator"] == "=");
        let one = one.and_then(|leaf| leaf["value"].as_u64());
        let asked = |id: u64| one.is_none_or(|one| one == id || self.defect == "limit-first");
        let of_object = rows.iter().filter(|(id, (of, _))| of == object && asked(**id));
        let mut all: Vec<Map<String, Value>> = of_object.map(complete).collect();
        let gone = one.filter(|id| self.defect == "deleted-by-id" && !rows.contains_key(id));
        all.extend(gone.map(|id| Map::from_iter([("id".to_owned(), json!(id))])));
        let params = method["params"].as_array().unwrap();
        let limit = params.iter().find(|param| param["role"] == "limit");
        let default = limit.and_then(|limit| limit["default"].as_u64()).unwrap_or(200);
        let default = usize::try_from(default).unwrap();
        let conventions = &self.api["conventions"];
        let language = lists::Language { conventions, fields, default, defect: self.defect };
        let mut args = args.clone();
        let kept = std::mem::replace(&mut *self.kept.lock().unwrap(), args.get("filter").cloned());
        if let Some(kept) = kept.filter(|_| self.defect == "filter-kept" && !args.contains_key("filter")) {
            args.insert("filter".to_owned(), kept);
        }
        let (mut total, mut page) = language.page(all, &args)?;
        let asked = args.get("filter").and_then(|leaf| leaf["value"].as_array());
        total = asked.filter(|_| self.defect == "total-of-asked").map_or(total, Vec::len);
        let twice = self.defect == "or-twice" && args.get("filter").is_some_and(|filter| filter["condition"] == "or");
        page.extend(page.first().cloned().filter(|_| twice));
        let data: Vec<Value> = page
            .into_iter()
            .map(|mut row| {
                if self.defect == "fields-part" && !wanted("title") && row.contains_key("caption") {
                    row.insert("caption".to_owned(), Value::Null);
                }
                Value::Object(row.into_iter().filter(|(name, _)| wanted(name) && name != "indexed").collect())
            })
            .collect();
        let name = |member: &str| self.convention(&format!("/list/{member}")).to_owned();
        let mut metadata = json!({name("total"): total});
        if self.defect == "decimals" {
            metadata[name("total")] = json!(f64::from(u32::try_from(total).unwrap()));
        }
        if self.defect == "metadata-extra" {
            metadata["surplus"] = json!(1);
        }
        if self.api["conventions"]["list"]["metadata"].is_null() {
            metadata[name("rows")] = Value::Array(data);
            return Ok(metadata);
        }
        Ok(json!({name("rows"): data, name("metadata"): metadata}))
    }

    fn error(&self, violation: &str, field: Option<&str>, id: &Value) -> Value {
        let known = &self.api["conventions"]["violations"][violation];
        let mnemonic = known["mnemonic"].as_str().unwrap_or(violation);
        let code = known["code"].as_i64().unwrap_or(-32000);
        let code = if self.defect == "decimals" { json!(f64::from(i32::try_from(code).unwrap())) } else { json!(code) };
        let mut error = json!({"code": code, "message": "anything", "data": {"mnemonic": mnemonic}});
        if let Some(field) = field {
            let object = self.defect == "index-of-object";
            error["data"]["field"] =
                json!(if object { field.replace("place.", "place[0].") } else { field.to_owned() });
        }
        json!({"jsonrpc": "2.0", "id": id, "error": error})
    }
}
