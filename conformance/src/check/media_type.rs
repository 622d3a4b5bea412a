//! A body of a media type that nobody knows, and a wish for an answer in one, are refused where the documents of the method list the status for that
//! (RFC 9110, sections 15.5.16 and 15.5.7).

use doctract_spec::ir::{Location, Method, Response};

use super::Check;
use crate::case::{Exchange, Level, Outcome, Sentence};
use crate::plan::{Context, Detail, Effect, Sink};
use crate::request::Piece;

/// See the module.
pub struct MediaType;

/// A media type that no registry has.
const UNKNOWN: &str = "application/x-no-such-type";

/// The statuses, each with the header field that brings it about.
const STATUSES: &[(u16, &str, &str)] = &[
    (415, "content-type", "sends a body of an unknown media type"),
    (406, "accept", "asks for an answer of an unknown media type"),
];

impl Check for MediaType {
    fn name(&self) -> &'static str {
        "media_type"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["responses.status"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for method in cx.api.methods.iter().filter(|method| method.http.is_some() && !cx.leaves_out(method)) {
            for (status, field, does) in STATUSES {
                let documented = method.responses.iter().find(|response| response.status == *status);
                let takes_body = method.params.iter().any(|param| param.location == Some(Location::Body));
                if let Some(response) = documented.filter(|_| takes_body || *field == "accept") {
                    self.one(cx, sink, (method, response), field, does);
                }
            }
        }
    }
}

impl MediaType {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (method, response): (&'a Method, &Response),
        field: &str,
        does: &str,
    ) {
        let kind = format!("status.{}", response.status);
        let id = format!("{}/{kind}", method.name);
        let built = cx.call(method, &id, Detail::Minimal, Effect::Takes);
        let Some(built) = sink.made(&id, method, built) else { return };
        let mut request = built.call.request();
        request.headers.retain(|(name, _)| name != field);
        request.headers.push((field.to_owned(), vec![Piece::Text(UNKNOWN.to_owned())]));
        let exchange = Exchange { request, expect: vec![Outcome::Status(response.status)] };
        let case = sink.whole(self.name(), method, &kind, does, vec![exchange]);
        case.sentence = Sentence {
            text: format!("{}: {}", response.status, response.description),
            source: response.source.clone(),
        };
        // When the status comes, its number alone tells.
        case.level = Level::Should;
    }
}
