//! Each method insists on the envelope, not just the one that stands for all: on `jsonrpc`, on an `id`, on one request a call.

use doctract_spec::ir::{Method, Protocol, Violation};
use serde_json::json;

use super::Check;
use crate::case::Exchange;
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, Sink, error_sentence, refused};
use crate::request::Body;

/// See the module.
pub struct MethodEnvelope;

impl Check for MethodEnvelope {
    fn name(&self) -> &'static str {
        "method_envelope"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["protocol", "methods", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let rpc = cx.api.protocol == Protocol::JsonRpc;
        for method in cx.api.methods.iter().filter(|_| rpc) {
            for (kind, violation, change) in CHANGES {
                if cx.api.conventions.violations.contains_key(violation) {
                    self.one(cx, sink, method, (kind, *violation, *change));
                }
            }
        }
    }
}

/// How the envelope of a valid call is broken.
type Change = fn(Draft) -> Draft;

const CHANGES: &[(&str, Violation, Change)] = &[
    ("jsonrpc-missing", Violation::InvalidRequest, |body| without(body, "jsonrpc")),
    ("jsonrpc-old", Violation::InvalidRequest, old),
    ("notification", Violation::Notification, |body| without(body, "id")),
    ("batch", Violation::Batch, |body| Draft::List(vec![body])),
];

impl MethodEnvelope {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        method: &'a Method,
        (kind, violation, change): (&str, Violation, Change),
    ) {
        let kind = format!("envelope.{kind}");
        let id = format!("{}/{kind}", method.name);
        // A target that does not refuse the request acts on it.
        let built = cx.call(method, &id, Detail::Minimal, Effect::Takes);
        let Some(built) = sink.made(&id, method, built) else {
            return;
        };
        let mut request = built.call.request();
        request.id = None;
        request.body = match request.body {
            Body::Json(body) => Body::Json(change(body)),
            other => other,
        };
        let exchange = Exchange { request, expect: vec![refused(cx, violation, None)] };
        let does = format!("sends a valid call in an invalid envelope: {}", kind.replace(['.', '-'], " "));
        let case = sink.whole(self.name(), method, &kind, &does, vec![exchange]);
        case.sentence = error_sentence(cx, violation).unwrap_or_else(|| case.sentence.clone());
    }
}

fn old(mut body: Draft) -> Draft {
    body.set(&Path::top("jsonrpc"), Draft::Known(json!("1.0")));
    body
}

fn without(mut body: Draft, name: &str) -> Draft {
    body.remove(&Path::top(name));
    body
}
