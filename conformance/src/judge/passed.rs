//! What a request passed at a place, for the errors that give it back.

use serde_json::Value;

use crate::case::Exchange;
use crate::draft::{Draft, Path, Step};
use crate::request::Body;

/// The values that a JSON-RPC request passed under the name of this path: the parameter and, where it is an array, its elements,
/// since names have no positions. None where not all of them are known.
pub(super) fn values_at(exchange: &Exchange, path: &Path) -> Option<Vec<Value>> {
    let Body::Json(body) = &exchange.request.body else {
        return None;
    };
    let params = body.clone().at_mut(&Path::top("params").0)?.clone();
    let names: Vec<&str> = path
        .0
        .iter()
        .filter_map(|step| match step {
            Step::Name(name) => Some(name.as_str()),
            Step::Item => None,
        })
        .collect();
    let passed: Option<Vec<Value>> = under(&params, &names).iter().map(Draft::known).collect();
    // The element at fault may be any.
    let elements = |value: &Value| value.as_array().cloned().unwrap_or_default();
    passed.map(|passed| passed.iter().flat_map(|value| [vec![value.clone()], elements(value)].concat()).collect())
}

/// What stands under these names: in an array, in each of its elements. What is not there is `null`.
fn under(value: &Draft, names: &[&str]) -> Vec<Draft> {
    let Some((name, rest)) = names.split_first() else { return vec![value.clone()] };
    match value.opened() {
        Draft::List(items) => items.iter().flat_map(|item| under(item, names)).collect(),
        Draft::Members(members) => {
            let member = members.iter().find(|(known, _)| known == name);
            member.map_or_else(|| vec![Draft::Known(Value::Null)], |(_, value)| under(value, rest))
        }
        _ => vec![Draft::Known(Value::Null)],
    }
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
