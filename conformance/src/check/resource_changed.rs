//! A PATCH changes what it names and nothing else, in this resource and no other, and answers what it made of it (RFC 5789, section 2).
//! `null` empties what may be `null`; a PATCH or PUT that is refused changes nothing.

use std::collections::BTreeSet;

use doctract_spec::ir::{Method, Param};
use doctract_spec::{Telling, tells};
use serde_json::Value;

use super::Check;
use super::updated::written;
use crate::case::{Case, Exchange, Level};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot, Step};
use crate::plan::{Context, Detail, Resource, Sink, accepted, path_id, seen_as};
use crate::request::Piece;

/// See the module.
pub struct ResourceChanged;

impl Check for ResourceChanged {
    fn name(&self) -> &'static str {
        "resource_changed"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "nullable", "partial_update", "conventions.unchanging"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let planned: Vec<Case> = sink.cases.iter().filter(|case| is_refused(case)).cloned().collect();
        for resource in Resource::all(cx) {
            let Some(patch) = resource.patch else { continue };
            let run = Run { check: self.name(), cx, resource: &resource, patch };
            run.unchanging(sink);
            for (param, field) in resource.written(patch) {
                run.once(sink, param, field);
                if param.schema.nullable && field.schema.nullable {
                    run.emptied(sink, param);
                }
            }
        }
        for resource in Resource::all(cx) {
            for method in [resource.patch, resource.put].into_iter().flatten() {
                let run = Run { check: self.name(), cx, resource: &resource, patch: method };
                // One of each check will do: the same code refuses the others.
                let mut checks = BTreeSet::new();
                for case in planned.iter().filter(|case| case.method == method.name) {
                    if !checks.contains(case.check) && run.refused(sink, case) {
                        checks.insert(case.check);
                    }
                }
            }
        }
    }
}

/// The fields that no change of a resource alters: those that the dialect names, or else the dates whose names tell when it was made.
fn unchanging(cx: &Context<'_>, resource: &Resource<'_>) -> Vec<String> {
    let told = &cx.api.conventions.unchanging;
    let dated = |field: &Param| field.schema.format.as_deref().is_some_and(|format| format.starts_with("date"));
    let by_name = |field: &Param| told.is_empty() && dated(field) && tells(&field.name, Telling::Made);
    let fields = resource.fields.iter().filter(|field| told.contains(&field.name) || by_name(field));
    fields.map(|field| field.name.clone()).collect()
}

fn is_refused(case: &Case) -> bool {
    matches!(&case.exchanges[..], [exchange] if exchange.refuses())
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    resource: &'r Resource<'a>,
    patch: &'a Method,
}

impl Run<'_, '_> {
    fn once(&self, sink: &mut Sink, param: &Param, field: &Param) {
        let kind = format!("{}/changed", param.name);
        let id = format!("{}/{kind}", self.patch.name);
        let (cx, resource) = (self.cx, self.resource);
        let built = || {
            let made = resource.own(cx, &id, Detail::Full, 1)?;
            let other = resource.own(cx, &format!("{id} (other)"), Detail::Full, 3)?.slot;
            let own = self.patch.params.iter().find(|own| own.name == param.name).ok_or("no such parameter")?;
            let value = cx.fresh(self.patch, own, &id, 2)?;
            let mut call = resource.call(cx, self.patch, &id, &made.slot)?;
            call.set(&Path::top(&param.name), value.clone());
            let read = |slot| resource.call(cx, resource.get, &id, slot).map(|call| accepted(&call));
            let (own, another) = (read(&made.slot)?, read(&other)?);
            Ok((made, other, value, vec![own.clone(), another.clone(), accepted(&call), own, another]))
        };
        let Some((made, other, value, exchanges)) = sink.made(&id, self.patch, built()) else { return };
        let does = format!("changes `{}`, then reads the resource and another", param.name);
        let case = sink.whole(self.check, self.patch, &kind, &does, exchanges);
        case.param = Some(Path::top(&param.name));
        case.sentence = written(self.patch, param);
        case.claims = self.promises((param, field), &value, &made.slot, &other);
    }

    fn promises(&self, (param, field): (&Param, &Param), value: &Draft, made: &Slot, other: &Slot) -> Vec<Claim> {
        let resource = self.resource;
        let path = Path::top(&param.name);
        let shown = seen_as(&param.schema, &field.schema, value);
        let fields: Vec<_> = shown.map(|value| (path.clone(), value)).into_iter().collect();
        let names: Vec<String> =
            resource.written(resource.create).iter().map(|(param, _)| param.name.clone()).collect();
        let kept = names.iter().filter(|name| **name != param.name).cloned().collect();
        let unchanged = |slot, since, fields| Promise::Unchanged { of: resource.subject(slot), since, fields };
        let args = Draft::Members(vec![(param.name.clone(), value.clone())]);
        vec![
            Claim { exchange: 2, promise: Promise::Says(super::answered(self.patch, &args)) },
            Claim { exchange: 3, promise: Promise::Row(resource.subject(made), fields) },
            Claim { exchange: 3, promise: unchanged(made, 0, kept) },
            Claim { exchange: 4, promise: unchanged(other, 1, names) },
        ]
    }

