//! Where the documents close requests, a member that they do not name is refused: at the top, and in each documented object. Where they say that
//! such members are ignored, a request with one is answered like any other. What they do not say is not asked.

use doctract_spec::ir::{Location, Method, Param, Role, Type, Violation};
use serde_json::json;

use super::{Check, targets};
use crate::case::Exchange;
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, List, Sink, accepted, error_sentence, impersonated, object, refused};

/// A name that no document uses.
const NAME: &str = "no_such_parameter";

/// See the module.
pub struct UnknownParameter;

impl Check for UnknownParameter {
    fn name(&self) -> &'static str {
        "unknown_parameter"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.closed_requests", "conventions.ignores_unknown", "open"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let conventions = &cx.api.conventions;
        if conventions.ignores_unknown && !conventions.closed_requests {
            cx.api
                .methods
                .iter()
                .filter(|method| takes_members(method))
                .for_each(|method| self.ignored(cx, sink, method));
        }
        if !conventions.closed_requests {
            return;
        }
        for method in cx.api.methods.iter().filter(|method| takes_members(method)) {
            let built = |id: &str| cx.call(method, id, Detail::Minimal, Effect::Shares).map(|built| built.call);
            self.one(cx, sink, method, &Path::top(NAME), false, &built);
            self.named_alike(cx, sink, method);
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

/// Whether a request has a body for members: a REST method may take all that it is told in its address.
fn takes_members(method: &Method) -> bool {
    method.http.is_none() || method.params.iter().any(|param| param.location == Some(Location::Body))
}

/// Whether no parameter of a method has this name.
fn is_none(method: &Method, name: &str) -> bool {
    method.params.iter().all(|param| param.name != name)
}

/// The names of the fields that rows of the object have which a method makes or changes.
fn shown_fields(cx: &Context<'_>, method: &Method) -> Vec<String> {
    let lists = List::all(cx);
    let list = lists.iter().find(|list| list.method.name != method.name && object(list.method) == object(method));
    list.into_iter().flat_map(|list| list.fields.iter().map(|field| field.name.clone())).collect()
}

impl UnknownParameter {
    /// A member that is ignored neither changes the answer nor shows in it.
    fn ignored<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method) {
        let kind = format!("{NAME}/ignored");
        let id = format!("{}/{kind}", method.name);
        let built = cx.call(method, &id, Detail::Minimal, Effect::Takes).map(|built| built.call);
        let Some(mut call) = sink.made(&id, method, built) else { return };
        call.set(&Path::top(NAME), Draft::Known(json!(1)));
        let does = format!("sends the undocumented `{NAME}`, which is to be ignored");
        sink.whole(self.name(), method, &kind, &does, vec![accepted(&call)]).param = Some(Path::top(NAME));
    }

    /// An undocumented member without a value is one, too; so is one by the name of a parameter in capital letters (RFC 8259, section 8.3), and one by the
    /// name of a field that only answers have.
    fn named_alike<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method) {
        let minimal = |id: &str| cx.call(method, id, Detail::Minimal, Effect::Shares).map(|built| built.call);
        let in_body = |param: &&Param| param.location.is_none_or(|location| location == Location::Body);
        let mut params = method.params.iter().filter(in_body).filter(|param| param.role != Some(Role::Token));
        let param = params.find(|param| param.required_for.is_empty());
        let capital = param.map(|param| param.name.to_uppercase()).filter(|name| is_none(method, name));
        let shown = shown_fields(cx, method).into_iter().find(|name| is_none(method, name));
        let mut cases = vec![("unexpected.null", Some(NAME.to_owned()), Draft::Known(serde_json::Value::Null))];
        cases.push(("unexpected.capitals", capital, Draft::Known(json!(1))));
        cases.push(("unexpected.of-answers", shown, Draft::Known(json!(1))));
        for (kind, name, value) in cases {
            let Some(name) = name else { continue };
            let id = format!("{}/{kind}", method.name);
            let Some(mut call) = sink.made(&id, method, minimal(&id)) else { continue };
            let path = Path::top(&name);
            call.set(&path, value);
            let mut expect = vec![refused(cx, Violation::Unexpected, Some(&path))];
            expect.extend(impersonated(cx, method));
            let does = format!("sends the undocumented `{name}`");
            let exchange = Exchange { request: call.request(), expect };
            let case = sink.whole(self.name(), method, kind, &does, vec![exchange]);
            case.param = Some(path);
            case.sentence = error_sentence(cx, Violation::Unexpected).unwrap_or_else(|| case.sentence.clone());
        }
    }

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
        expect.extend(impersonated(cx, method));
        let does = format!("sends the undocumented `{path}`");
        let exchange = Exchange { request: call.request(), expect };
        let case = sink.whole(self.name(), method, "unexpected", &does, vec![exchange]);
        case.id = id;
        case.param = Some(path.clone());
        case.sentence = error_sentence(cx, Violation::Unexpected).unwrap_or_else(|| case.sentence.clone());
    }
}
