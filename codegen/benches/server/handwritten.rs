//! The handler written by hand.

use std::collections::BTreeSet;

use axum::{Router, body::Bytes, http::header::CONTENT_TYPE, response::IntoResponse, routing::post};
use doctract_runtime::check::Format;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Request<'a> {
    jsonrpc: &'a str,
    #[serde(borrow)]
    id: &'a RawValue,
    method: &'a str,
    params: Params,
}

#[derive(Serialize)]
struct Response<'a> {
    jsonrpc: &'static str,
    id: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Created>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Error>,
}

#[derive(Serialize)]
struct Created {
    id: i64,
}

#[derive(Serialize)]
struct Error {
    code: i64,
    message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "a handler that stores the contact would read them")]
struct Params {
    access_token: String,
    user_id: Option<i64>,
    first_name: Option<String>,
    last_name: String,
    patronymic: Option<String>,
    #[serde(default)]
    emails: Vec<String>,
    phone_numbers: Vec<Number>,
    personal_manager_id: Option<i64>,
    organization_id: Option<i64>,
    groups: Option<Vec<i64>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Digits(u64),
    Text(String),
}

fn check(params: &Params) -> Result<(), &'static str> {
    if params.access_token != "let-me-in" {
        return Err("access_token");
    }
    let emails: BTreeSet<&str> = params.emails.iter().map(String::as_str).collect();
    if params.emails.len() > 10
        || emails.len() < params.emails.len()
        || !emails.iter().all(|text| Format::Email.accepts(text))
    {
        return Err("emails");
    }
    let text = |number: &Number| match number {
        Number::Digits(digits) => digits.to_string(),
        Number::Text(text) => text.clone(),
    };
    let numbers: BTreeSet<String> = params.phone_numbers.iter().map(text).collect();
    if params.phone_numbers.len() > 10
        || numbers.len() < params.phone_numbers.len()
        || !numbers.iter().all(|text| Format::E164.accepts(text))
    {
        return Err("phone_numbers");
    }
    Ok(())
}

async fn answer(body: Bytes) -> impl IntoResponse {
    let error = |id, code, message| Response { jsonrpc: "2.0", id, result: None, error: Some(Error { code, message }) };
    let answer = match serde_json::from_slice::<Request<'_>>(&body) {
        Ok(Request { jsonrpc: "2.0", id, method: "create.contacts", params }) => match check(&params) {
            Ok(()) => Response { jsonrpc: "2.0", id: Some(id), result: Some(Created { id: 17 }), error: None },
            Err(field) => error(Some(id), -32602, field.to_owned()),
        },
        Ok(request) => error(Some(request.id), -32601, "no such method".to_owned()),
        Err(fault) => error(None, -32600, fault.to_string()),
    };
    ([(CONTENT_TYPE, "application/json; charset=utf-8")], serde_json::to_vec(&answer).unwrap())
}

pub(crate) fn router() -> Router {
    Router::new().route("/v2.0", post(answer))
}