    /// What was told when the resource was made is no less true after a change. That a field tells such a thing is often a guess by its name.
    fn unchanging(&self, sink: &mut Sink) {
        let (cx, resource) = (self.cx, self.resource);
        let fields = unchanging(cx, resource);
        let Some((param, _)) = resource.written(self.patch).into_iter().next().filter(|_| !fields.is_empty()) else {
            return;
        };
        let kind = "unchanging";
        let id = format!("{}/{kind}", self.patch.name);
        let built = || {
            let made = resource.own(cx, &id, Detail::Minimal, 1)?.slot;
            let mut call = resource.call(cx, self.patch, &id, &made)?;
            call.set(&Path::top(&param.name), cx.fresh(self.patch, param, &id, 2)?);
            let read = accepted(&resource.call(cx, resource.get, &id, &made)?);
            Ok((made, vec![read.clone(), accepted(&call), read]))
        };
        let Some((made, exchanges)) = sink.made(&id, self.patch, built()) else { return };
        let does = format!("changes `{}`, then reads what no change alters", param.name);
        let case = sink.whole(self.check, self.patch, kind, &does, exchanges);
        case.level = if self.patch.partial_update { Level::Must } else { Level::Should };
        let promise = Promise::Unchanged { of: resource.subject(&made), since: 0, fields };
        case.claims.push(Claim { exchange: 2, promise });
    }

    fn emptied(&self, sink: &mut Sink, param: &Param) {
        let kind = format!("{}/emptied", param.name);
        let id = format!("{}/{kind}", self.patch.name);
        let (cx, resource) = (self.cx, self.resource);
        let built = || {
            let made = resource.own(cx, &id, Detail::Full, 1)?;
            let mut call = resource.call(cx, self.patch, &id, &made.slot)?;
            call.set(&Path::top(&param.name), Draft::Known(Value::Null));
            Ok((made.slot.clone(), vec![accepted(&call), accepted(&resource.call(cx, resource.get, &id, &made.slot)?)]))
        };
        let Some((slot, exchanges)) = sink.made(&id, self.patch, built()) else { return };
        let does = format!("sets `{}` to null, then reads the resource", param.name);
        let case = sink.whole(self.check, self.patch, &kind, &does, exchanges);
        case.param = Some(Path::top(&param.name));
        case.sentence = written(self.patch, param);
        let promise = Promise::Reset(resource.subject(&slot), vec![(Path::top(&param.name), Vec::new())]);
        case.claims.push(Claim { exchange: 1, promise });
    }

    /// Puts a new value into the body of a request that is to be refused, of a parameter that is not at fault.
    fn change_something(&self, body: &mut Draft, planned: &Case, id: &str) -> Result<(), String> {
        // What is wrong may be that it is left out.
        let wrong = planned.param.as_ref().and_then(|path| path.0.first());
        let lacks = |param: &&Param| {
            let other = wrong != Some(&Step::Name(param.name.clone()));
            other && body.clone().at_mut(&Path::top(&param.name).0).is_none()
        };
        let free = self.resource.written(self.patch).into_iter().map(|(param, _)| param).find(lacks);
        if let Some(param) = free {
            body.set(&Path::top(&param.name), self.cx.fresh(self.patch, param, id, 2)?);
        }
        Ok(())
    }

    /// The request of a case that is to be refused, with something else in it that could be changed. Tells whether the case could be used.
    fn refused(&self, sink: &mut Sink, planned: &Case) -> bool {
        let kind =
            format!("{}/unchanged", planned.id.strip_prefix(&format!("{}/", self.patch.name)).unwrap_or("refused"));
        let id = format!("{}/{kind}", self.patch.name);
        let (cx, resource) = (self.cx, self.resource);
        let built = || {
            let made = resource.own(cx, &id, Detail::Full, 1)?;
            let read = accepted(&resource.call(cx, resource.get, &id, &made.slot)?);
            let mut refused: Exchange = planned.exchanges[0].clone();
            let own = resource.call(cx, self.patch, &id, &made.slot)?;
            refused.request.path = own.request().path;
            if let crate::request::Body::Json(body) = &mut refused.request.body {
                self.change_something(body, planned, &id)?;
            }
            Ok((made.slot, vec![read.clone(), refused, read]))
        };
        let at_path = |piece: &Piece| matches!(piece, Piece::Value(Draft::Made(_)));
        let by_path =
            planned.param.as_ref().zip(path_id(self.patch)).is_some_and(|(path, id)| *path == Path::top(&id.name));
        if by_path || !planned.exchanges[0].request.path.iter().any(at_path) {
            return false;
        }
        let Some((slot, exchanges)) = sink.made(&id, self.patch, built()) else { return true };
        let does = format!("{}, then reads the resource", planned.does);
        let case = sink.whole(self.check, self.patch, &kind, &does, exchanges);
        (case.sentence, case.level) = (planned.sentence.clone(), planned.level);
        // Whether it is refused is the question of the other case.
        case.setting = 2;
        let fields = self.resource.written(self.resource.create).iter().map(|(param, _)| param.name.clone()).collect();
        let promise = Promise::Unchanged { of: self.resource.subject(&slot), since: 0, fields };
        case.claims.push(Claim { exchange: 2, promise });
        true
    }
}
