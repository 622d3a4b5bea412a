//! What listed an entity lists it no longer once it is deleted, and goes on listing the others. Whether an entity that is listed may be deleted is
//! nowhere said: where the target takes that for use, the case cannot be tested.

use doctract_spec::ir::{Method, Type, Violation};

use super::Check;
use super::membership::lists;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::names::element;
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, named, refused};

/// See the module.
pub struct Unlisted;

impl Check for Unlisted {
    fn name(&self) -> &'static str {
        "unlisted"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "see_methods"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for object in &objects {
            for (param, member, other) in lists(cx, &objects, object) {
                let Some(delete) = other.delete else { continue };
                self.one(cx, sink, object, (&param.name, &member), (other, delete));
            }
        }
    }
}

impl Unlisted {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (param, member): (&str, &str),
        (other, delete): (&Object<'a>, &'a Method),
    ) {
        let kind = format!("deleted/unlisted-in-{}.{param}", object.list.method.name);
        let id = format!("{}/{kind}", delete.name);
        let Some((made, others, exchanges)) = sink.made(&id, delete, ground(cx, object, param, (other, delete), &id))
        else {
            return;
        };
        let does = format!("deletes one of two entities that another lists as `{param}`, and reads that");
        let case = sink.whole(self.name(), delete, &kind, &does, exchanges);
        case.after = vec![made.slot.clone()];
        case.setting = 2;
        // Other arrays of the row that tell of the same entities are not to tell of the one that is gone.
        let arrays = object.list.fields.iter().filter(|field| field.schema.kind == Type::Array);
        let arrays = arrays.filter(|field| named(&element(&field.schema).fields, member).is_some());
        let seen = |array: &str, made: &Made, present: bool| Promise::Element {
            of: object.subject(cx, &made.slot),
            array: array.to_owned(),
            id: member.to_owned(),
            other: others[usize::from(present)].slot.clone(),
            present,
        };
        let gone = arrays.map(|array| seen(&array.name, &made, false));
        let promises: Vec<Promise> = gone.chain([seen(param, &made, true)]).collect();
        case.claims = promises.into_iter().map(|promise| Claim { exchange: 2, promise }).collect();
    }
}

/// An entity that lists two others, of which the first is deleted, and the requests.
fn ground<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    param: &str,
    (other, delete): (&Object<'a>, &'a Method),
    id: &str,
) -> Result<(Made, [Made; 2], Vec<Exchange>), String> {
    let listed = |word: &str| cx.own(other.create, &format!("{id} ({word})"), Detail::Minimal, 1, None);
    let others = [listed("deleted")?, listed("kept")?];
    let mut args = cx.own(object.create, id, Detail::Minimal, 1, None)?.args;
    args.set(&Path::top(param), Draft::List(others.iter().map(|other| Draft::Made(other.slot.clone())).collect()));
    let made = cx.sent(object.create, id, args)?;
    let read = object.read(cx, id, &[&made.slot])?;
    let mut removal = accepted(&other.call_for(cx, delete, id, &others[0])?.0);
    removal.expect.push(refused(cx, Violation::InUse, None));
    Ok((made, others, vec![read.clone(), removal, read]))
}
