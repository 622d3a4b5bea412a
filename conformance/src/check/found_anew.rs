//! After a change an entity is found by its new value, and no longer by the old one: filters go by what is stored, not by what was.

use doctract_spec::ir::{FilterOperation, Method, Param};

use super::Check;
use super::updated::{tolerated, written};
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, seen_as};
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
                if searched {
                    self.one(cx, sink, &object, (update, param, field));
                }
            }
        }
    }
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
        let built = || -> Result<Option<(Made, Draft, Vec<Exchange>)>, String> {
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
            let exchanges = vec![change, search(&new)?, search(&old)?];
            Ok(Some((made, new, exchanges)))
        };
        let Some(Some((made, new, exchanges))) = sink.made(&id, update, built()) else { return };
        let does = format!("changes `{}`, then filters by its new and by its old value", param.name);
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.param = Some(Path::top(&param.name));
        case.sentence = written(update, param);
        let subject = || object.subject(cx, &made.slot);
        let shown = seen_as(&param.schema, &field.schema, &new).map(|value| (Path::top(&field.name), value));
        case.claims.push(Claim { exchange: 1, promise: Promise::Row(subject(), shown.into_iter().collect()) });
        case.claims.push(Claim { exchange: 2, promise: Promise::NoRow(subject()) });
    }
}

/// Whether no other request holds the value.
fn is_own(value: &Draft) -> bool {
    value.known().is_some_and(|value| is_own_text(&value))
}
