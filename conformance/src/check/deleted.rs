//! What was deleted is gone and no other entity is; deleting it again, or changing it, is refused as not found.

use doctract_spec::ir::{FilterOperation, Method, Violation};

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Slot};
use crate::plan::{Context, Detail, ELSEWHERE, Object, Sink, accepted, named, refused};

/// See the module.
pub struct Deleted;

impl Check for Deleted {
    fn name(&self) -> &'static str {
        "deleted"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["methods", "errors", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for object in &objects {
            if let Some(delete) = object.delete {
                self.one(cx, sink, object, delete);
                self.twin(cx, sink, object, delete);
                self.referred(cx, sink, &objects, (object, delete));
                forbidden(cx, sink, object.create, delete);
            }
        }
    }
}

impl Deleted {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, delete: &'a Method) {
        let id = format!("{}/deleted", delete.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Minimal, 1, None)?;
            let other = cx.own(object.create, &format!("{id} (other)"), Detail::Full, 2, None)?.slot;
            // One that is made afterwards, so that neither the oldest nor the newest is the one to go.
            let later = cx.own(object.create, &format!("{id} (later)"), Detail::Minimal, 3, None)?.slot;
            let read = object.read(cx, &id, &[&made.slot, &other, &later])?;
            let removal = object.call_for(cx, delete, &id, &made)?.0;
            let mut again = accepted(&removal);
            again.expect = vec![unknown(cx)];
            let mut exchanges = vec![read.clone(), accepted(&removal), read, again];
            if let Some(update) = object.update {
                let call = object.call_for(cx, update, &id, &made)?.0;
                exchanges.push(Exchange { request: call.request(), expect: vec![unknown(cx)] });
            }
            // By nothing but its id, which a target may look up in another way.
            let field = named(&object.list.fields, &object.key).filter(|field| field.filterable == Some(true));
            if field.is_some_and(|field| object.list.applies(cx, field, FilterOperation::Equal)) {
                let is = Condition::leaf(&object.key, FilterOperation::Equal, Draft::Made(made.slot.clone()));
                exchanges.push(object.list.search(cx, &id, &is)?);
            }
            Ok((made, [other, later], exchanges))
        };
        let Some((made, others, exchanges)) = sink.made(&id, delete, built()) else { return };
        let does = "deletes an entity, reads it and others, deletes it again and changes it";
        let case = sink.whole(self.name(), delete, "deleted", does, exchanges);
        case.after = [&others[0], &made.slot, &others[1]].map(Slot::clone).into();
        let before = Promise::Row(object.subject(cx, &made.slot), Vec::new());
        case.claims.push(Claim { exchange: 0, promise: before });
        let last = case.exchanges.len() - 1;
        for exchange in std::iter::once(2).chain((case.exchanges[last].expect != [unknown(cx)]).then_some(last)) {
            case.claims.push(Claim { exchange, promise: Promise::NoRow(object.subject(cx, &made.slot)) });
        }
        if !object.subject(cx, &made.slot).searched {
            // Nobody else has rows with these ids.
            case.claims.push(Claim { exchange: 2, promise: Promise::Total });
        }
        let fields: Vec<String> = object.shown(&made.args).iter().map(|(path, _)| path.to_string()).collect();
        for other in &others {
            let of = object.subject(cx, other);
            let promise = Promise::Unchanged { of, since: 0, fields: fields.clone() };
            case.claims.push(Claim { exchange: 2, promise });
        }
    }
}

