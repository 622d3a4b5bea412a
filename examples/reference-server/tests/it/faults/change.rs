//! One thing that goes wrong on the way to the server or back.

use serde_json::{Map, Value, json};

/// A single defect. Paths are names joined with dots; `*` is every element of an array.
#[derive(Clone, Debug)]
pub enum Change {
    /// A member of the request does not arrive.
    Unsent(String),
    /// A member of the request arrives with this value.
    Sent(String, Value),
    /// Wherever the request has a member of this name with this value, it arrives with another.
    Misread(&'static str, Value, Value),
    /// A number in the request arrives with so much more.
    Shifted(&'static str, i64),
    /// Two members of the request arrive in each other's place.
    Swapped(String, String),
    /// The request does not arrive at all, and is answered with this result.
    Skipped(Value),
    /// A member of the answer is lost.
    Lost(String),
    /// A member of the answer has another name.
    Renamed(String, &'static str),
    /// A member of the answer has this value.
    Fixed(String, Value),
    /// A number in the answer is so much greater.
    Off(&'static str, i64),
    /// A value in the answer has another JSON type.
    Retyped(String),
    /// An object in the answer has one member more.
    Extra(&'static str),
    /// An array in the answer stands the other way round.
    Reversed(&'static str),
    /// An array in the answer has lost its last element.
    Shortened(&'static str),
    /// An array in the answer has its first element twice.
    Doubled(&'static str),
    /// An error of this mnemonic has another.
    Mistaken(&'static str, &'static str),
    /// An error of this mnemonic has another code.
    Miscoded(&'static str, i64),
    /// An error of this mnemonic about this parameter (about any, where none is named) does not come: the answer tells of success.
    Accepted(&'static str, String),
    /// This HTTP status is another.
    Status(u16, u16),
    /// This text in the body of the answer is another.
    Text(&'static str, &'static str),
    /// The answer has another media type.
    Media(&'static str),
}

/// A request on its way.
pub struct Call {
    /// The method: of JSON-RPC by its name, otherwise the verb.
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// The body; `null` where it is no JSON.
    pub body: Value,
}

/// An answer on its way back.
pub struct Reply {
    pub status: u16,
    pub media: String,
    pub body: Vec<u8>,
}

impl Change {
    /// Changes a request; the answer, where it does not reach the server.
    pub fn on_the_way(&self, call: &mut Call) -> Option<Value> {
        match self {
            Self::Unsent(path) => {
                each(&mut call.body, path, &mut |members, name| _ = members.remove(name));
                call.target = without(&call.target, path);
            }
            Self::Sent(path, value) => each(&mut call.body, path, &mut |members, name| {
                members.insert(name.to_owned(), value.clone());
            }),
            Self::Misread(name, from, to) => misread(&mut call.body, name, from, to),
            Self::Shifted(path, by) => each(&mut call.body, path, &mut |members, name| shift(members, name, *by)),
            Self::Swapped(one, other) => each(&mut call.body, one, &mut |members, name| {
                let other = other.rsplit('.').next().unwrap();
                let (first, second) = (members.remove(name), members.remove(other));
                members.extend(second.map(|value| (name.to_owned(), value)));
                members.extend(first.map(|value| (other.to_owned(), value)));
            }),
            Self::Skipped(result) => {
                return Some(json!({ "jsonrpc": "2.0", "id": call.body["id"], "result": result }));
            }
            _ => {}
        }
        None
    }

    /// Changes an answer.
    pub fn on_the_way_back(&self, call: &Call, reply: &mut Reply) {
        match self {
            Self::Status(from, to) if reply.status == *from => reply.status = *to,
            Self::Media(media) => (*media).clone_into(&mut reply.media),
            Self::Text(from, to) => {
                reply.body = String::from_utf8_lossy(&reply.body).replace(from, to).into_bytes();
            }
            _ => {
                if let Ok(mut body) = serde_json::from_slice(&reply.body) {
                    self.answer(call, &mut body);
                    reply.body = body.to_string().into_bytes();
                }
            }
        }
    }

    fn answer(&self, call: &Call, body: &mut Value) {
        match self {
            Self::Lost(path) => each(body, path, &mut |members, name| _ = members.remove(name)),
            Self::Renamed(path, to) => each(body, path, &mut |members, name| {
                let value = members.remove(name);
                members.extend(value.map(|value| ((*to).to_owned(), value)));
            }),
            Self::Fixed(path, value) => each(body, path, &mut |members, name| {
                if let Some(old) = members.get_mut(name) {
                    *old = value.clone();
                }
            }),
            Self::Off(path, by) => each(body, path, &mut |members, name| shift(members, name, *by)),
            Self::Retyped(path) => each(body, path, &mut |members, name| {
                if let Some(old) = members.get_mut(name) {
                    *old = if old.is_string() || old.is_null() { json!(7) } else { json!(old.to_string()) };
                }
            }),
            Self::Extra(path) => each(body, &format!("{path}.x"), &mut |members, _| {
                members.insert("surplus".to_owned(), json!(1));
            }),
            Self::Reversed(path) => array(body, path, &mut |items| items.reverse()),
            Self::Shortened(path) => array(body, path, &mut |items| _ = items.pop()),
            Self::Doubled(path) => array(body, path, &mut |items| {
                if let Some(first) = items.first().cloned() {
                    items.push(first);
                }
            }),
            Self::Mistaken(from, to) if mnemonic(body) == Some(from) => body["error"]["data"]["mnemonic"] = json!(to),
            Self::Miscoded(from, code) if mnemonic(body) == Some(from) => body["error"]["code"] = json!(code),
            Self::Accepted(name, field) => {
                let about = body.pointer("/error/data/field").and_then(Value::as_str).unwrap_or_default();
                if mnemonic(body) == Some(name) && (field.is_empty() || about == field) {
                    let lists = call.method.starts_with("get.");
                    let rows = json!({ "data": [], "metadata": { "total_items": 0 } });
                    let result = if lists { rows } else { json!({ "id": 7_000_001 }) };
                    *body = json!({ "jsonrpc": "2.0", "id": body["id"], "result": result });
                }
            }
            _ => {}
        }
    }
}

fn mnemonic(body: &Value) -> Option<&str> {
    body.pointer("/error/data/mnemonic").and_then(Value::as_str)
}

fn shift(members: &mut Map<String, Value>, name: &str, by: i64) {
    if let Some(number) = members.get(name).and_then(Value::as_i64) {
        members.insert(name.to_owned(), json!((number + by).max(0)));
    }
}

/// Calls `change` for each object that holds the last name of a path, with that name.
fn each(value: &mut Value, path: &str, change: &mut dyn FnMut(&mut Map<String, Value>, &str)) {
    match path.split_once('.') {
        None => {
            if let Some(members) = value.as_object_mut() {
                change(members, path);
            }
        }
        Some(("*", rest)) => {
            for item in value.as_array_mut().into_iter().flatten() {
                each(item, rest, change);
            }
        }
        Some((name, rest)) => {
            if let Some(inner) = value.get_mut(name) {
                each(inner, rest, change);
            }
        }
    }
}

fn array(value: &mut Value, path: &str, change: &mut dyn FnMut(&mut Vec<Value>)) {
    each(value, path, &mut |members, name| {
        if let Some(items) = members.get_mut(name).and_then(Value::as_array_mut) {
            change(items);
        }
    });
}

fn misread(value: &mut Value, name: &str, from: &Value, to: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| misread(item, name, from, to)),
        Value::Object(members) => {
            for (key, value) in members {
                if key == name && value == from {
                    *value = to.clone();
                } else {
                    misread(value, name, from, to);
                }
            }
        }
        _ => {}
    }
}

/// A request target without the part of its query that has this name.
fn without(target: &str, name: &str) -> String {
    let Some((path, query)) = target.split_once('?') else {
        return target.to_owned();
    };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect();
    format!("{path}?{}", kept.join("&"))
}
