//! Where the documents close requests, a member that they do not name is refused: at the top, and in each documented object.

use doctract_spec::ir::{Method, Type, Violation};
use serde_json::json;

use super::{Check, targets};
use crate::case::Exchange;
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Sink, error_sentence, refused};

/// A name that no document uses.
const NAME: &str = "no_such_parameter";

/// See the module.
pub struct UnknownParameter;

impl Check for UnknownParameter {
    fn name(&self) -> &'static str {
        "unknown_parameter"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.closed_requests", "open"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if !cx.api.conventions.closed_requests {
            return;
        }
        for method in &cx.api.methods {
            let built = |id: &str| cx.call(method, id, Detail::Minimal, Effect::Shares).map(|built| built.call);
            self.one(cx, sink, method, &Path::top(NAME), false, &built);
        }
        for spot in targets(cx) {
            let closed = spot.schema.kind == Type::Object && !spot.schema.fields.is_empty() && !spot.schema.open;
            // A condition or an order has rules of its own for what it does not know.
            if closed && spot.param.role.is_none() {
                let component = spot.depends_on_component();
                let built = |id: &str| cx.call_with(&spot, id, Effect::Shares);
                self.one(cx, sink, spot.method, &spot.path.member(NAME), component, &built);
            }
        }
    }
}

impl UnknownParameter {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        method: &'a Method,
        path: &Path,
        component: bool,
        built: &dyn Fn(&str) -> Result<Call<'a>, String>,
    ) {
        let id = format!("{}/{path}/unexpected", method.name);
        let built = built(&id).and_then(|mut call| {
            let set = call.set(path, Draft::Known(json!(1)));
            if set { Ok(call) } else { Err(format!("no request can be made that reaches `{path}`")) }
        });
        let Some(call) = sink.made(&id, method, built) else {
            return;
        };
        let mut expect = vec![refused(cx, Violation::Unexpected, Some(path))];
        if component {
            expect.push(refused(cx, Violation::ComponentDisabled, None));
        }
        let does = format!("sends the undocumented `{path}`");
        let exchange = Exchange { request: call.request(), expect };
        let case = sink.whole(self.name(), method, "unexpected", &does, vec![exchange]);
        case.id = id;
        case.param = Some(path.clone());
        case.sentence = error_sentence(cx, Violation::Unexpected).unwrap_or_else(|| case.sentence.clone());
    }
}
