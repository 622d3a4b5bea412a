//! What the test doubles know of the links between parameters and rows: ids of nothing, and parameters that need each other.

use serde_json::{Map, Value, json};

/// A broken link: the violation, the name of the parameter, and the elements at fault.
pub type Broken = (&'static str, String, Value);

/// The first link that is broken; `exists` tells whether there is a row of this kind with this id, `off` what is not looked at.
pub fn broken(
    params: &[Value],
    args: &Map<String, Value>,
    exists: &dyn Fn(&str, u64) -> bool,
    off: &str,
) -> Option<Broken> {
    members(params, args, "", exists, off)
}

fn members(
    params: &[Value],
    args: &Map<String, Value>,
    path: &str,
    exists: &dyn Fn(&str, u64) -> bool,
    off: &str,
) -> Option<Broken> {
    params.iter().find_map(|param| {
        let name = param["name"].as_str()?;
        let at = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let value = args.get(name)?;
        let lax = off == "combination" || off == "combination-beside" && args.contains_key("motto");
        let needed = param["requires_parameter"].as_str().filter(|_| value == true && !lax);
        let given = |needed: &str| args.get(needed).is_some_and(|other| !other.is_null() || off == "combination-null");
        if needed.is_some_and(|needed| !given(needed)) {
            return Some(("invalid_combination", at, json!([])));
        }
        if refers(param) && off != format!("unknown@{at}") {
            let negative = off == "negative-known" && value.as_i64().is_some_and(|id| id < 0);
            let one = value.as_array().filter(|ids| ids.len() > 1).and_then(|ids| match off {
                "last-id" => ids.last().cloned(),
                "but-first-id" => Some(json!(ids[1..])),
                "outer-ids" => Some(json!([ids.first(), ids.last()])),
                _ => None,
            });
            let missing = if negative {
                Vec::new()
            } else {
                missing(one.as_ref().unwrap_or(value), &|id| exists(kind(name), id))
            };
            if !missing.is_empty() {
                return Some(("missing_reference", at, Value::Array(missing)));
            }
        }
        let inner = if value.is_array() { &param["items"]["fields"] } else { &param["fields"] };
        let objects = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        objects.iter().find_map(|object| members(inner.as_array()?, object.as_object()?, &at, exists, off))
    })
}

/// What the rows are to which a parameter of this name refers; empty where it may be any.
fn kind(name: &str) -> &'static str {
    ["book", "note"].iter().position(|kind| name.starts_with(kind)).map_or("", |at| ["books", "notes"][at])
}

fn missing(value: &Value, exists: &dyn Fn(u64) -> bool) -> Vec<Value> {
    let ids = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let unknown = |id: &&Value| id.as_i64().is_some_and(|id| !u64::try_from(id).is_ok_and(exists));
    ids.iter().filter(unknown).cloned().collect()
}

fn refers(param: &Value) -> bool {
    let names_id = |word: &Value| word.as_str().is_some_and(|word| word.ends_with("_id"));
    let whole = names_id(&param["name"]) || names_id(&param["items"]["documented_type"]);
    param["required_for"].is_null()
        && param["name"] != "shelf_id"
        && (whole || param["on_missing_reference"].is_string())
}

/// The elements that stand more than once.
pub fn duplicates(value: &Value) -> Value {
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    let twice = items.iter().enumerate().filter(|(position, item)| items[..*position].contains(item));
    twice.map(|(_, item)| item.clone()).collect()
}
