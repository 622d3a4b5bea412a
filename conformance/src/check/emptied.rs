//! An array inside an object of an update that may be partial is emptied by one without elements.

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::updated::{tolerated, written};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, accepted, named};

/// See the module.
pub struct Emptied;

impl Check for Emptied {
    fn name(&self) -> &'static str {
        "emptied"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["partial_update", "fields", "required", "min_items"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update.filter(|update| update.partial_update) else { continue };
            for (param, field) in object.written(update).filter(|(param, _)| param.schema.kind == Type::Object) {
                let shown = |member: &&Param| {
                    named(&field.schema.fields, &member.name).is_some_and(|shown| shown.schema.kind == Type::Array)
                };
                // Whether a required array may be empty is nowhere said.
                let free = |member: &&Param| !member.is_required() && member.schema.min_items.is_none();
                let arrays = param.schema.fields.iter().filter(|member| member.schema.kind == Type::Array);
                for member in arrays.filter(shown).filter(free) {
                    self.one(cx, sink, &object, (update, param, member));
                }
            }
        }
    }
}

impl Emptied {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (update, param, member): (&'a Method, &'a Param, &'a Param),
    ) {
        let path = Path::top(&param.name).member(&member.name);
        let kind = format!("{path}/emptied");
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let same = named(&object.create.params, &param.name);
            let with = same.filter(|same| same.requires_component.is_some());
            let made = cx.own(object.create, &id, Detail::Full, 1, with)?;
            let (mut call, mut changed) = object.call_for(cx, update, &id, &made)?;
            call.set(&Path::top(&param.name), cx.fresh(update, param, &id, 1)?);
            let mut full = accepted(&call);
            call.set(&path, Draft::List(Vec::new()))
                .then_some(())
                .ok_or_else(|| format!("nothing reaches `{path}`"))?;
            let mut empty = accepted(&call);
            changed.push(param.name.clone());
            for exchange in [&mut full, &mut empty] {
                exchange.expect.extend(tolerated(cx, update, &changed, false));
            }
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, vec![full, empty, read]))
        };
        let Some((made, exchanges)) = sink.made(&id, update, built()) else { return };
        let does = format!("fills `{path}`, sends it without elements, then reads the entity");
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.param = Some(path.clone());
        case.sentence = written(update, member);
        // What is wrong with the array that is filled is the question of another case.
        case.setting = 1;
        let promise = Promise::Reset(object.subject(cx, &made.slot), vec![(path, Vec::new())]);
        case.claims.push(Claim { exchange: 2, promise });
    }
}
