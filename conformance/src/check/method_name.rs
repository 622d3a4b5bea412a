//! A method that the documents do not have is refused as such.

use doctract_spec::ir::{Method, Violation};

use super::{Check, harmless};
use crate::case::Exchange;
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, Sink, error_sentence, refused};
use crate::request::Body;

/// See the module.
pub struct MethodName;

impl Check for MethodName {
    fn name(&self) -> &'static str {
        "method_name"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["protocol", "conventions.violations.method_not_found"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let Some(method) = harmless(cx) else { return };
        let upper = method.name.to_uppercase();
        let longer = format!("{}_no_such", method.name);
        let spaced = format!("{} ", method.name);
        let (first, rest) = method.name.split_at(method.name.chars().next().map_or(0, char::len_utf8));
        let capital = first.to_uppercase() + rest;
        let names = [
            ("unknown", longer.as_str()),
            ("case", upper.as_str()),
            ("capital", capital.as_str()),
            ("space", spaced.as_str()),
            ("empty", ""),
        ];
        for (kind, name) in names {
            self.one(cx, sink, method, kind, name);
        }
    }
}

impl MethodName {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method, kind: &str, name: &str) {
        let id = format!("envelope/method.{kind}");
        let built = cx.call(method, &id, Detail::Minimal, Effect::Shares);
        let Some(built) = sink.made(&id, method, built) else {
            return;
        };
        let mut request = built.call.request();
        if let Body::Json(body) = &mut request.body {
            body.set(&Path::top("method"), Draft::text(name));
        }
        let mut expect = vec![refused(cx, Violation::MethodNotFound, None)];
        if name.is_empty() {
            expect.push(refused(cx, Violation::InvalidRequest, None));
        }
        let does = format!("calls {name:?}");
        let case = sink.whole(self.name(), method, kind, &does, vec![Exchange { request, expect }]);
        case.id = id;
        case.sentence = error_sentence(cx, Violation::MethodNotFound).unwrap_or_else(|| case.sentence.clone());
    }
}
