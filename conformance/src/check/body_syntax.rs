//! A body that is no JSON is refused as the documents say (RFC 9110, section 15.5.1): cut off, empty, or something else altogether. So is JSON
//! that is no object, where the documents say how a body is refused.

use doctract_spec::ir::{Location, Method, Protocol, Violation};
use serde_json::Value;

use super::Check;
use crate::case::{Exchange, Level, Sentence};
use crate::plan::{Context, Detail, Effect, Several, Sink, refused};
use crate::request::{Body, Request};

/// See the module.
pub struct BodySyntax;

/// JSON that is no object. An array without elements is left out: languages that have one type for both take it for an object.
const OTHERS: &[(&str, &str, &[u8])] = &[
    ("array", "sends an array in place of an object", b"[1]"),
    ("string", "sends a string in place of an object", b"\"x\""),
    ("number", "sends a number in place of an object", b"1"),
];

/// As what JSON that is no object may be refused: the documents need not tell these apart.
const FAULTS: &[Violation] = &[
    Violation::ParseError,
    Violation::InvalidRequest,
    Violation::WrongType,
    Violation::InvalidValue,
    Violation::MissingRequired,
];

/// What is sent in place of JSON.
const BODIES: &[(&str, &str, &[u8])] = &[
    ("cut-off", "sends half a body", b"{\"a\": [1, "),
    ("text", "sends text in place of JSON", b"not JSON"),
    ("trailing", "sends JSON with something behind it", b"{} }"),
];

impl Check for BodySyntax {
    fn name(&self) -> &'static str {
        "body_syntax"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["protocol", "in", "conventions.violations.parse_error"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let error = cx.api.conventions.violation(Violation::ParseError);
        if cx.api.protocol != Protocol::Rest || error.status.is_none() {
            return;
        }
        for method in &cx.api.methods {
            if !method.params.iter().any(|param| param.location == Some(Location::Body)) {
                continue;
            }
            let id = format!("{}/body", method.name);
            let built = cx.call(method, &id, Detail::Minimal, Effect::Shares);
            let Some(built) = sink.made(&id, method, built) else { continue };
            // That nothing has such an id would look like a refusal of the array.
            let known = Several::of(cx, method).and_then(|several| several.configured(cx)?.last().cloned());
            let ids = known.map(|id| Value::Array(vec![id]).to_string());
            let others = OTHERS.iter().map(|other| (other, FAULTS));
            for ((kind, does, body), faults) in BODIES.iter().map(|body| (body, &FAULTS[..1])).chain(others) {
                let ids = ids.as_ref().filter(|_| *kind == "array").map(String::as_bytes);
                self.one(cx, sink, (method, built.call.request()), (kind, does, ids.unwrap_or(body)), faults);
            }
        }
    }
}

impl BodySyntax {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (method, mut request): (&'a Method, Request),
        (kind, does, body): (&str, &str, &[u8]),
        faults: &[Violation],
    ) {
        request.body = Body::Bytes(body.to_vec());
        let known = faults.iter().filter(|fault| cx.api.conventions.violations.contains_key(fault));
        let expect = known.map(|fault| refused(cx, *fault, None)).collect();
        let kind = format!("body/{kind}");
        let case = sink.whole(self.name(), method, &kind, does, vec![Exchange { request, expect }]);
        if faults.len() > 1 {
            // That such a body cannot be read is inferred from what is said of bodies that cannot.
            case.level = Level::Should;
        }
        let status = cx.api.conventions.violation(Violation::ParseError).status;
        let documented = method.responses.iter().find(|response| Some(response.status) == status);
        if let Some(response) = documented {
            let text = format!("{}: {}", response.status, response.description);
            case.sentence = Sentence { text, source: response.source.clone() };
        }
    }
}
