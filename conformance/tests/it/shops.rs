//! Servers of `docs/harbour.md` (answers in envelopes, pages that tell of the next) and of `docs/kiosk.md` (bare arrays, pages by number), with at
//! most one defect.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use doctract_spec::dialect::Dialect;
use doctract_spec::ir::{Api, XmlConvention};
use doctract_spec::{Input, Options, read};
use serde_json::{Map, Value, json};

/// The secret that the servers know.
pub const TOKEN: &str = "shop-secret";

type Row = Map<String, Value>;

/// How an API looks: both deal in the same rows.
#[derive(Clone, Copy, PartialEq)]
pub enum Look {
    Harbour,
    Kiosk,
}

impl Look {
    /// The API as the page tells it.
    pub fn api(self) -> Api {
        let (name, dialect, page) = match self {
            Self::Harbour => {
                ("harbour", include_str!("../docs/harbour.toml"), include_bytes!("../docs/harbour.md").to_vec())
            }
            Self::Kiosk => ("kiosk", include_str!("../docs/kiosk.toml"), include_bytes!("../docs/kiosk.md").to_vec()),
        };
        let dialect = Dialect::from_toml(name, dialect).unwrap();
        let input = Input { path: format!("{name}.md"), bytes: page };
        let options = Options { dialect: Some(&dialect), ..Options::default() };
        let mut api = read(vec![input], &options).ir.apis.into_iter().next().unwrap();
        if self == Self::Harbour {
            // What is made is answered in XML, too.
            let booleans = ["True", "False"].map(str::to_owned);
            let (content_type, root) = ("text/xml".to_owned(), "answer".to_owned());
            api.conventions.xml = Some(XmlConvention { content_type, root, booleans, suffix: None });
            let made = api.methods[0].responses.iter_mut().find(|response| response.status == 201).unwrap();
            made.content_types = ["application/json", "text/xml"].map(str::to_owned).into();
        }
        api
    }

    /// A server with this defect and no rows.
    pub fn router(self, defect: &'static str) -> Router {
        let shop = Shop { look: self, defect, rows: Mutex::default() };
        Router::new().fallback(answer).with_state(Arc::new(shop))
    }
}

struct Shop {
    look: Look,
    defect: &'static str,
    rows: Mutex<BTreeMap<u64, Row>>,
}

/// The status, the body, and the location of what was made.
type Outcome = Result<(u16, Value, Option<String>), u16>;

async fn answer(State(shop): State<Arc<Shop>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let (name, value) = match shop.look {
        Look::Harbour => ("x-harbour-key", TOKEN.to_owned()),
        Look::Kiosk => ("authorization", format!("Bearer {TOKEN}")),
    };
    let admitted = headers.get(name).is_some_and(|given| *given == *value);
    let unknown = |name: &str| headers.get(name).is_some_and(|media| media == "application/x-no-such-type");
    let outcome = match (admitted, unknown("content-type"), unknown("accept")) {
        (false, _, _) => Err(401),
        (true, true, _) if shop.defect != "any-media" => Err(415),
        (true, _, true) if shop.defect != "any-wish" => Err(406),
        _ => shop.route(&method, &uri, &body),
    };
    let teapot = shop.defect == "teapot";
    let fault = |status: u16| (if teapot { 418 } else { status }, json!({"fault": {"code": "no"}}), None);
    let (status, body, location) = outcome.unwrap_or_else(fault);
    let xml = status == 201 && headers.get("accept").is_some_and(|media| media == "text/xml");
    let status = StatusCode::from_u16(status).unwrap();
    if status == StatusCode::NO_CONTENT {
        return status.into_response();
    }
    let (media, body) =
        if xml { ("text/xml", in_xml(shop.defect, &body)) } else { ("application/json", body.to_string()) };
    let mut response = (status, [("content-type", media)], body).into_response();
    if let Some(location) = location {
        response.headers_mut().insert("location", location.parse().unwrap());
    }
    response
}

