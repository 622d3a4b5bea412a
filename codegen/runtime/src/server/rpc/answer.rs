//! The response object (JSON-RPC 2.0, section 5): exactly one of `result` and `error`.

use serde::Serialize;
use serde_json::{Map, Value, value::RawValue};

use crate::{
    ApiSpec, DetailParts, ErrorSpec, Kind, Undocumented, Violation,
    server::{Call, Failure},
};

#[derive(Serialize)]
struct Response<'a, R> {
    jsonrpc: &'static str,
    id: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<R>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Value>,
}

/// Writes the answer to a call that gave a result.
///
/// # Errors
/// The failure itself, or an internal one when the result cannot be written.
pub fn result<R: Serialize, E: Into<Failure>>(call: &Call, result: Result<R, E>) -> Result<Vec<u8>, Failure> {
    let response = Response { jsonrpc: "2.0", id: call.id(), result: Some(result.map_err(Into::into)?), error: None };
    serde_json::to_vec(&response).map_err(|_| Failure::internal())
}

/// Writes the answer to a call that failed, with metadata where the failure has none of its own.
pub(super) fn error(spec: &ApiSpec, id: Option<&RawValue>, failure: Failure, metadata: Option<Value>) -> Vec<u8> {
    let error = match failure {
        Failure::Violation(violation) => of_violation(spec, violation, metadata),
        Failure::Documented(error, detail) => {
            let mut parts = detail.into_parts();
            parts.metadata = parts.metadata.or(metadata);
            object(spec, &error, error.mnemonic, parts)
        }
        Failure::Response(..) => of_violation(spec, Violation::new(Kind::Internal, ""), metadata),
        Failure::Undocumented(error) => of_undocumented(spec, error, metadata),
    };
    let response = Response::<()> { jsonrpc: "2.0", id, result: None, error: Some(error) };
    // Strings, numbers and trees of them can always be written.
    serde_json::to_vec(&response).unwrap_or_default()
}

fn of_violation(spec: &ApiSpec, violation: Violation, metadata: Option<Value>) -> Value {
    let standard = ErrorSpec {
        code: Some(standard_code(violation.kind)),
        message: violation.kind.sentence(),
        ..ErrorSpec::default()
    };
    let documented = spec.violation(violation.kind).copied();
    let mut error = documented.unwrap_or(standard);
    if error.code.is_none() {
        error.code = standard.code;
    }
    let message = match violation.rule {
        Some(rule) if error.message.is_empty() => Some(rule.text.to_owned()),
        _ => None,
    };
    let mnemonic = violation.mnemonic.or(error.mnemonic);
    let Violation { path: field, value, .. } = violation;
    object(spec, &error, mnemonic, DetailParts { field, value, params: None, metadata, message })
}

fn of_undocumented(spec: &ApiSpec, error: Undocumented, metadata: Option<Value>) -> Value {
    let own = ErrorSpec { code: error.code, ..ErrorSpec::default() };
    let detail = DetailParts { message: Some(error.message), metadata, ..DetailParts::default() };
    object(spec, &own, error.mnemonic.as_deref(), detail)
}

/// The code that JSON-RPC 2.0 (section 5.1) gives to a fault.
fn standard_code(kind: Kind) -> i64 {
    match kind {
        Kind::ParseError => -32700,
        Kind::InvalidRequest | Kind::Batch | Kind::Notification => -32600,
        Kind::MethodNotFound => -32601,
        Kind::Internal => -32603,
        Kind::Unauthenticated | Kind::Forbidden | Kind::LimitExceeded => -32000,
        _ => -32602,
    }
}

/// An error object, its parts where the API has them. `code` and `message` are members of any error object (section 5.1).
fn object(spec: &ApiSpec, error: &ErrorSpec, mnemonic: Option<&str>, detail: DetailParts) -> Value {
    let members = &spec.members;
    let message = detail.message.unwrap_or_else(|| filled(error.message, detail.params.as_ref()));
    let parts = [
        (Some(members.code.unwrap_or("code")), Some(error.code.unwrap_or(-32000).into())),
        (Some(members.message.unwrap_or("message")), Some(message.into())),
        (members.mnemonic, mnemonic.map(Into::into)),
        (members.field, (!detail.field.is_empty()).then(|| detail.field.into())),
        (members.value, detail.value),
        (members.params, detail.params),
        (members.metadata, detail.metadata),
    ];
    let mut object = Map::new();
    for (path, part) in parts {
        if let (Some(path), Some(part)) = (path, part) {
            insert(&mut object, path, part);
        }
    }
    Value::Object(object)
}

/// The documented wording with the details in place of their names: `The {limit_type} limit is used up`.
fn filled(message: &str, params: Option<&Value>) -> String {
    let mut text = message.to_owned();
    for (name, value) in params.and_then(Value::as_object).into_iter().flatten() {
        let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text = text.replace(&format!("{{{name}}}"), &word);
    }
    text
}

/// Puts a part at a dotted path.
fn insert(object: &mut Map<String, Value>, path: &str, part: Value) {
    match path.split_once('.') {
        None => {
            object.insert(path.to_owned(), part);
        }
        Some((outer, rest)) => {
            let inner = object.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                insert(inner, rest, part);
            }
        }
    }
}
