//! What is no valid JSON-RPC request is answered with the documented envelope error (JSON-RPC 2.0, sections 4, 5.1 and 6).

use doctract_spec::ir::{Method, Violation};
use serde_json::{Value, json};

use super::{Check, harmless};
use crate::case::{Exchange, Outcome};
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Sink, envelope, error_sentence, refused};
use crate::request::{Body, Request};

/// See the module.
pub struct Envelope;

impl Check for Envelope {
    fn name(&self) -> &'static str {
        "envelope"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["protocol", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let Some(method) = harmless(cx) else { return };
        let base = cx.call(method, "envelope", Detail::Minimal, Effect::Shares);
        let call = match base {
            Ok(built) => built.call,
            Err(reason) => return sink.miss("envelope".to_owned(), method, reason),
        };
        let mut one = |kind: String, body: Body, violations: &[Violation]| {
            self.one(cx, sink, method, &kind, envelope(cx.api, body, None), violations);
        };
        for (kind, bytes) in NOT_JSON {
            // Who decodes the text before reading it may find a request in which something is wrong.
            let both = [Violation::ParseError, Violation::InvalidRequest];
            // A body without a byte is no request either.
            let violations = if matches!(*kind, "not-utf8" | "empty") { &both[..] } else { &both[..1] };
            one(format!("parse-error.{kind}"), Body::Bytes(bytes.to_vec()), violations);
        }
        let must_have = cx.api.conventions.violations.contains_key(&Violation::Notification);
        // An `id` may be null (JSON-RPC 2.0, section 4), unless the documents insist on one.
        for (kind, body, violations) in
            not_requests(&call).into_iter().filter(|(kind, ..)| must_have || *kind != "id-null")
        {
            one(format!("invalid-request.{kind}"), Body::Json(body), violations);
        }
        let whole = body(&call);
        let several = Draft::List(vec![whole.clone(), whole.clone()]);
        one("batch".to_owned(), Body::Json(several), &[Violation::Batch]);
        one("batch.one".to_owned(), Body::Json(Draft::List(vec![whole.clone()])), &[Violation::Batch]);
        // An array that holds no request is no batch to everybody (JSON-RPC 2.0, section 6).
        let batch_or_invalid = [Violation::Batch, Violation::InvalidRequest];
        one("batch.empty".to_owned(), Body::Json(Draft::List(Vec::new())), &batch_or_invalid);
        let numbers = Draft::Known(json!([1, 2]));
        one("batch.numbers".to_owned(), Body::Json(numbers), &batch_or_invalid);
        one("notification".to_owned(), Body::Json(without(whole, "id")), &[Violation::Notification]);
    }
}

impl Envelope {
    fn one(
        &self,
        cx: &Context<'_>,
        sink: &mut Sink,
        method: &Method,
        kind: &str,
        request: Request,
        violations: &[Violation],
    ) {
        let expect: Vec<Outcome> = violations.iter().map(|violation| refused(cx, *violation, None)).collect();
        let id = format!("envelope/{kind}");
        let Some(first) = violations.first().filter(|first| cx.api.conventions.violations.contains_key(first)) else {
            return sink.miss(id, method, "the dialect does not tell how this is answered".to_owned());
        };
        let does = format!("sends what is no valid request: {}", kind.replace(['.', '-'], " "));
        let case = sink.whole(self.name(), method, kind, &does, vec![Exchange { request, expect }]);
        case.id = id;
        case.sentence = error_sentence(cx, *first).unwrap_or_else(|| case.sentence.clone());
    }
}

/// Bodies that are no JSON text (RFC 8259).
const NOT_JSON: &[(&str, &[u8])] = &[
    ("truncated", br#"{"jsonrpc":"2.0","id":"c-1","method":"#),
    ("plain-text", b"not json"),
    ("trailing-comma", br#"{"jsonrpc":"2.0","id":"c-1",}"#),
    ("single-quotes", b"{'jsonrpc':'2.0','id':'c-1'}"),
    ("two-texts", br#"{"jsonrpc":"2.0","id":"c-1","method":"no.such"}{"jsonrpc":"2.0"}"#),
    ("text-behind", br#"{"jsonrpc":"2.0","id":"c-1","method":"no.such","params":{}} and more"#),
    ("empty", b""),
    ("not-utf8", b"{\"jsonrpc\":\"2.0\",\"id\":\"\xff\xfe\"}"),
];

/// Who reads a request in one step does not tell a body that is no object from one that is no JSON.
const NO_OBJECT: &[Violation] = &[Violation::InvalidRequest, Violation::ParseError];
/// Nor do the documents say whether a request that names no method is a request.
const NO_METHOD: &[Violation] = &[Violation::InvalidRequest, Violation::MethodNotFound];
/// Without any member it lacks the `id`, too.
const NO_MEMBERS: &[Violation] = &[Violation::InvalidRequest, Violation::Notification, Violation::MethodNotFound];
const INVALID: &[Violation] = &[Violation::InvalidRequest];
/// An `id` that says nothing may be taken for none.
const NO_ID: &[Violation] = &[Violation::InvalidRequest, Violation::Notification];
/// What is no object of parameters lacks those that are required, and is of the wrong type.
const NO_PARAMS: &[Violation] = &[
    Violation::InvalidRequest,
    Violation::MissingRequired,
    Violation::WrongType,
    Violation::InvalidValue,
    Violation::Unexpected,
    Violation::Unauthenticated,
];

/// Bodies that are JSON, but no request object, each with the ways to refuse it.
fn not_requests(call: &Call<'_>) -> Vec<(&'static str, Draft, &'static [Violation])> {
    let whole = || body(call);
    let with = |name: &str, value: Value| {
        let mut body = whole();
        body.set(&Path::top(name), Draft::Known(value));
        body
    };
    vec![
        ("string", Draft::Known(json!("text")), NO_OBJECT),
        ("number", Draft::Known(json!(1)), NO_OBJECT),
        ("null", Draft::Known(Value::Null), NO_OBJECT),
        ("boolean", Draft::Known(json!(true)), NO_OBJECT),
        ("no-members", Draft::Known(json!({})), NO_MEMBERS),
        ("jsonrpc-missing", without(whole(), "jsonrpc"), INVALID),
        ("jsonrpc-old", with("jsonrpc", json!("1.0")), INVALID),
        ("jsonrpc-number", with("jsonrpc", json!(2.0)), INVALID),
        ("jsonrpc-null", with("jsonrpc", Value::Null), INVALID),
        ("jsonrpc-longer", with("jsonrpc", json!("2.0.1")), INVALID),
        ("method-missing", without(whole(), "method"), NO_METHOD),
        ("method-number", with("method", json!(1)), NO_METHOD),
        ("method-null", with("method", Value::Null), NO_METHOD),
        ("id-object", with("id", json!({})), INVALID),
        ("id-boolean", with("id", json!(true)), INVALID),
        ("id-array", with("id", json!([1])), INVALID),
        ("id-null", with("id", Value::Null), NO_ID),
        ("params-text", with("params", json!("text")), NO_PARAMS),
        ("params-number", with("params", json!(1)), NO_PARAMS),
        ("params-array", with("params", json!([1])), NO_PARAMS),
        ("params-null", with("params", Value::Null), NO_PARAMS),
        ("params-missing", without(whole(), "params"), NO_PARAMS),
    ]
}

fn body(call: &Call<'_>) -> Draft {
    match call.request().body {
        Body::Json(body) => body,
        Body::Empty | Body::Bytes(_) => Draft::Members(Vec::new()),
    }
}

fn without(mut body: Draft, name: &str) -> Draft {
    body.remove(&Path::top(name));
    body
}