/// An answer in XML: its members are elements, and what is empty is left out.
fn in_xml(defect: &str, body: &Value) -> String {
    let members = body["data"].as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let element = |(name, value): (&String, &Value)| {
        let text = match value {
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::String(text) if defect == "xml-shouts" && name == "name" => text.to_uppercase(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        format!("<{name}>{text}</{name}>")
    };
    format!("<answer><data>{}</data></answer>", members.map(element).collect::<String>())
}

impl Shop {
    fn route(&self, method: &Method, uri: &Uri, body: &[u8]) -> Outcome {
        let mut rows = self.rows.lock().unwrap();
        let base = self.base();
        let last = uri.path().strip_prefix(base).ok_or(404_u16)?;
        if last.is_empty() {
            return if *method == Method::POST { self.create(&mut rows, body) } else { self.list(&rows, uri) };
        }
        let id = last.strip_prefix('/').and_then(|id| id.trim_start_matches("b-").parse().ok()).ok_or(404_u16)?;
        if !rows.contains_key(&id) {
            return Err(404);
        }
        match method.as_str() {
            "PATCH" => {
                let args = arguments(self.look, body, false)?;
                self.carried(&rows, &args)?;
                rows.entry(id).or_default().extend(args);
            }
            "DELETE" => {
                rows.remove(&id);
                return Ok((204, Value::Null, None));
            }
            _ => {}
        }
        Ok((200, self.one(&rows[&id]), None))
    }

    /// That what carries a boat is there.
    fn carried(&self, rows: &BTreeMap<u64, Row>, args: &Row) -> Result<(), u16> {
        let known = |id: &str| rows.values().any(|row| row["id"] == id);
        let wrong = args.get("carrier_id").and_then(Value::as_str).is_some_and(|id| !known(id));
        if wrong && self.defect != "any-carrier" { Err(422) } else { Ok(()) }
    }

    fn base(&self) -> &'static str {
        if self.look == Look::Harbour { "/v2/boats" } else { "/articles" }
    }

    /// One row as an answer shows it.
    fn one(&self, row: &Row) -> Value {
        let bare = (self.look == Look::Kiosk) != (self.defect == "other-envelope");
        if bare { json!(row) } else { json!({ "data": row }) }
    }

    fn create(&self, rows: &mut BTreeMap<u64, Row>, body: &[u8]) -> Outcome {
        let args = arguments(self.look, body, true)?;
        self.carried(rows, &args)?;
        let id = rows.last_key_value().map_or(1, |(id, _)| id + 1);
        let harbour = self.look == Look::Harbour;
        let mut row = if harbour {
            row(&json!({"id": format!("b-{id}"), "kind": "sail", "afloat": true, "note": null, "carrier_id": null}))
        } else {
            row(&json!({"id": id, "kind": "paper", "on_sale": true}))
        };
        row.extend(args);
        row.insert((if harbour { "registered" } else { "added_at" }).to_owned(), json!("2024-01-31T12:00:00Z"));
        let told = self.one(&row);
        match self.defect {
            "name-lost" => _ = row.insert("name".to_owned(), json!("nameless")),
            "other-default" if row["kind"] == "sail" => _ = row.insert("kind".to_owned(), json!("motor")),
            _ => {}
        }
        rows.insert(id, row);
        let location = match self.defect {
            "no-location" => None,
            "other-location" => Some(format!("{}/{}", self.base(), id + 1)),
            _ if harbour => Some(format!("{}/b-{id}?new", self.base())),
            _ => None,
        };
        Ok((201, told, location))
    }

    fn list(&self, rows: &BTreeMap<u64, Row>, uri: &Uri) -> Outcome {
        let query = uri.query().unwrap_or_default();
        let asked = |name: &str| crate::query::asked(query, name);
        let number = |name: &str, or: usize, most: usize| crate::query::number(query, name, or, most);
        if self.look == Look::Harbour {
            let size = number("count", 20, 50)?;
            let after = asked("after").map(|after| after.trim_start_matches("p-").parse::<u64>().map_err(|_| 422_u16));
            return Ok((200, self.read_on(rows, after.transpose()?, size), None));
        }
        let sold = asked("on_sale").map(|sold| sold.parse::<bool>().map_err(|_| 422_u16)).transpose()?;
        let (page, size) = (
            number("page", 1, usize::MAX)?,
            number("per_page", if self.defect == "short-default" { 20 } else { 30 }, 100)?,
        );
        let size = if self.defect == "size-ignored" { 30 } else { size };
        let page = if self.defect == "page-ignored" { 1 } else { page };
        let chosen = |row: &&Row| self.defect == "choice-ignored" || sold.is_none_or(|sold| row["on_sale"] == sold);
        let mut found: Vec<&Row> = rows.values().filter(chosen).collect();
        let (field, way) = (asked("sort_by").unwrap_or("id"), asked("order").unwrap_or("asc"));
        if !["id", "name", "kind"].contains(&field) || !["asc", "desc"].contains(&way) {
            return Err(422);
        }
        if self.defect != "order-ignored" {
            found.sort_by_key(|row| (row[field].as_u64(), row[field].as_str().map(str::to_lowercase)));
        }
        let down = match self.defect {
            "direction-ignored" | "order-ignored" => false,
            "direction-turned" => way == "asc",
            _ => way == "desc",
        };
        if down {
            found.reverse();
        }
        let found: Vec<&Row> = found.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect();
        Ok((200, if self.defect == "wrapped" { json!({ "items": found }) } else { json!(found) }, None))
    }

    /// The page after this row, the newest row first.
    fn read_on(&self, rows: &BTreeMap<u64, Row>, after: Option<u64>, size: usize) -> Value {
        if self.defect == "cursor-stuck" && size == 2 {
            // Rows that nobody in the run made, again and again.
            let other = |id: u64| json!({"id": format!("b-{id}"), "name": "Other", "kind": "sail", "afloat": true, "note": null, "carrier_id": null, "registered": "2024-01-31T12:00:00Z"});
            return json!({"data": [other(9001), other(9002)], "paging": {"next": "p-9002"}});
        }
        let after = if self.defect == "cursor-ignored" { None } else { after };
        let size = if self.defect == "size-ignored" { 50 } else { size };
        let skipped = usize::from(self.defect == "cursor-skips" && after.is_some());
        let rest = rows.iter().rev().filter(|(id, _)| after.is_none_or(|after| **id < after)).skip(skipped);
        let rest: Vec<(&u64, &Row)> = rest.collect();
        let page = &rest[..size.min(rest.len())];
        let more = rest.len() > size && self.defect != "ends-early";
        // What a page tells of the next is a text that means nothing to the caller, or a URL with it.
        let text = |id: u64| if self.defect == "url" { format!("/v2/boats?after=p-{id}") } else { format!("p-{id}") };
        let next = page.last().filter(|_| more).map(|(id, _)| text(**id));
        json!({"data": page.iter().map(|(_, row)| row).collect::<Vec<_>>(), "paging": {"next": next}})
    }
}

fn row(value: &Value) -> Row {
    value.as_object().cloned().unwrap_or_default()
}

/// The arguments of a request; the status of the refusal where they are not as documented.
fn arguments(look: Look, body: &[u8], whole: bool) -> Result<Row, u16> {
    let Ok(Value::Object(mut args)) = serde_json::from_slice(body) else { return Err(400) };
    let (kinds, flag) =
        if look == Look::Harbour { (["sail", "motor"], "afloat") } else { (["paper", "sweets"], "on_sale") };
    let fits = |name: &str, value: &Value| match name {
        "name" => value.as_str().is_some_and(|text| (1..=40).contains(&text.chars().count())),
        "kind" => value.as_str().is_some_and(|kind| kinds.contains(&kind)),
        "note" | "carrier_id" if look == Look::Harbour => value.is_null() || value.is_string(),
        name => name != flag || value.is_boolean(),
    };
    let right = args.iter().all(|(name, value)| fits(name, value)) && (!whole || args.contains_key("name"));
    let known: &[&str] =
        if look == Look::Harbour { &["name", "kind", flag, "note", "carrier_id"] } else { &["name", "kind", flag] };
    args.retain(|name, _| known.contains(&name.as_str()));
    if right { Ok(args) } else { Err(422) }
}
