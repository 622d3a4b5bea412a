//! A resource that another refers to is not deleted where the method documents the status for that (409 Conflict, RFC 9110, section 15.5.10); once
//! the other is gone, it is.

use doctract_spec::ir::{Location, Method, Param, Response, Violation};

use super::Check;
use crate::case::{Exchange, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, Detail, Resource, Sink, accepted, maker, refers, refused};

/// See the module.
pub struct ResourceInUse;

impl Check for ResourceInUse {
    fn name(&self) -> &'static str {
        "resource_in_use"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["responses.status", "conventions.violations", "conventions.references"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let resources = Resource::all(cx);
        for used in &resources {
            let Some((delete, response)) = used.delete.and_then(|delete| Some((delete, documented(cx, delete)?)))
            else {
                continue;
            };
            let mut users = resources.iter().flat_map(|user| references(cx, user, used)).peekable();
            if users.peek().is_none() {
                let id = format!("{}/status.{}", delete.name, response.status);
                sink.miss(id, delete, "the documents do not tell what may refer to it".to_owned());
            }
            for (user, param) in users {
                let run = Run { check: self.name(), cx, user, used, delete, response };
                run.case(sink, param);
            }
        }
    }
}

/// The response by which the method tells that a resource is in use.
fn documented<'a>(cx: &Context<'_>, delete: &'a Method) -> Option<&'a Response> {
    let status = cx.api.conventions.violation(Violation::InUse).status?;
    delete.responses.iter().find(|response| response.status == status)
}

/// The parameters of one resource that refer to another.
fn references<'r, 'a>(
    cx: &Context<'a>,
    user: &'r Resource<'a>,
    referred: &Resource<'a>,
) -> Vec<(&'r Resource<'a>, &'a Param)> {
    let refers = |param: &&Param| {
        param.location == Some(Location::Body)
            && param.schema.items.is_none()
            && refers(cx.api, user.create, param)
            && maker(cx.api, user.create, param, true).is_some_and(|maker| maker.name == referred.create.name)
    };
    let params: Vec<&'a Param> = user.create.params.iter().filter(refers).collect();
    params.into_iter().map(|param| (user, param)).collect()
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    user: &'r Resource<'a>,
    used: &'r Resource<'a>,
    delete: &'a Method,
    response: &'a Response,
}

impl Run<'_, '_> {
    fn case(&self, sink: &mut Sink, param: &Param) {
        let kind = format!("in-use/{}.{}", self.user.create.name.replace('/', "."), param.name);
        let id = format!("{}/{kind}", self.delete.name);
        let Some((own, user, exchanges)) = sink.made(&id, self.delete, self.course(&id, param)) else { return };
        let does = "deletes a resource while another refers to it, and again when none does";
        let case = sink.whole(self.check, self.delete, &kind, does, exchanges);
        case.after = vec![user.clone()];
        let Response { status, description, source, .. } = self.response;
        case.sentence = Sentence { text: format!("{status}: {description}"), source: source.clone() };
        let kept = vec![(Path::top(&param.name), Draft::Made(own.clone()))];
        case.claims.push(Claim { exchange: 1, promise: Promise::Row(self.used.subject(&own), Vec::new()) });
        if self.user.fields.iter().any(|field| field.name == param.name) {
            case.claims.push(Claim { exchange: 2, promise: Promise::Row(self.user.subject(&user), kept) });
        }
    }

    /// The resource that is used, the one that uses it, and the requests.
    fn course(&self, id: &str, param: &Param) -> Result<(Slot, Slot, Vec<Exchange>), String> {
        let (cx, referred, user) = (self.cx, self.used, self.user);
        let own = referred.own(cx, &format!("{id} (used)"), Detail::Minimal, 1)?;
        let mut args = user.own(cx, &format!("{id} (user)"), Detail::Minimal, 2)?.args;
        args.set(&Path::top(&param.name), Draft::Made(own.slot.clone()));
        let using = cx.sent(user.create, &format!("{id} (user)"), args)?;
        let remove = referred.call(cx, self.delete, id, &own.slot)?;
        let refusal = Exchange { request: remove.request(), expect: vec![refused(cx, Violation::InUse, None)] };
        let read = |of: &Resource<'_>, slot: &Slot| of.call(cx, of.get, id, slot).map(|call| accepted(&call));
        let mut exchanges = vec![refusal, read(referred, &own.slot)?, read(user, &using.slot)?];
        if let Some(delete) = user.delete {
            exchanges.extend([accepted(&user.call(cx, delete, id, &using.slot)?), accepted(&remove)]);
        }
        Ok((own.slot, using.slot, exchanges))
    }
}
