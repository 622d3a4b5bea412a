//! A method that the documents do not have is refused as such.

use doctract_spec::ir::Violation;

use super::{Check, harmless};
use crate::case::{Exchange, Sentence};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, Sink, refused};
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
        for (kind, name) in [
            ("unknown", longer.as_str()),
            ("case", upper.as_str()),
            ("empty", ""),
        ] {
            let id = format!("envelope/method.{kind}");
            let call = match cx.call(method, &id, Detail::Minimal, Effect::Shares) {
                Ok(built) => built.call,
                Err(reason) => {
                    sink.miss(id, method, reason);
                    continue;
                }
            };
            let mut request = call.request();
            if let Body::Json(body) = &mut request.body {
                body.set(&Path::top("method"), Draft::text(name));
            }
            let mut expect = vec![refused(cx, Violation::MethodNotFound, None)];
            if name.is_empty() {
                expect.push(refused(cx, Violation::InvalidRequest, None));
            }
            let error = cx.api.conventions.violation(Violation::MethodNotFound);
            let documented = error
                .mnemonic
                .as_deref()
                .and_then(|mnemonic| cx.api.error(mnemonic));
            let sentence = documented.map(|error| Sentence {
                text: error.when.clone(),
                source: error.source.clone(),
            });
            let case = sink.whole(
                self.name(),
                method,
                kind,
                &format!("calls {name:?}"),
                vec![Exchange { request, expect }],
            );
            case.id = id;
            case.sentence = sentence.unwrap_or_else(|| case.sentence.clone());
        }
    }
}
