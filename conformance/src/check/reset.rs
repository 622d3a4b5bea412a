//! `null` resets an optional parameter of an update that may be partial: the row shows nothing, or the documented default.

use doctract_spec::ir::{Method, NamedReference, Param};
use serde_json::{Value, json};

use super::Check;
use super::default_value::of_create;
use super::updated::{tolerated, written};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, accepted, named};

/// See the module.
pub struct Reset;

impl Check for Reset {
    fn name(&self) -> &'static str {
        "reset"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["partial_update", "required"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update.filter(|update| update.partial_update) else { continue };
            for (param, _) in object.written(update).filter(|(param, _)| !param.is_required()) {
                self.one(cx, sink, &object, update, param);
            }
        }
    }
}

impl Reset {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, update: &'a Method, param: &'a Param) {
        let kind = format!("{}/null", param.name);
        let id = format!("{}/{kind}", update.name);
        let path = Path::top(&param.name);
        let built = || {
            let same = object.create.params.iter().find(|same| same.name == param.name);
            let with = same.filter(|same| same.requires_component.is_some());
            let made = cx.own(object.create, &id, Detail::Full, 1, with)?;
            cx.fill(object.create, &made, 1);
            let (mut call, mut changed) = object.call_for(cx, update, &id, &made)?;
            call.set(&path, Draft::Known(Value::Null));
            changed.push(param.name.clone());
            let mut exchange = accepted(&call);
            exchange.expect.extend(tolerated(cx, update, &changed, false));
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, changed, vec![read.clone(), exchange, read]))
        };
        let Some((made, changed, exchanges)) = sink.made(&id, update, built()) else { return };
        let does = format!("sends `null` as `{}`, then reads the entity", param.name);
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.param = Some(path.clone());
        case.sentence = written(update, param);
        let subject = || object.subject(cx, &made.slot);
        let flag = (param.schema.kind == doctract_spec::ir::Type::Boolean).then_some(json!(false));
        let others = of_create(object.create, &path).or(param.default.as_ref()).cloned().into_iter().chain(flag);
        let names = names_of(cx, object, param).map(|name| (Path::top(&name), Vec::new()));
        let reset = Promise::Reset(subject(), std::iter::once((path, others.collect())).chain(names).collect());
        let kept = object.written(update).map(|(param, _)| param.name.clone()).filter(|name| !changed.contains(name));
        let unchanged = Promise::Unchanged { of: subject(), since: 0, fields: kept.collect() };
        case.claims = [reset, unchanged].map(|promise| Claim { exchange: 2, promise }).into();
    }
}

/// The fields of the row that name what a parameter refers to: without it there is nothing to name.
fn names_of<'c>(cx: &'c Context<'_>, object: &'c Object<'_>, param: &'c Param) -> impl Iterator<Item = String> + 'c {
    let name = |names: &NamedReference| Some(format!("{}{}", param.name.strip_suffix(&names.id)?, names.name));
    let sent = |name: &str| object.create.params.iter().any(|param| param.name == name);
    let names = cx.api.conventions.named_references.iter().filter_map(name);
    names.filter(move |name| named(&object.list.fields, name).is_some() && !sent(name))
}
