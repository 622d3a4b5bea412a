//! What a request passed at a place, for the errors that give it back.

use serde_json::Value;

use crate::case::Exchange;
use crate::draft::Path;
use crate::request::Body;

/// The values that a JSON-RPC request passed under the name of this path: the parameter and, where it is an array, its elements,
/// since names have no positions. None where not all of them are known.
pub(super) fn values_at(exchange: &Exchange, path: &Path) -> Option<Vec<Value>> {
    let Body::Json(body) = &exchange.request.body else {
        return None;
    };
    let mut params = body.clone().at_mut(&Path::top("params").0)?.clone();
    let dotted = path.dotted();
    let prefixes = (1..=path.0.len()).map(|length| Path(path.0[..length].to_vec()));
    let passed: Option<Vec<Value>> = prefixes
        .filter(|prefix| prefix.dotted() == dotted)
        .map(|prefix| params.at_mut(&prefix.0).map_or(Some(Value::Null), |draft| draft.known()))
        .collect();
    // The element at fault may be any.
    let elements = |value: &Value| value.as_array().cloned().unwrap_or_default();
    passed.map(|passed| passed.iter().flat_map(|value| [vec![value.clone()], elements(value)].concat()).collect())
}

/// Whether two JSON values are the same: numbers by what they count, not by how they are written.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let twin = |(name, value)| other.get(name).is_some_and(|other| same(value, other));
            one.len() == other.len() && one.iter().all(twin)
        }
        _ => one == other,
    }
}
