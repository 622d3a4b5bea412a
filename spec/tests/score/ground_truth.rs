//! The methods and parameters of an `OpenAPI` description.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

/// A parameter as a description has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// Where it travels.
    pub place: String,
    /// Whether it is required.
    pub required: bool,
    /// Whether it stands inside another one.
    pub nested: bool,
}

/// Parameters by name.
pub type Params = BTreeMap<String, Truth>;

/// The methods of the files, by [`key`], with their parameters; only those whose path begins with `paths`.
pub fn load(files: &[PathBuf], paths: &str) -> BTreeMap<String, Params> {
    let mut methods: BTreeMap<String, Params> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(file).expect("the description can be read");
        let root: Value = serde_yaml_ng::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for (path, item) in members(&root["paths"]).filter(|(path, _)| path.starts_with(paths)) {
            for (verb, operation) in members(item).filter(|(verb, _)| VERBS.contains(&verb.as_str())) {
                let known = methods.entry(key(&verb.to_uppercase(), path)).or_default();
                params(&root, item, operation, known);
            }
        }
    }
    methods
}

const VERBS: &[&str] = &["get", "post", "put", "patch", "delete"];

/// The HTTP method and the path, without the names of the path's parameters.
pub fn key(verb: &str, path: &str) -> String {
    let segment = |segment: &str| if segment.contains('{') { "{}".to_owned() } else { segment.to_owned() };
    let path: Vec<_> = path.trim_end_matches('/').split('/').map(segment).collect();
    format!("{verb} {}", path.join("/"))
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// Follows references, at most a few.
fn resolve<'v>(root: &'v Value, mut value: &'v Value) -> &'v Value {
    for _ in 0..8 {
        let Some(reference) = value["$ref"].as_str() else { break };
        value = root.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
    }
    value
}

fn params(root: &Value, item: &Value, operation: &Value, known: &mut Params) {
    let lists = [&item["parameters"], &operation["parameters"]];
    for param in lists.into_iter().filter_map(Value::as_array).flatten() {
        let param = resolve(root, param);
        let (Some(name), Some(place)) = (param["name"].as_str(), param["in"].as_str()) else { continue };
        let required = param["required"].as_bool().unwrap_or(false);
        known.insert(name.to_owned(), Truth { place: place.to_owned(), required, nested: false });
    }
    for (_, media) in members(&resolve(root, &operation["requestBody"])["content"]) {
        body(root, &media["schema"], known, 0, false);
    }
}

/// The members of a body, those of all its parts together.
fn body(root: &Value, schema: &Value, known: &mut Params, depth: usize, inside: bool) {
    if depth > 4 {
        return;
    }
    let schema = resolve(root, schema);
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, member) in members(&schema["properties"]) {
        // Some descriptions mark the member itself.
        let required = required.contains(name.as_str()) || member["required"].as_bool().unwrap_or(false);
        let nested = depth > 0 && inside;
        known.entry(name.clone()).or_insert(Truth { place: "body".to_owned(), required, nested });
    }
    for (_, member) in members(&schema["properties"]) {
        let member = resolve(root, member);
        let element = if member["items"].is_object() { &member["items"] } else { member };
        body(root, element, known, depth + 1, true);
    }
    for part in ["allOf", "oneOf", "anyOf"] {
        for schema in schema[part].as_array().into_iter().flatten() {
            body(root, schema, known, depth + 1, inside);
        }
    }
}
