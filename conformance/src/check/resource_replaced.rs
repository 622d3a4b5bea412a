//! A PUT puts what it is sent in the place of the resource (RFC 9110, section 9.3.4): all of it is read back, and what is left out has its
//! documented default.

use doctract_spec::ir::Method;

use super::Check;
use super::resource_made::defaults_of;
use crate::claim::{Claim, Promise};
use crate::plan::{Context, Detail, Resource, Sink, accepted};

/// See the module.
pub struct ResourceReplaced;

impl Check for ResourceReplaced {
    fn name(&self) -> &'static str {
        "resource_replaced"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "default", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for resource in Resource::all(cx) {
            let Some(put) = resource.put else { continue };
            self.one(cx, sink, &resource, put, "replaced/full", Detail::Full);
            if !put.partial_update {
                self.one(cx, sink, &resource, put, "replaced/minimal", Detail::Minimal);
            }
        }
    }
}

impl ResourceReplaced {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        resource: &Resource<'a>,
        put: &'a Method,
        kind: &str,
        detail: Detail,
    ) {
        let id = format!("{}/{kind}", put.name);
        let built = || {
            let made = resource.own(cx, &id, Detail::Full, 1)?;
            let mut call = resource.call(cx, put, &id, &made.slot)?;
            let sent: Vec<_> = resource.written(put).into_iter().map(|(param, _)| param).collect();
            for param in sent.into_iter().filter(|param| detail == Detail::Full || param.is_required()) {
                call.set(&crate::draft::Path::top(&param.name), cx.fresh(put, param, &id, 2)?);
            }
            let read = accepted(&resource.call(cx, resource.get, &id, &made.slot)?);
            Ok((made.slot, call, read))
        };
        let Some((slot, call, read)) = sink.made(&id, put, built()) else { return };
        let exchanges = vec![accepted(&call), read];
        let case = sink.whole(self.name(), put, kind, "replaces a resource, then reads it", exchanges);
        let mut fields = resource.shown(put, &call.args);
        case.claims.push(Claim { exchange: 0, promise: Promise::Says(super::answered(put, &call.args)) });
        fields.extend(defaults_of(resource, put, &call.args));
        case.claims.push(Claim { exchange: 1, promise: Promise::Row(resource.subject(&slot), fields) });
    }
}
