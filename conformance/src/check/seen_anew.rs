//! What was listed before a write is listed anew after it: the same request, sent before and after an entity is made, changed and taken away, with nothing else
//! going on that could make a target forget what it answered.

use doctract_spec::ir::Type;

use super::Check;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Call, Context, Detail, Effect, Object, Sink, accepted};

/// See the module.
pub struct SeenAnew;

impl Check for SeenAnew {
    fn name(&self) -> &'static str {
        "seen_anew"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["methods", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            self.made(cx, sink, &object);
            self.changed(cx, sink, &object);
            self.taken_away(cx, sink, &object);
        }
    }
}

impl SeenAnew {
    fn made<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let kind = "seen-anew/created";
        let id = format!("{}/{kind}", object.create.name);
        let built = || -> Result<Option<Vec<Exchange>>, String> {
            let call: Call<'a> = cx.call(object.create, &id, Detail::Minimal, Effect::Takes)?.call;
            let Draft::Members(args) = call.args.opened() else { return Ok(None) };
            let Some(marker) = object.marker(cx, &args) else { return Ok(None) };
            let search = object.list.search(cx, &id, &marker)?;
            Ok(Some(vec![search.clone(), accepted(&call), search]))
        };
        let Some(Some(exchanges)) = sink.made(&id, object.create, built()) else { return };
        let does = "looks for an entity, makes it, and looks for it again";
        let case = sink.whole(self.name(), object.create, kind, does, exchanges);
        case.alone = true;
        case.claims = [(0, 0), (2, 1)].map(|(exchange, rows)| Claim { exchange, promise: Promise::Count(rows) }).into();
    }

    fn changed<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let Some(update) = object.update else { return };
        let plain = |kind: Type| !matches!(kind, Type::Array | Type::Object);
        let Some((param, _)) = object.written(update).find(|(param, field)| {
            param.requires_component.is_none() && plain(param.schema.kind) && plain(field.schema.kind)
        }) else {
            return;
        };
        let kind = format!("{}/seen-anew", param.name);
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Minimal, 1, None)?;
            let value = cx.fresh(update, param, &id, 2)?;
            let mut call = object.call_for(cx, update, &id, &made)?.0;
            call.set(&Path::top(&param.name), value.clone());
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made.slot, value, vec![read.clone(), accepted(&call), read]))
        };
        let Some((slot, value, exchanges)) = sink.made(&id, update, built()) else { return };
        let does = format!("reads an entity, changes its `{}`, and reads it again", param.name);
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        (case.alone, case.after) = (true, vec![slot.clone()]);
        let promise = Promise::Row(object.subject(cx, &slot), vec![(Path::top(&param.name), value)]);
        case.claims.push(Claim { exchange: 2, promise });
    }

    fn taken_away<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>) {
        let Some(delete) = object.delete else { return };
        let kind = "seen-anew/deleted";
        let id = format!("{}/{kind}", delete.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Minimal, 1, None)?;
            let removal = accepted(&object.call_for(cx, delete, &id, &made)?.0);
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made.slot, vec![read.clone(), removal, read]))
        };
        let Some((slot, exchanges)) = sink.made(&id, delete, built()) else { return };
        let does = "reads an entity, deletes it, and looks for it again";
        let case = sink.whole(self.name(), delete, kind, does, exchanges);
        (case.alone, case.after) = (true, vec![slot.clone()]);
        case.claims.push(Claim { exchange: 2, promise: Promise::NoRow(object.subject(cx, &slot)) });
    }
}
