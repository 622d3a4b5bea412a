//! A body that is no JSON is refused as the documents say (RFC 9110, section 15.5.1): cut off, empty, or something else altogether.

use doctract_spec::ir::{Location, Protocol, Violation};

use super::Check;
use crate::case::{Exchange, Sentence};
use crate::plan::{Context, Detail, Effect, Sink, refused};
use crate::request::Body;

/// See the module.
pub struct BodySyntax;

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
            for (kind, does, body) in BODIES {
                let mut request = built.call.request();
                request.body = Body::Bytes(body.to_vec());
                let expect = vec![refused(cx, Violation::ParseError, None)];
                let kind = format!("body/{kind}");
                let case = sink.whole(self.name(), method, &kind, does, vec![Exchange { request, expect }]);
                let documented = method.responses.iter().find(|response| Some(response.status) == error.status);
                if let Some(response) = documented {
                    let text = format!("{}: {}", response.status, response.description);
                    case.sentence = Sentence { text, source: response.source.clone() };
                }
            }
        }
    }
}
