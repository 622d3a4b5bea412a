//! What is no valid JSON-RPC request is answered with the documented envelope error (JSON-RPC 2.0, sections 4, 5.1 and 6).

use doctract_spec::ir::{Method, Violation};
use serde_json::{Value, json};

use super::{Check, harmless};
use crate::case::{Case, Exchange, Level, Outcome, Sentence};
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Sink, envelope, refused};
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
        for (kind, bytes) in NOT_JSON {
            let request = envelope(cx.api, Body::Bytes(bytes.to_vec()), None);
            self.one(
                cx,
                sink,
                method,
                &format!("parse-error.{kind}"),
                request,
                &[Violation::ParseError],
            );
        }
        for (kind, body) in not_requests(&call) {
            let violations: &[Violation] = match kind {
                // Who reads a request in one step does not tell a body that is no object from one that is no JSON.
                "string" | "number" => &[Violation::InvalidRequest, Violation::ParseError],
                // Nor do the documents say whether a request that names no method is a request.
                "method-missing" | "method-number" => {
                    &[Violation::InvalidRequest, Violation::MethodNotFound]
                }
                _ => &[Violation::InvalidRequest],
            };
            let request = envelope(cx.api, Body::Json(body), None);
            self.one(
                cx,
                sink,
                method,
                &format!("invalid-request.{kind}"),
                request,
                violations,
            );
        }
        let whole = body(&call);
        let several = Draft::List(vec![whole.clone(), whole.clone()]);
        let request = envelope(cx.api, Body::Json(several), None);
        self.one(cx, sink, method, "batch", request, &[Violation::Batch]);
        let request = envelope(cx.api, Body::Json(without(whole, "id")), None);
        self.one(
            cx,
            sink,
            method,
            "notification",
            request,
            &[Violation::Notification],
        );
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
        let expect: Vec<Outcome> = violations
            .iter()
            .map(|violation| refused(cx, *violation, None))
            .collect();
        let id = format!("envelope/{kind}");
        let error = violations
            .iter()
            .map(|violation| cx.api.conventions.violation(*violation))
            .next()
            .unwrap_or_default();
        if error.code.is_none() && error.mnemonic.is_none() {
            return sink.miss(
                id,
                method,
                "the dialect does not tell how this is answered".to_owned(),
            );
        }
        let documented = error
            .mnemonic
            .as_deref()
            .and_then(|mnemonic| cx.api.error(mnemonic));
        let sentence = documented.map_or_else(
            || Sentence {
                text: format!("answered with code {}", error.code.unwrap_or_default()),
                source: method.source.clone(),
            },
            |error| Sentence {
                text: error.when.clone(),
                source: error.source.clone(),
            },
        );
        sink.cases.push(Case {
            id,
            level: Level::Must,
            check: self.name(),
            method: method.name.clone(),
            param: None,
            sentence,
            does: format!(
                "sends what is no valid request: {}",
                kind.replace(['.', '-'], " ")
            ),
            exchanges: vec![Exchange { request, expect }],
            after: Vec::new(),
        });
    }
}

/// Bodies that are no JSON text (RFC 8259).
const NOT_JSON: &[(&str, &[u8])] = &[
    ("truncated", br#"{"jsonrpc":"2.0","id":"c-1","method":"#),
    ("plain-text", b"not json"),
    ("trailing-comma", br#"{"jsonrpc":"2.0","id":"c-1",}"#),
    ("not-utf8", b"{\"jsonrpc\":\"2.0\",\"id\":\"\xff\xfe\"}"),
];

/// Bodies that are JSON, but no request object.
fn not_requests(call: &Call<'_>) -> Vec<(&'static str, Draft)> {
    let whole = || body(call);
    let with = |name: &str, value: Value| {
        let mut body = whole();
        body.set(&Path::top(name), Draft::Known(value));
        body
    };
    vec![
        ("string", Draft::Known(json!("text"))),
        ("number", Draft::Known(json!(1))),
        ("jsonrpc-missing", without(whole(), "jsonrpc")),
        ("jsonrpc-old", with("jsonrpc", json!("1.0"))),
        ("jsonrpc-number", with("jsonrpc", json!(2.0))),
        ("method-missing", without(whole(), "method")),
        ("method-number", with("method", json!(1))),
        ("id-object", with("id", json!({}))),
        ("id-boolean", with("id", json!(true))),
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
