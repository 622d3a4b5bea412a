//! After a change an entity is found by its new value, and no longer by the old one: filters go by what is stored, not by what was.

use doctract_spec::ir::{FilterOperation, Method, Param, Type};

use super::Check;
use super::updated::{tolerated, written};
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted};
use crate::unique::is_own_text;

/// See the module.
pub struct FoundAnew;

impl Check for FoundAnew {
    fn name(&self) -> &'static str {
        "found_anew"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "params", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            for (param, field) in object.written(update) {
                let searched = field.filterable == Some(true) && object.list.applies(cx, field, FilterOperation::Equal);
                let text = param.schema.kind == Type::String && param.schema.values.is_empty();
                if text && searched {
                    self.one(cx, sink, &object, (update, param, field));
                }
            }
        }
    }
}

/// An entity, its new value and its old one, and the requests that search for it, change it, read it and search for both values.
struct Ground {
    made: Made,
    values: [Draft; 2],
    exchanges: Vec<Exchange>,
}

impl FoundAnew {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (update, param, field): (&'a Method, &'a Param, &Param),
    ) {
        let kind = format!("{}/found-anew", param.name);
        let id = format!("{}/{kind}", update.name);
        let built = || -> Result<Option<Ground>, String> {
            let made = cx.own(object.create, &id, Detail::Full, 1, None)?;
            let new = cx.fresh(update, param, &id, 2)?;
            let old = made.args.clone().at_mut(&Path::top(&param.name).0).map(|old| old.clone());
            // A value that others may have, too, finds their rows as well.
            let Some(old) = old.filter(|old| is_own(old) && is_own(&new)) else { return Ok(None) };
            let mut change = object.call_for(cx, update, &id, &made)?.0;
            change.set(&Path::top(&param.name), new.clone());
            let mut change = accepted(&change);
            change.expect.extend(tolerated(cx, update, std::slice::from_ref(&param.name), false));
            let search = |value: &Draft| {
                let mut call = object.list.call(cx, &id)?;
                object.list.choose(&mut call, &Condition::leaf(&field.name, FilterOperation::Equal, value.clone()));
                Ok::<_, String>(accepted(&call))
            };
            let read = object.read(cx, &id, &[&made.slot])?;
            // An index may be made by the first search.
            let exchanges = vec![search(&old)?, change, read, search(&new)?, search(&old)?];
            Ok(Some(Ground { made, values: [new, old], exchanges }))
        };
        let Some(Some(Ground { made, values, exchanges })) = sink.made(&id, update, built()) else { return };
        let does = format!("changes `{}`, reads the entity, then filters by its new and by its old value", param.name);
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.param = Some(Path::top(&param.name));
        case.sentence = written(update, param);
        // The first search comes when the entity is there.
        case.after.push(made.slot.clone());
        // Whether the change was stored is the question of another case.
        for (exchange, value) in (3..).zip(values) {
            let (of, field) = (object.subject(cx, &made.slot), field.name.clone());
            case.claims.push(Claim { exchange, promise: Promise::Indexed { of, read: 2, field, value } });
        }
    }
}

/// Whether no other request holds the value.
fn is_own(value: &Draft) -> bool {
    value.known().is_some_and(|value| is_own_text(&value))
}
