//! Two entities that say the same are two: a change of one leaves the other as it was.

use doctract_spec::ir::Method;

use super::created::is_free_text;
use super::updated::change;
use super::{Check, any_refusal};
use crate::claim::{Claim, Promise};
use crate::draft::Path;
use crate::plan::{Context, Detail, Object, Sink};

/// See the module.
pub struct TwinsApart;

impl Check for TwinsApart {
    fn name(&self) -> &'static str {
        "twins_apart"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            if let Some(update) = object.update {
                self.one(cx, sink, &object, update);
                self.alike(cx, sink, &object, update);
            }
        }
    }
}

impl TwinsApart {
    /// An entity that gets the texts of another takes none of its place. Whether there may be two such is nowhere said.
    fn alike<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, update: &'a Method) {
        let kind = "twins-made";
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let made = |word: &str| cx.own(object.create, &format!("{id} ({word})"), Detail::Minimal, 1, None);
            let (one, other) = (made("one")?, made("other")?);
            let texts = object.written(update).map(|(param, _)| param).filter(|param| is_free_text(param));
            let theirs = |name: &str| other.args.clone().at_mut(&Path::top(name).0).map(|value| value.clone());
            let new: Vec<_> = texts.filter_map(|param| Some((param.name.clone(), theirs(&param.name)?))).collect();
            if new.is_empty() {
                return Ok(None);
            }
            let mut change = change(cx, (object, update), &id, &one, new)?;
            change.expect.push(any_refusal());
            let read = object.read(cx, &id, &[&one.slot, &other.slot])?;
            Ok(Some((one, other, vec![read.clone(), change, read])))
        };
        let Some(Some((one, other, exchanges))) = sink.made(&id, update, built()) else { return };
        let does = "gives an entity the texts of another, and reads both";
        let case = sink.whole(self.name(), update, kind, does, exchanges);
        (case.after, case.setting) = (vec![one.slot.clone(), other.slot.clone()], 2);
        let fields = object.written(object.create).map(|(param, _)| param.name.clone()).collect();
        let kept = Promise::Unchanged { of: object.subject(cx, &other.slot), since: 0, fields };
        let there = Promise::Row(object.subject(cx, &one.slot), Vec::new());
        case.claims = [kept, there].map(|promise| Claim { exchange: 2, promise }).into();
    }

    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, update: &'a Method) {
        let kind = "twins-apart";
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let mut args = cx.own(object.create, &id, Detail::Minimal, 1, None)?.args;
            let texts = object.create.params.iter().filter(|param| is_free_text(param) && !param.unique);
            for param in texts.filter(|param| param.location.is_none_or(|place| place.name() == "body")) {
                args.set(&Path::top(&param.name), cx.fresh(object.create, param, &format!("{id} (both)"), 1)?);
            }
            let twin = |word: &str| cx.sent(object.create, &format!("{id} ({word})"), args.clone());
            let (one, other) = (twin("one")?, twin("other")?);
            let texts = object.written(update).map(|(param, _)| param).filter(|param| is_free_text(param));
            let new = texts.map(|param| Ok((param.name.clone(), cx.fresh(update, param, &id, 2)?)));
            let new = new.collect::<Result<Vec<_>, String>>()?;
            if new.is_empty() {
                return Ok(None);
            }
            let change = change(cx, (object, update), &id, &one, new)?;
            let read = object.read(cx, &id, &[&other.slot])?;
            Ok(Some((one, other, vec![read.clone(), change, read])))
        };
        let Some(Some((one, other, exchanges))) = sink.made(&id, update, built()) else { return };
        let does = "makes two entities that say the same, changes the texts of one, and reads the other";
        let case = sink.whole(self.name(), update, kind, does, exchanges);
        // Whether there may be two such, and whether the change is made, is the question of other cases.
        (case.after, case.setting) = (vec![one.slot, other.slot.clone()], 2);
        let fields = object.written(object.create).map(|(param, _)| param.name.clone()).collect();
        let promise = Promise::Unchanged { of: object.subject(cx, &other.slot), since: 0, fields };
        case.claims.push(Claim { exchange: 2, promise });
    }
}
