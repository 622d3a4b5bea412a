//! A PATCH leaves what it does not name as it is, also where that is not what a new resource would have: flags that are on or off, a value other
//! than the documented default (RFC 5789, section 2).

use doctract_spec::ir::{Location, Method, Param, Type};
use serde_json::Value;

use super::Check;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Resource, Sink, accepted};

/// See the module.
pub struct ResourceKept;

/// The flags of the resource, in words and as a value.
const FLAGS: &[(&str, bool)] = &[("flags-on", true), ("flags-off", false)];

impl Check for ResourceKept {
    fn name(&self) -> &'static str {
        "resource_kept"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "default"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for resource in Resource::all(cx) {
            let Some(patch) = resource.patch else { continue };
            let two: Vec<&Param> = resource.written(patch).into_iter().map(|(param, _)| param).take(2).collect();
            for param in two {
                for flags in FLAGS {
                    self.one(cx, sink, &resource, (patch, param), *flags);
                }
            }
        }
    }
}

impl ResourceKept {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        resource: &Resource<'a>,
        (patch, param): (&'a Method, &'a Param),
        (word, on): (&str, bool),
    ) {
        let kind = format!("{}/{word}-kept", param.name);
        let id = format!("{}/{kind}", patch.name);
        let built = || {
            let made = unlike_defaults(cx, resource, &id, on)?;
            let mut call = resource.call(cx, patch, &id, &made.slot)?;
            call.set(&Path::top(&param.name), cx.fresh(patch, param, &id, 2)?);
            let read = accepted(&resource.call(cx, resource.get, &id, &made.slot)?);
            Ok((made, vec![read.clone(), accepted(&call), read]))
        };
        let Some((made, exchanges)) = sink.made(&id, patch, built()) else { return };
        let does = format!("changes `{}` alone, then reads the resource", param.name);
        let case = sink.whole(self.name(), patch, &kind, &does, exchanges);
        case.param = Some(Path::top(&param.name));
        case.setting = 1;
        let written = resource.written(resource.create).into_iter().map(|(param, _)| param.name.clone());
        let fields = written.filter(|name| *name != param.name).collect();
        let promise = Promise::Unchanged { of: resource.subject(&made.slot), since: 0, fields };
        case.claims.push(Claim { exchange: 2, promise });
    }
}

/// A resource of which every flag is on or off, and every value of a list is other than its default.
fn unlike_defaults<'a>(cx: &Context<'a>, resource: &Resource<'a>, id: &str, on: bool) -> Result<Made, String> {
    let made = resource.own(cx, id, Detail::Full, 1)?;
    let mut args = made.args;
    let params = resource.create.params.iter().filter(|param| param.location == Some(Location::Body));
    for param in params.filter(|param| param.role.is_none()) {
        let path = Path::top(&param.name);
        if let (Some(value), Some(_)) = (other(param, on), args.at_mut(&path.0)) {
            args.set(&path, Draft::Known(value));
        }
    }
    cx.sent(resource.create, id, args)
}

fn other(param: &Param, on: bool) -> Option<Value> {
    match param.schema.kind {
        Type::Boolean => Some(Value::Bool(on)),
        _ => param
            .schema
            .values
            .iter()
            .find(|value| param.default.as_ref().is_some_and(|usual| usual != *value))
            .cloned(),
    }
}
