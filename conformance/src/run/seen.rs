//! What went over the wire in a run: which documented parameters were sent, which fields and which errors came back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use doctract_spec::ir::{Api, Method, Param, Protocol};
use serde_json::Value;

use crate::judge::is_mnemonic;
use crate::names::element;
use crate::wire::Answer;

/// How deep fields are followed.
const DEEPEST: usize = 32;

/// What is documented of an API, and how much of it was seen. Names stand behind that of their method, with a space between.
#[derive(Debug)]
pub(super) struct Sightings {
    fields: BTreeSet<String>,
    errors: BTreeSet<String>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The fields that were not seen yet, by method.
    open: BTreeMap<String, BTreeSet<String>>,
    errors: BTreeSet<String>,
    params: BTreeSet<String>,
}

impl Sightings {
    pub(super) fn new(api: &Api) -> Self {
        let mut open: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for method in &api.methods {
            let names = open.entry(method.name.clone()).or_default();
            for (prefix, fields) in answers(method) {
                for field in fields {
                    list(field, &prefix, names, 0);
                }
            }
        }
        let named = |method: &String, path: &String| format!("{method} {path}");
        let fields =
            open.iter().flat_map(|(method, paths)| paths.iter().map(move |path| named(method, path))).collect();
        let state = Mutex::new(State { open, ..State::default() });
        Self { fields, errors: documented_errors(api), state }
    }

    /// Notes what a request of a method sent.
    pub(super) fn request(&self, api: &Api, method: &Method, body: &[u8]) {
        let Ok(Value::Object(mut body)) = serde_json::from_slice(body) else { return };
        let args = if api.protocol == Protocol::JsonRpc { body.remove("params") } else { Some(Value::Object(body)) };
        let mut sent = BTreeSet::new();
        if let Some(args) = args {
            walk(&method.params, &args, "", &mut sent, 0);
        }
        let names = sent.into_iter().map(|path| format!("{} {}", method.name, path.replace("[]", "")));
        self.lock().params.extend(names);
    }

    /// Notes what came back. Only an error can come back where the request calls no method that is documented.
    pub(super) fn answer(&self, api: &Api, method: Option<&Method>, answer: &Answer) {
        let body = serde_json::from_slice::<Value>(&answer.body).ok();
        match (api.protocol, &body, method) {
            (Protocol::Rest, _, Some(method)) => self.status(method, answer.status),
            (Protocol::JsonRpc, Some(body), _) => self.error(api, body),
            _ => {}
        }
        let (Some(body), Some(method)) = (body, method) else { return };
        let mut state = self.lock();
        let Some(open) = state.open.get_mut(&method.name).filter(|open| !open.is_empty()) else { return };
        let mut found = BTreeSet::new();
        for (prefix, fields) in answers(method) {
            let part = match (api.protocol, method.result.as_ref().and_then(|result| result.list_in.as_deref())) {
                (Protocol::Rest, _) if prefix != format!("{} ", answer.status) => None,
                (Protocol::Rest, _) => Some(&body),
                (Protocol::JsonRpc, Some(list)) => body.pointer("/result").and_then(|result| result.get(list)),
                (Protocol::JsonRpc, None) => body.pointer("/result"),
            };
            for value in part.into_iter().flat_map(elements) {
                walk(fields, value, &prefix, &mut found, 0);
            }
        }
        open.retain(|path| !found.contains(path));
    }

    fn status(&self, method: &Method, status: u16) {
        self.lock().errors.insert(format!("{} {status}", method.name));
    }

    fn error(&self, api: &Api, body: &Value) {
        let Some(error) = body.get("error").filter(|error| !error.is_null()) else { return };
        let path = api.conventions.error_members.get("mnemonic").map(String::as_str);
        let mnemonic = path.and_then(|path| path.split('.').try_fold(error, |value, name| value.get(name)));
        let mut state = self.lock();
        state.errors.extend(mnemonic.and_then(Value::as_str).map(str::to_owned));
        state.errors.extend(error.get("code").map(Value::to_string));
    }

    pub(super) fn documented_fields(&self) -> BTreeSet<String> {
        self.fields.clone()
    }

    pub(super) fn documented_errors(&self) -> BTreeSet<String> {
        self.errors.clone()
    }

    pub(super) fn has_field(&self, name: &str) -> bool {
        let state = self.lock();
        !state.open.iter().any(|(method, open)| {
            name.strip_prefix(method.as_str())
                .and_then(|rest| rest.strip_prefix(' '))
                .is_some_and(|path| open.contains(path))
        })
    }

    /// Whether an error came back, or the one that the documents misspell so.
    pub(super) fn has_error(&self, api: &Api, name: &str) -> bool {
        let code = api.error(name).and_then(|error| error.code);
        self.lock().errors.iter().any(|seen| seen == name || is_mnemonic(api, name, seen, code))
    }

    pub(super) fn sent(&self, name: &str) -> bool {
        self.lock().params.contains(name)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        // What a poisoned lock holds was seen all the same.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The documented answers of a method, each with what stands ahead of the names of its fields.
fn answers(method: &Method) -> Vec<(String, &[Param])> {
    let result = method.result.iter().map(|result| (String::new(), result.fields.as_slice()));
    let responses =
        method.responses.iter().map(|response| (format!("{} ", response.status), response.fields.as_slice()));
    result.chain(responses).collect()
}

/// An error goes by its mnemonic, or else by its code; a REST method has its statuses.
fn documented_errors(api: &Api) -> BTreeSet<String> {
    let shared = api.errors.iter().flat_map(|scope| &scope.errors);
    let all = shared.chain(api.methods.iter().flat_map(|method| &method.errors));
    let named = all.filter_map(|error| error.mnemonic.clone().or_else(|| error.code.map(|code| code.to_string())));
    let status = |method: &Method| {
        let name = method.name.clone();
        method.responses.iter().map(|response| format!("{name} {}", response.status)).collect::<Vec<_>>()
    };
    match api.protocol {
        Protocol::JsonRpc => named.collect(),
        Protocol::Rest => api.methods.iter().flat_map(status).collect(),
    }
}

fn list(field: &Param, prefix: &str, names: &mut BTreeSet<String>, depth: usize) {
    let name = format!("{prefix}{}", field.name);
    if depth < DEEPEST {
        let below = format!("{name}.");
        for inner in &element(&field.schema).fields {
            list(inner, &below, names, depth + 1);
        }
    }
    names.insert(name);
}

/// The elements of an array; anything else is its own.
fn elements(value: &Value) -> std::slice::Iter<'_, Value> {
    match value {
        Value::Array(items) => items.iter(),
        other => std::slice::from_ref(other).iter(),
    }
}

/// The documented names that an object holds.
fn walk(fields: &[Param], value: &Value, prefix: &str, found: &mut BTreeSet<String>, depth: usize) {
    let Some(object) = value.as_object().filter(|_| depth <= DEEPEST) else { return };
    for field in fields {
        let Some(inner) = object.get(&field.name) else { continue };
        let name = format!("{prefix}{}", field.name);
        let below = format!("{name}.");
        for item in elements(inner) {
            walk(&element(&field.schema).fields, item, &below, found, depth + 1);
        }
        found.insert(name);
    }
}
