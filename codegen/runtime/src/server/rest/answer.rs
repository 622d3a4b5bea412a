//! Responses.

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_TYPE, WWW_AUTHENTICATE},
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::xml;
use crate::{ApiSpec, AuthSpec, Kind, RestError, RestResult, Violation, server::Failure};

/// An answer before it is known whether it goes out as JSON or as XML.
#[derive(Debug)]
pub struct Answer {
    pub(super) status: u16,
    /// JSON text; `None` for no body.
    pub(super) json: Option<Vec<u8>>,
}

/// The answer to a call that gave a result.
///
/// # Errors
/// The result cannot be written.
pub fn result<R: Serialize>(status: u16, result: Option<&R>) -> Result<Answer, Failure> {
    let json = result.map(serde_json::to_vec).transpose().map_err(|_| Failure::internal())?;
    Ok(Answer { status, json })
}

/// The answer to a call that gave one of several documented successes.
///
/// # Errors
/// It cannot be written.
pub fn one_of<R: RestResult>(result: &R) -> Result<Answer, Failure> {
    let (status, json) = result.response().map_err(|_| Failure::internal())?;
    Ok(Answer { status, json })
}

/// The failure that a documented error of a method is.
pub fn failure<E: RestError>(error: &E) -> Failure {
    match error.documented() {
        Ok((status, body)) => Failure::Response(status, body),
        Err(undocumented) => Failure::Undocumented(undocumented.clone()),
    }
}

/// The answer to a call that failed.
pub(super) fn of_failure(spec: &ApiSpec, failure: Failure) -> Answer {
    let (status, body) = match failure {
        Failure::Violation(violation) => (status_of(spec, violation.kind), body_of(spec, &violation)),
        Failure::Response(status, body) => (status, body),
        Failure::Documented(error, detail) => {
            let message = detail.into_parts().message.unwrap_or_else(|| error.message.to_owned());
            (error.status.unwrap_or(500), body(spec, error.code, error.status.unwrap_or(500), message))
        }
        Failure::Undocumented(error) => {
            let status = error.status.unwrap_or(500);
            (status, body(spec, error.code, status, error.message))
        }
    };
    Answer { status, json: body.and_then(|body| serde_json::to_vec(&body).ok()) }
}

/// The status of a fault: as documented, else what RFC 9110 (section 15) has for it.
pub(super) fn status_of(spec: &ApiSpec, kind: Kind) -> u16 {
    let documented = spec.violation(kind).and_then(|error| error.status);
    documented.unwrap_or(match kind {
        Kind::Unauthenticated => 401,
        Kind::Forbidden | Kind::ComponentDisabled => 403,
        Kind::NotFound | Kind::MethodNotFound | Kind::MissingReference => 404,
        Kind::InUse => 409,
        Kind::LimitExceeded => 429,
        Kind::Internal => 500,
        _ => 400,
    })
}

fn body_of(spec: &ApiSpec, violation: &Violation) -> Option<Value> {
    let code = spec.violation(violation.kind).and_then(|error| error.code);
    body(spec, code, status_of(spec, violation.kind), violation.message())
}

/// The body of an error, with the members that the documents give it; none where they give it none.
fn body(spec: &ApiSpec, code: Option<i64>, status: u16, message: String) -> Option<Value> {
    let mut body = Map::new();
    if let Some(name) = spec.members.code {
        body.insert(name.to_owned(), code.unwrap_or_else(|| status.into()).into());
    }
    if let Some(name) = spec.members.message {
        body.insert(name.to_owned(), message.into());
    }
    if body.is_empty() {
        return None;
    }
    for name in spec.error_lists {
        body.entry(*name).or_insert_with(|| Value::Array(Vec::new()));
    }
    Some(Value::Object(body))
}

/// The answer to a request that HTTP itself refuses, with the body that errors have.
pub(super) fn of_status(spec: &ApiSpec, status: StatusCode) -> Answer {
    let message = status.canonical_reason().unwrap_or_default().to_owned();
    let body = body(spec, None, status.as_u16(), message);
    Answer { status: status.as_u16(), json: body.and_then(|body| serde_json::to_vec(&body).ok()) }
}

/// Writes an answer, and with a 401 how to prove who one is (RFC 9110, section 15.5.2): as XML where the caller asked for it.
pub(super) fn write(spec: &ApiSpec, answer: Answer, as_xml: bool) -> Response {
    let mut response = write_body(spec, answer, as_xml);
    if response.status() == StatusCode::UNAUTHORIZED
        && let Some(AuthSpec::Header { scheme: Some(scheme), .. }) = spec.auth
        && let Ok(challenge) = HeaderValue::from_str(scheme)
    {
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response
}

fn write_body(spec: &ApiSpec, answer: Answer, as_xml: bool) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let Some(json) = answer.json else { return status.into_response() };
    let converted =
        spec.xml.filter(|_| as_xml).map(|xml_spec| (xml_spec.content_type, xml::from_json(&xml_spec, &json)));
    match converted {
        None => (status, [(CONTENT_TYPE, "application/json; charset=utf-8")], Body::from(json)).into_response(),
        Some((content_type, Ok(xml))) => {
            (status, [(CONTENT_TYPE, format!("{content_type}; charset=utf-8"))], Body::from(xml)).into_response()
        }
        Some((_, Err(_))) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
