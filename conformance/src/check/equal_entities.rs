//! Two entities of a REST API that say the same are two: both are listed. Where the documents say that a value must be unlike those of others, or
//! that a conflict is answered, there is no such case; where the target takes no two such, it is missing.

use doctract_spec::ir::Protocol;

use super::Check;
use super::created::CONFLICT;
use crate::case::Level;
use crate::claim::Promise;
use crate::plan::{Context, Detail, Object, Sink};

/// See the module.
pub struct EqualEntities;

impl Check for EqualEntities {
    fn name(&self) -> &'static str {
        "equal_entities"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "unique", "responses.status"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if cx.api.protocol != Protocol::Rest {
            return;
        }
        for object in Object::all(cx) {
            let unlike = object.create.params.iter().any(|param| param.unique);
            if !unlike && object.create.responses.iter().all(|response| response.status != CONFLICT) {
                for (kind, detail) in [("created/equal", Detail::Minimal), ("created/equal-wholly", Detail::Full)] {
                    self.one(cx, sink, &object, (kind, detail));
                }
            }
        }
    }
}

impl EqualEntities {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, (kind, detail): (&str, Detail)) {
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let first = cx.own(object.create, &format!("{id} (first)"), detail, 1, None)?;
            let second = cx.sent(object.create, &id, first.args.clone())?;
            let read = object.read(cx, &id, &[&first.slot, &second.slot])?;
            Ok((first, second, read))
        };
        let Some((first, second, read)) = sink.made(&id, object.create, built()) else { return };
        let does = "makes two entities that say the same, then looks for both";
        let case = sink.whole(self.name(), object.create, kind, does, vec![read]);
        (case.level, case.after) = (Level::Should, vec![first.slot.clone(), second.slot.clone()]);
        sink.claim(0, Promise::Unlike { of: object.subject(cx, &second.slot), other: first.slot.clone() });
        for made in [first, second] {
            // What they say is the question of other cases.
            sink.claim(0, Promise::Row(object.subject(cx, &made.slot), Vec::new()));
        }
    }
}
