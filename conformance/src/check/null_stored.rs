//! What is documented to be `null` may be sent as `null` to make or to replace a resource, and is empty when it is read. What a PUT leaves out
//! that may be `null` and has no default is empty, too (RFC 9110, section 9.3.4).

use doctract_spec::ir::{Method, Param};
use serde_json::Value;

use super::Check;
use super::updated::written;
use crate::case::Case;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, Detail, Effect, Made, Resource, Sink, accepted};

/// See the module.
pub struct NullStored;

impl Check for NullStored {
    fn name(&self) -> &'static str {
        "null_stored"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["nullable", "responses.fields", "default", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for resource in Resource::all(cx) {
            for param in nullable(&resource, resource.create) {
                self.accepted(cx, sink, &resource, param);
                self.made(cx, sink, &resource, param);
            }
            let Some(put) = resource.put else { continue };
            for param in nullable(&resource, put) {
                self.replaced(cx, sink, &resource, (put, param), "null");
                if !param.is_required() && param.default.is_none() && !put.partial_update {
                    self.replaced(cx, sink, &resource, (put, param), "left-out");
                }
            }
        }
    }
}

/// The parameters of a method that may be `null` in a request and in an answer.
fn nullable<'a>(resource: &Resource<'a>, method: &'a Method) -> Vec<&'a Param> {
    let both = resource.written(method).into_iter();
    both.filter(|(param, field)| param.schema.nullable && field.schema.nullable).map(|(param, _)| param).collect()
}

/// Tells what a case is about, and that the field is empty in the answer to its last exchange.
fn claim(case: &mut Case, resource: &Resource<'_>, (method, param): (&Method, &Param), slot: &Slot) {
    let path = Path::top(&param.name);
    case.sentence = written(method, param);
    let promise = Promise::Reset(resource.subject(slot), vec![(path.clone(), Vec::new())]);
    case.claims.push(Claim { exchange: case.exchanges.len() - 1, promise });
    case.param = Some(path);
}

impl NullStored {
    /// `null` is no reason to refuse.
    fn accepted<'a>(&self, cx: &Context<'a>, sink: &mut Sink, resource: &Resource<'a>, param: &'a Param) {
        let (create, kind) = (resource.create, format!("{}/null", param.name));
        let id = format!("{}/{kind}", create.name);
        let Some(built) = sink.made(&id, create, cx.call(create, &id, Detail::Minimal, Effect::Takes)) else { return };
        let mut call = built.call;
        call.set(&Path::top(&param.name), Draft::Known(Value::Null));
        let does = format!("sends `{}` as null", param.name);
        let case = sink.whole(self.name(), create, &kind, &does, vec![accepted(&call)]);
        (case.param, case.sentence) = (Some(Path::top(&param.name)), written(create, param));
    }

    fn made<'a>(&self, cx: &Context<'a>, sink: &mut Sink, resource: &Resource<'a>, param: &'a Param) {
        let (create, kind) = (resource.create, format!("{}/null-stored", param.name));
        let id = format!("{}/{kind}", create.name);
        let built = || {
            let mut args = resource.own(cx, &id, Detail::Minimal, 1)?.args;
            args.set(&Path::top(&param.name), Draft::Known(Value::Null));
            let Made { slot, .. } = cx.sent(create, &id, args)?;
            let read = accepted(&resource.call(cx, resource.get, &id, &slot)?);
            Ok((slot, vec![read]))
        };
        let Some((slot, exchanges)) = sink.made(&id, create, built()) else { return };
        let does = format!("makes a resource with `{}` null, then reads it", param.name);
        let case = sink.whole(self.name(), create, &kind, &does, exchanges);
        claim(case, resource, (create, param), &slot);
    }

    /// A resource that has everything is replaced by one that says `null`, or nothing, there.
    fn replaced<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        resource: &Resource<'a>,
        (put, param): (&'a Method, &'a Param),
        word: &str,
    ) {
        let kind = format!("{}/replaced-{word}", param.name);
        let (id, path) = (format!("{}/{kind}", put.name), Path::top(&param.name));
        let built = || {
            let made = resource.own(cx, &id, Detail::Full, 1)?;
            let mut call = resource.call(cx, put, &id, &made.slot)?;
            if word == "null" {
                call.set(&path, Draft::Known(Value::Null));
            }
            let read = accepted(&resource.call(cx, resource.get, &id, &made.slot)?);
            Ok((made.slot, vec![accepted(&call), read]))
        };
        let Some((slot, exchanges)) = sink.made(&id, put, built()) else { return };
        let does = format!("replaces a resource with `{}` {}, then reads it", param.name, word.replace('-', " "));
        let case = sink.whole(self.name(), put, &kind, &does, exchanges);
        claim(case, resource, (put, param), &slot);
    }
}
