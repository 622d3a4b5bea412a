//! A stored value as a JSON-RPC answer documents it.

use serde_json::{Value, json};

/// An empty field is `null`, an empty array `[]`, an empty object `{}`; of a value that is stored, what the answer documents.
pub fn filled(field: &Value, value: Value) -> Value {
    match (field["type"].as_str(), value) {
        (Some("array"), Value::Null) => json!([]),
        (Some("object"), Value::Null) => json!({}),
        (Some("object"), value) => complete(&field["fields"], &value),
        (Some("array"), Value::Array(items)) if field["items"]["type"] == "object" => {
            let elements = items.iter().map(|item| complete(&field["items"]["fields"], item));
            Value::Array(elements.collect())
        }
        (_, value) => value,
    }
}

fn complete(fields: &Value, stored: &Value) -> Value {
    let member = |field: &Value| {
        let name = field["name"].as_str().unwrap();
        let value = stored.get(name).cloned().unwrap_or_default();
        (name.to_owned(), filled(field, value))
    };
    Value::Object(fields.as_array().into_iter().flatten().map(member).collect())
}
