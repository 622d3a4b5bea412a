//! Servers that differ from the reference server in what the documents leave open. None of them may be accused.

use serde_json::{Map, Value, json};

use super::change::{Call, Reply};
use super::proxy::Between;

/// A liberty that a server takes.
pub struct Lenient {
    pub name: &'static str,
    take: fn(&Call, &mut Value),
    reply: fn(&mut Reply),
    headers: &'static [(&'static str, &'static str)],
}

fn nothing(_: &mut Reply) {}

fn untouched(_: &Call, _: &mut Value) {}

/// All liberties.
pub fn all() -> Vec<Lenient> {
    let body = |name, take| Lenient { name, take, reply: nothing, headers: &[] };
    let reply = |name, reply| Lenient { name, take: untouched, reply, headers: &[] };
    vec![
        body("other wording of errors", |_, body| set(body, "/error/message", json!("Etwas stimmt nicht."))),
        body("further members of error objects", |_, body| {
            if let Some(data) = body.pointer_mut("/error/data").and_then(Value::as_object_mut) {
                data.insert("extended_helper".to_owned(), json!("see the manual"));
            }
        }),
        body("no metadata with errors", |_, body| {
            if let Some(data) = body.pointer_mut("/error/data").and_then(Value::as_object_mut) {
                data.remove("metadata");
            }
        }),
        body("unsorted rows the other way round", |call, body| {
            if call.body.pointer("/params/sort").is_none() {
                reverse(body.pointer_mut("/result/data"));
            }
        }),
        body("arrays inside rows the other way round", |call, body| {
            // The place of a telephone of an employee tells when it is called: that order is documented.
            let called = |name: &str| name == "phone_numbers" && call.body["method"] != "get.contacts";
            for row in rows(body) {
                for (_, value) in row.iter_mut().filter(|(name, _)| !called(name)) {
                    reverse(Some(value));
                }
            }
        }),
        body("members in another order", |_, body| *body = backwards(body)),
        body("the id of a bad envelope as null", |call, body| {
            if body.get("error").is_some() && !call.body["params"].is_object() {
                body["id"] = Value::Null;
            }
        }),
        body("phone numbers as strings", |_, body| {
            // The value that an error tells is the one that was passed.
            if let Some(result) = body.get_mut("result") {
                as_strings(result);
            }
        }),
        body("other limits", |_, body| set(body, "/result/metadata/limits/day_remaining", json!(17))),
        reply("HTTP 400 for errors of JSON-RPC", |reply| {
            if reply.status == 200 && reply.body.starts_with(b"{") && contains(&reply.body, "\"error\":{\"code\":-") {
                reply.status = 400;
            }
        }),
        reply("white space between tokens", |reply| {
            if let Ok(value) = serde_json::from_slice::<Value>(&reply.body) {
                reply.body = serde_json::to_vec_pretty(&value).unwrap();
            }
        }),
        reply("another parameter of the media type", |reply| {
            if reply.media.contains("json") {
                "application/json;charset=UTF-8".clone_into(&mut reply.media);
            }
        }),
        reply("letters escaped in JSON", |reply| {
            let text = String::from_utf8_lossy(&reply.body).into_owned();
            if text.starts_with('{') {
                reply.body = text.replace("dt", "\\u0064t").into_bytes();
            }
        }),
        reply("slower answers", |_| std::thread::sleep(std::time::Duration::from_millis(2))),
        Lenient {
            name: "further header fields",
            take: untouched,
            reply: nothing,
            headers: &[("x-request-id", "7"), ("cache-control", "no-store"), ("server", "nginx")],
        },
        body("no limits in the metadata", |_, body| {
            if let Some(metadata) = body.pointer_mut("/result/metadata").and_then(Value::as_object_mut) {
                metadata.remove("limits");
            }
        }),
        body("further members of REST errors", |_, body| {
            if body.get("message").is_some() && body.get("details").is_some() {
                body["traceId"] = json!("00-1");
            }
        }),
    ]
}

impl Between for Lenient {
    fn request(&self, _: &mut Call) -> Option<Value> {
        None
    }

    fn answer(&self, call: &Call, reply: &mut Reply) {
        if let Ok(mut body) = serde_json::from_slice::<Value>(&reply.body) {
            let before = body.clone();
            (self.take)(call, &mut body);
            // `Value` does not tell two orders of members apart.
            if body != before || self.name == "members in another order" {
                reply.body = written(&body, self.name == "members in another order").into_bytes();
            }
        }
        (self.reply)(reply);
    }

    fn headers(&self) -> Vec<(&'static str, &'static str)> {
        self.headers.to_vec()
    }
}

fn set(body: &mut Value, pointer: &str, value: Value) {
    if let Some(old) = body.pointer_mut(pointer) {
        *old = value;
    }
}

fn rows(body: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let rows = body.pointer_mut("/result/data").and_then(Value::as_array_mut);
    rows.into_iter().flatten().filter_map(Value::as_object_mut)
}

fn reverse(value: Option<&mut Value>) {
    if let Some(items) = value.and_then(Value::as_array_mut) {
        items.reverse();
    }
}

fn backwards(value: &Value) -> Value {
    value.clone()
}

/// JSON with the members of objects in the opposite order.
fn written(value: &Value, backwards: bool) -> String {
    match value {
        Value::Object(members) if backwards => {
            let members = members.iter().rev().map(|(name, value)| format!("{}:{}", json!(name), written(value, true)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) if backwards => {
            format!("[{}]", items.iter().map(|item| written(item, true)).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

/// The tables disagree over phone numbers: a number in one place, a string in another.
fn as_strings(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(as_strings),
        Value::Object(members) => {
            for (name, value) in members {
                if name == "phone_number" && value.is_number() {
                    *value = json!(value.to_string());
                } else {
                    as_strings(value);
                }
            }
        }
        _ => {}
    }
}

fn contains(body: &[u8], text: &str) -> bool {
    String::from_utf8_lossy(body).contains(text)
}
