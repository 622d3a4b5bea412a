//! What was just made is named by the header field `Location`, where the documents of the method list it (RFC 9110, section 10.2.2).

use doctract_spec::Deed;
use doctract_spec::ir::{Method, Param, Response};

use super::Check;
use crate::case::Sentence;
use crate::claim::{Claim, Promise};
use crate::plan::{Context, Detail, Effect, Sink, accepted, act};

/// See the module.
pub struct Location;

/// The header field.
const LOCATION: &str = "location";

impl Check for Location {
    fn name(&self) -> &'static str {
        "location"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["responses.headers"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let creates =
            cx.api.methods.iter().filter(|method| act(method) == Some(Deed::Create) && !cx.leaves_out(method));
        for create in creates.filter(|method| method.http.is_some()) {
            if let Some((response, header)) = documented(create) {
                self.one(cx, sink, create, response, header);
            }
        }
    }
}

/// The answer of success that has the field.
fn documented(create: &Method) -> Option<(&Response, &Param)> {
    let success = create.responses.iter().filter(|response| (200..300).contains(&response.status));
    let location = |response: &'_ Response| response.headers.iter().position(|header| is_location(&header.name));
    success.into_iter().find_map(|response| Some((response, &response.headers[location(response)?])))
}

fn is_location(name: &str) -> bool {
    name.eq_ignore_ascii_case(LOCATION)
}

impl Location {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, create: &'a Method, response: &Response, header: &Param) {
        let kind = "location";
        let id = format!("{}/{kind}", create.name);
        let built = cx.call(create, &id, Detail::Minimal, Effect::Takes);
        let Some(built) = sink.made(&id, create, built) else { return };
        let does = "makes a resource";
        let case = sink.whole(self.name(), create, kind, does, vec![accepted(&built.call)]);
        let text = format!("{}: {}", header.name, header.description);
        case.sentence = Sentence { text, source: response.source.clone() };
        case.claims.push(Claim { exchange: 0, promise: Promise::Located { required: header.required != Some(false) } });
    }
}
