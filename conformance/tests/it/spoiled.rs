//! Defects of the answers of the JSON-RPC double rather than of its rules.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

/// Whether the server minds what kind of answer is wished for.
pub fn refuses(defect: &str, headers: &HeaderMap) -> bool {
    let json = headers.get(header::ACCEPT).is_none_or(|accept| accept == "application/json");
    defect == "minds-accept" && !json
}

/// The media type of its answers.
pub fn media_type(defect: &str) -> &'static str {
    match defect {
        "media-type" => "text/plain",
        "charset" => "application/json; charset=windows-1251",
        _ => "application/json",
    }
}

/// Spoils an answer by a defect.
pub fn spoil(defect: &str, answer: &mut Value) {
    let row = answer.pointer_mut("/result/data/0").and_then(Value::as_object_mut);
    match (defect, row) {
        ("field-dropped", Some(row)) => _ = row.remove("mood"),
        ("field-out-of-bounds", Some(row)) if row.contains_key("rank") => {
            _ = row.insert("rank".to_owned(), json!(6));
        }
        ("field-out-of-format", Some(row)) if row.contains_key("mail") => {
            _ = row.insert("mail".to_owned(), json!("nobody"));
        }
        ("code-shown-lower", Some(row)) => {
            let code = row.get("code").and_then(Value::as_str).map(str::to_lowercase);
            row.extend(code.map(|code| ("code".to_owned(), json!(code))));
        }
        ("field-renamed", Some(row)) => {
            if let Some(value) = row.remove("mood") {
                row.insert("temper".to_owned(), value);
            }
        }
        ("field-retyped", Some(row)) => _ = row.insert("id".to_owned(), json!("7")),
        ("field-extra", Some(row)) if row.contains_key("title") => {
            _ = row.insert("surplus".to_owned(), json!(1));
        }
        ("array-null", Some(row)) if row.contains_key("tags") => {
            _ = row.insert("tags".to_owned(), Value::Null);
        }
        _ => {}
    }
    let members = answer.as_object_mut().unwrap();
    match defect {
        "no-jsonrpc" => _ = members.remove("jsonrpc"),
        "both-members" => _ = members.entry("error").or_insert(Value::Null),
        "no-total" => {
            _ = answer.pointer_mut("/result/metadata").map(|metadata| *metadata = json!({}));
        }
        "value-stale" => {
            _ = answer.pointer_mut("/error/data/value").map(|value| *value = json!("another"));
        }
        "value-of-unknown" if answer.pointer("/error/data/mnemonic") == Some(&json!("not_found")) => {
            _ = answer.pointer_mut("/error/data/value").map(|value| *value = json!("undefined"));
        }
        "value-of-nothing" => {
            let missing = answer.pointer("/error/data/mnemonic") == Some(&json!("parameter_missing"));
            if missing {
                answer["error"]["data"]["value"] = json!(0);
            }
        }
        "params-list" if answer.pointer("/error/data").is_some() => answer["error"]["data"]["params"] = json!([]),
        "result-extra" if answer["result"] == json!({}) => answer["result"] = json!({"done": true}),
        "id-lost" => _ = answer.pointer_mut("/result/id").map(|id| *id = Value::Null),
        "wrong-code" if answer.pointer("/error/data/mnemonic") == Some(&json!("type_error")) => {
            answer["error"]["code"] = json!(-1);
        }
        "no-field" => {
            _ = answer.pointer_mut("/error/data").and_then(Value::as_object_mut).and_then(|data| data.remove("field"));
        }
        "wrong-mnemonic" if answer.pointer("/error/data/mnemonic") == Some(&json!("invalid_value")) => {
            answer["error"]["data"]["mnemonic"] = json!("type_error");
        }
        _ => {}
    }
}