impl Deleted {
    /// Another entity that says the same is another one. Where the target takes no two such, the case cannot be tested.
    fn twin<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, delete: &'a Method) {
        let id = format!("{}/deleted/twin", delete.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Minimal, ELSEWHERE, None)?;
            let older = cx.sent(object.create, &format!("{id} (older)"), made.args.clone())?.slot;
            let younger = cx.sent(object.create, &format!("{id} (younger)"), made.args.clone())?.slot;
            let removal = accepted(&object.call_for(cx, delete, &id, &made)?.0);
            let read = object.read(cx, &id, &[&made.slot, &older, &younger])?;
            Ok((made.slot, [older, younger], vec![read.clone(), removal, read]))
        };
        let Some((made, twins, exchanges)) = sink.made(&id, delete, built()) else { return };
        let does = "deletes one of three entities that say the same";
        let case = sink.whole(self.name(), delete, "deleted/twin", does, exchanges);
        // One after the other, so that the one that goes is neither the first nor the last.
        case.after = vec![twins[0].clone(), made.clone(), twins[1].clone()];
        case.setting = 2;
        let fields: Vec<String> = object.written(object.create).map(|(param, _)| param.name.clone()).collect();
        for twin in &twins {
            let (of, fields) = (object.subject(cx, twin), fields.clone());
            case.claims.push(Claim { exchange: 2, promise: Promise::Unchanged { of, since: 0, fields } });
        }
    }

    /// An entity that refers to others is gone once it is deleted, and these are not.
    fn referred<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        objects: &[Object<'a>],
        (object, delete): (&Object<'a>, &'a Method),
    ) {
        let id = format!("{}/deleted/referred", delete.name);
        let built = || {
            let mut args = cx.own(object.create, &id, Detail::Full, 1, None)?.args;
            let (mut reads, mut kept) = (Vec::new(), Vec::new());
            for (at, slot) in args.clone().slots().into_iter().enumerate() {
                let Some(other) = cx.maker(slot).and_then(|maker| Object::made_by(objects, maker)) else { continue };
                // One that nobody else refers to: it would be kept for the sake of others.
                let own = cx.own(other.create, &format!("{id} ({at})"), Detail::Minimal, 1, None)?.slot;
                args = args.with_slot(slot, &own);
                reads.push(other.read(cx, &id, &[&own])?);
                kept.push(other.subject(cx, &own));
            }
            let made = cx.sent(object.create, &id, args)?;
            // The id of the newest entity might be given to the next one.
            let later = cx.own(object.create, &format!("{id} (later)"), Detail::Minimal, 3, None)?.slot;
            let own = object.read(cx, &id, &[&made.slot])?;
            let removal = accepted(&object.call_for(cx, delete, &id, &made)?.0);
            Ok(([made.slot, later], kept, reads.iter().cloned().chain([removal, own]).chain(reads.clone()).collect()))
        };
        let Some((made, kept, exchanges)) = sink.made(&id, delete, built()) else { return };
        if kept.is_empty() {
            return;
        }
        let does = "deletes an entity, and reads it and those that it referred to";
        let case = sink.whole(self.name(), delete, "deleted/referred", does, exchanges);
        case.setting = kept.len() + 1;
        let gone = Promise::NoRow(object.subject(cx, &made[0]));
        case.claims.push(Claim { exchange: case.setting, promise: gone });
        for (at, of) in kept.into_iter().enumerate() {
            case.claims.push(Claim { exchange: case.setting + 1 + at, promise: Promise::Row(of, Vec::new()) });
        }
        case.after = made.into();
    }
}

/// Notes that the entities which nobody may delete are left alone: they are not the run's.
fn forbidden(cx: &Context<'_>, sink: &mut Sink, create: &Method, delete: &Method) {
    let mnemonic = cx.api.conventions.violation(Violation::Forbidden).mnemonic;
    // What both may answer is about the caller.
    let mut own = delete.errors.iter().filter(|error| !create.errors.contains(error));
    let documented = own.find(|error| mnemonic.is_some() && error.mnemonic == mnemonic);
    if let Some(error) = documented {
        let name = error.mnemonic.as_deref().unwrap_or_default();
        let reason =
            format!("the suite deletes nothing that it did not make, and so nothing that is `{name}`: {}", error.when);
        sink.miss(format!("{}/{name}", delete.name), delete, reason);
    }
}

/// How an id of nothing is refused.
fn unknown(cx: &Context<'_>) -> Outcome {
    refused(cx, Violation::NotFound, None)
}
