//! Two objects that list each other agree: what is made a member from one side is seen as one from the other, and is none any more when it was
//! taken out.

use doctract_spec::ir::{Param, Type};

use super::Check;
use crate::case::Exchange;
use crate::claim::{Claim, Promise, Subject};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, id_member, is_reference, maker, named};

/// See the module.
pub struct Membership;

impl Check for Membership {
    fn name(&self) -> &'static str {
        "membership"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "see_methods"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for_each_pair(cx, |object, param, other, seen| self.one(cx, sink, object, param, other, seen));
    }
}

/// Visits each object that lists another by which it is listed, too: the parameter that lists, the other object, and the array of its rows in which the first
/// is seen, with the member that holds the id.
pub(super) fn for_each_pair<'a>(
    cx: &Context<'a>,
    mut visit: impl FnMut(&Object<'a>, &'a Param, &Object<'a>, (&str, &str)),
) {
    let objects = Object::all(cx);
    for object in &objects {
        for (param, _, other) in lists(cx, &objects, object) {
            let back = lists(cx, &objects, other);
            for (array, member, _) in back.iter().filter(|(_, _, back)| back.create.name == object.create.name) {
                visit(object, param, other, (&array.name, member));
            }
        }
    }
}

/// The parameters of a create method that are lists of ids, the members of the rows that show them, and the objects that they name.
pub(super) fn lists<'o, 'a>(
    cx: &Context<'a>,
    objects: &'o [Object<'a>],
    object: &Object<'a>,
) -> Vec<(&'a Param, String, &'o Object<'a>)> {
    let list = |param: &'a Param| {
        let sent = param.schema.items.as_deref().filter(|_| param.schema.kind == Type::Array && is_reference(param))?;
        let field = named(&object.list.fields, &param.name)?;
        let member = id_member(sent, field.schema.items.as_deref()?)?;
        let other = Object::made_by(objects, maker(cx.api, object.create, param, true)?)?;
        Some((param, member, other))
    };
    object.create.params.iter().filter_map(list).collect()
}

impl Membership {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        param: &'a Param,
        other: &Object<'a>,
        (array, member): (&str, &str),
    ) {
        let kind = format!("{array}/seen-from-{}", object.create.name);
        let id = format!("{}/{kind}", other.list.method.name);
        let path = Path::top(&param.name);
        let built = || {
            let group = cx.own(other.create, &format!("{id} (other)"), Detail::Minimal, 2, None)?;
            let mut args = cx.own(object.create, &id, Detail::Minimal, 1, None)?.args;
            args.set(&path, Draft::List(vec![Draft::Made(group.slot.clone())]));
            let made = cx.sent(object.create, &id, args.clone())?;
            // Another is a member before, and stays one.
            let mut others = cx.own(object.create, &format!("{id} (beside)"), Detail::Minimal, 2, None)?.args;
            others.set(&path, Draft::List(vec![Draft::Made(group.slot.clone())]));
            let beside = cx.sent(object.create, &format!("{id} (beside)"), others)?;
            let read = other.read(cx, &id, &[&group.slot])?;
            let mut steps = vec![(read.clone(), Some(true))];
            steps.extend(out_and_in(cx, object, param, &id, (&made, &group), &read)?);
            Ok((group, made, beside, steps))
        };
        let Some((group, made, beside, steps)) = sink.made(&id, other.list.method, built()) else { return };
        let exchanges = steps.iter().map(|(exchange, _)| exchange.clone()).collect();
        let does = "makes an entity a member from its own side, takes it out and puts it in again";
        let case = sink.whole(self.name(), other.list.method, &kind, does, exchanges);
        case.param = Some(Path::top(array));
        case.after = vec![made.slot.clone(), beside.slot.clone()];
        let of = other.subject(cx, &group.slot);
        for (exchange, (_, present)) in steps.iter().enumerate() {
            let Some(present) = *present else { continue };
            // The other one stays a member all the time.
            let promises = [(&made, present), (&beside, true)].map(|seen| element(&of, (array, member), seen));
            case.claims.extend(promises.map(|promise| Claim { exchange, promise }));
        }
    }
}

/// The promise that an entity is, or is not, among the elements of an array that another one has.
fn element(of: &Subject, (array, id): (&str, &str), (other, present): (&Made, bool)) -> Promise {
    let (array, id) = (array.to_owned(), id.to_owned());
    Promise::Element { of: of.clone(), array, id, other: other.slot.clone(), present }
}

/// The requests that take an entity out of the array of another one and put it in again, each with a reading that tells whether it
/// is a member then.
fn out_and_in<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    param: &'a Param,
    id: &str,
    (made, group): (&Made, &Made),
    read: &Exchange,
) -> Result<Vec<(Exchange, Option<bool>)>, String> {
    let mut steps = Vec::new();
    let writes = object.update.and_then(|update| Some((update, named(&update.params, &param.name)?)));
    for present in [false, true] {
        let Some((update, same)) = writes.filter(|(_, same)| present || !same.is_required()) else { continue };
        let mut call = object.call_for(cx, update, id, made)?.0;
        let members = present.then(|| Draft::Made(group.slot.clone()));
        call.set(&Path::top(&same.name), Draft::List(members.into_iter().collect()));
        steps.extend([(accepted(&call), None), (read.clone(), Some(present))]);
    }
    Ok(steps)
}
