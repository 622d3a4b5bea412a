//! What makes, changes or takes away one entity leaves all others as they are, wherever in the account they stand.
//!
//! All rows of the account are read before and after, page by page, while the run does nothing else. Other users of the account may write
//! meanwhile: only rows that the run made itself are compared.

use doctract_spec::ir::{Location, Method, Param, Protocol};

use super::Check;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Path, Slot};
use crate::plan::{Context, Detail, Effect, Made, Object, Resource, Sink, accepted};

/// See the module.
pub struct OthersKept;

impl Check for OthersKept {
    fn name(&self) -> &'static str {
        "others_kept"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["methods", "params", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let resources = Resource::all(cx);
        for object in Object::all(cx) {
            let resource = resources.iter().find(|resource| resource.create.name == object.create.name);
            let run = Run { check: self.name(), cx, object: &object, resource };
            run.create(sink);
            for change in run.changes() {
                run.change(sink, change);
            }
            if let Some(delete) = resource.map_or(object.delete, |resource| resource.delete) {
                run.delete(sink, delete);
            }
        }
    }
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    resource: Option<&'r Resource<'a>>,
}

impl<'r, 'a> Run<'r, 'a> {
    fn create(&self, sink: &mut Sink) {
        let create = self.object.create;
        let built = |id: &str| Ok((None, accepted(&self.cx.call(create, id, Detail::Full, Effect::Takes)?.call)));
        self.case(sink, create, "makes an entity", built);
    }

    /// What changes an entity at a path of its own. Where changes are told by an id among the parameters, the check of updates reads other rows.
    fn changes(&self) -> Vec<(&'r Resource<'a>, &'a Method)> {
        let both =
            self.resource.into_iter().flat_map(|resource| [(resource, resource.patch), (resource, resource.put)]);
        both.filter_map(|(resource, method)| Some((resource, method?))).collect()
    }

    fn change(&self, sink: &mut Sink, (resource, method): (&Resource<'a>, &'a Method)) {
        let built = |id: &str| {
            let made = self.cx.own(self.object.create, id, Detail::Full, 1, None)?;
            let mut call = resource.call(self.cx, method, id, &made.slot)?;
            // An empty change might be nothing to do; and what one parameter changes elsewhere, another may not.
            for (param, _) in resource.written(method) {
                match self.cx.fresh(method, param, id, 2) {
                    Ok(value) => _ = call.set(&Path::top(&param.name), value),
                    Err(reason) if param.is_required() => return Err(reason),
                    Err(_) => {}
                }
            }
            Ok((Some(made), accepted(&call)))
        };
        self.case(sink, method, "changes an entity", built);
    }

    fn delete(&self, sink: &mut Sink, delete: &'a Method) {
        let built = |id: &str| {
            let made = self.cx.own(self.object.create, id, Detail::Minimal, 1, None)?;
            let call = match self.resource {
                Some(resource) => resource.call(self.cx, delete, id, &made.slot)?,
                None => self.object.call_for(self.cx, delete, id, &made)?.0,
            };
            Ok((Some(made), accepted(&call)))
        };
        self.case(sink, delete, "takes an entity away", built);
    }

    fn case(
        &self,
        sink: &mut Sink,
        method: &'a Method,
        deed: &str,
        built: impl Fn(&str) -> Result<(Option<Made>, Exchange), String>,
    ) {
        let (kind, list) = ("others-kept", &self.object.list);
        let id = format!("{}/{kind}", method.name);
        let planned = || {
            let (_, rows) = self.cx.fixture(list.method)?;
            let (made, exchange) = built(&id)?;
            let read = accepted(&list.call(self.cx, &id)?);
            Ok((rows, made.map(|made| made.slot), vec![read.clone(), exchange, read]))
        };
        let Some((rows, made, exchanges)) = sink.made(&id, method, planned()) else { return };
        let does = format!("{deed} and reads all rows before and after");
        let case = sink.whole(self.check, method, kind, &does, exchanges);
        // The account holds the rows of the run, those before the entity and those after.
        let (before, after) = rows.split_at(rows.len() / 2);
        case.after = before.iter().chain(&made).chain(after).cloned().collect();
        case.alone = true;
        // Whether it is done at all is the question of other cases: an account may be full.
        case.setting = 2;
        case.claims.push(Claim { exchange: 0, promise: Promise::Remembered });
        case.claims.push(Claim { exchange: 2, promise: self.kept(made) });
    }

    fn kept(&self, but: Option<Slot>) -> Promise {
        let create = self.object.create;
        let rest = self.cx.api.protocol == Protocol::Rest;
        let about = |param: &&Param| !rest || param.location == Some(Location::Body);
        let written = self.object.written(create).map(|(param, _)| param).filter(about);
        let fields = written.map(|param| param.name.clone()).collect();
        Promise::Kept { key: self.object.key.clone(), maker: create.name.clone(), but, fields }
    }
}
