//! The endpoint of a JSON-RPC API does not answer requests of another HTTP method (RFC 9110, section 9) than those that are documented.

use super::{Check, harmless};
use crate::case::{Exchange, Outcome, Sentence};
use crate::plan::{Context, Detail, Effect, Sink};

/// The HTTP methods that carry a body, as a request has one, or that a server takes for another most likely.
const VERBS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];

/// See the module.
pub struct HttpMethod;

impl Check for HttpMethod {
    fn name(&self) -> &'static str {
        "http_method"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["protocol", "conventions.verbs"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let documented = &cx.api.conventions.verbs;
        let Some(method) = harmless(cx).filter(|_| !documented.is_empty()) else { return };
        for verb in VERBS.iter().filter(|verb| !documented.iter().any(|documented| documented == *verb)) {
            let kind = format!("verb.{}", verb.to_lowercase());
            let id = format!("envelope/{kind}");
            let built = cx.call(method, &id, Detail::Minimal, Effect::Shares);
            let Some(built) = sink.made(&id, method, built) else { return };
            let mut request = built.call.request();
            (*verb).clone_into(&mut request.verb);
            let exchange = Exchange { request, expect: vec![Outcome::NoResult] };
            let does = format!("sends a valid request by {verb}");
            let case = sink.whole(self.name(), method, &kind, &does, vec![exchange]);
            case.id = id;
            let text = format!("requests go by {}", documented.join(", "));
            case.sentence = Sentence { text, source: method.source.clone() };
        }
    }
}
