//! The documented request is accepted, and answered in the documented shape: with what is required alone, and with everything.
//!
//! Without it a server could refuse everything and pass all checks of refusals.

use doctract_spec::Deed;
use doctract_spec::ir::{Method, Role};

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::plan::{Context, Detail, Effect, Sink, act, creator, impersonated, object};

/// How many unlike entities are asked for.
const VARIANTS: usize = 3;

/// See the module.
pub struct Accepted;

impl Check for Accepted {
    fn name(&self) -> &'static str {
        "accepted"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["methods", "params", "result", "responses"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for method in &cx.api.methods {
            self.one(cx, sink, method, Detail::Minimal, 0);
            if method.params.iter().any(|param| !param.is_required()) {
                self.one(cx, sink, method, Detail::Full, 0);
            }
            if act(method) == Some(Deed::Create) {
                // Other values, other lengths of arrays: what makes other entities must not be refused either.
                (1..=VARIANTS).for_each(|variant| self.one(cx, sink, method, Detail::Full, variant));
            }
        }
    }
}

impl Accepted {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method, detail: Detail, variant: usize) {
        let (kind, does) = match (detail, variant) {
            (Detail::Minimal, _) => ("minimal".to_owned(), "sends what is required"),
            (Detail::Full, 0) => ("full".to_owned(), "sends every parameter that is documented"),
            (Detail::Full, other) => (format!("full-{other}"), "sends every parameter with another value"),
        };
        let kind = kind.as_str();
        let id = format!("{}/{kind}", method.name);
        let built = match cx.varied(method, &id, (detail, variant), Effect::Takes) {
            Ok(built) => built,
            Err(reason) => return sink.miss(id, method, reason),
        };
        for (path, reason) in built.left_out.into_iter().filter(|_| variant == 0) {
            sink.miss(format!("{}/{path}/{kind}", method.name), method, reason);
        }
        let fields = method.params.iter().any(|param| param.role == Some(Role::Fields)) && detail == Detail::Full;
        let all = || method.result.iter().flat_map(|result| &result.fields).map(|field| field.name.clone()).collect();
        let mut expect = vec![Outcome::Accepted { fields: fields.then(all) }];
        expect.extend(impersonated(cx, method));
        let exchange = Exchange { request: built.call.request(), expect };
        let case = sink.whole(self.name(), method, kind, does, vec![exchange]);
        if act(method) == Some(Deed::Read) {
            // A list shows its shape only where there is a row: the fullest one that can be made.
            let maker = creator(cx.api, object(method));
            case.after.extend(maker.and_then(|maker| cx.entity(maker, "rows", Detail::Full).ok()));
            case.after.extend(maker.into_iter().flat_map(|maker| cx.entities_with_components(maker)));
        }
    }
}
