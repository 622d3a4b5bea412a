//! Each status that a REST method documents is answered with its documented body, where the configured facts tell how to bring it about.
//!
//! The statuses of success, of bad requests and of missing credentials are held by other checks; a fault of the server cannot be asked for.

use doctract_spec::ir::{Location, Method, Param, Response};
use serde_json::Value;
use std::collections::BTreeMap;

use super::Check;
use crate::case::{Exchange, Outcome, Sentence};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, Sink, is_number, lookup, path_maker};

/// See the module.
pub struct DocumentedStatus;

impl Check for DocumentedStatus {
    fn name(&self) -> &'static str {
        "documented_status"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["responses.status", "responses.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for method in cx.api.methods.iter().filter(|method| method.http.is_some()) {
            for response in &method.responses {
                match response.status {
                    403 => self.one(cx, sink, method, response, ("forbidden", &cx.facts.forbidden)),
                    404 => self.one(cx, sink, method, response, ("unknown", &cx.facts.unknown)),
                    500.. => {
                        let id = format!("{}/status.{}", method.name, response.status);
                        sink.miss(id, method, "a fault of the server cannot be asked for".to_owned());
                    }
                    _ => {}
                }
            }
        }
    }
}

impl DocumentedStatus {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        method: &'a Method,
        response: &Response,
        (word, facts): (&str, &BTreeMap<String, Value>),
    ) {
        let kind = format!("status.{}", response.status);
        let id = format!("{}/{kind}", method.name);
        let values = path_values(cx, method, facts, response.status);
        if values.is_empty() {
            return sink.miss(id, method, format!("no {word} value is configured for a parameter of the path"));
        }
        let built = cx.call(method, &id, Detail::Minimal, Effect::Shares);
        let Some(built) = sink.made(&id, method, built) else {
            return;
        };
        let mut call = built.call;
        for (path, value) in values {
            call.set(&path, Draft::Known(value));
        }
        let exchange = Exchange { request: call.request(), expect: vec![Outcome::Status(response.status)] };
        let case = sink.whole(self.name(), method, &kind, &format!("names what is {word}"), vec![exchange]);
        case.sentence = Sentence { text: response.description.clone(), source: response.source.clone() };
    }
}

/// An id that is hardly in use anywhere, and that 32 bits hold.
const NOTHING: u32 = 2_147_480_033;

/// The parameters of the path for which the facts have a value. A number that nothing has can be told for ids of what the documents make.
fn path_values(cx: &Context<'_>, method: &Method, facts: &BTreeMap<String, Value>, status: u16) -> Vec<(Path, Value)> {
    let made_up = |param: &Param| {
        let told = status == 404 && is_number(param) && path_maker(cx.api, method, &param.name).is_some();
        told.then(|| Value::from(NOTHING))
    };
    let in_path = method.params.iter().filter(|param| param.location == Some(Location::Path));
    let known = in_path.filter_map(|param| {
        let path = Path::top(&param.name);
        let value = lookup(facts, &method.name, &path, &param.name).cloned().or_else(|| made_up(param))?;
        Some((path, value))
    });
    known.collect()
}
