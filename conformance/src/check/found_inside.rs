//! After a change an entity is found by what stands inside its arrays and objects now, and no longer by what stood there.

use doctract_spec::ir::{FilterOperation, Method, Param, Type};

use super::updated::{change, written};
use super::{Check, malformed};
use crate::case::{Exchange, Outcome};
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::jsquery;
use crate::names::element;
use crate::plan::{Context, Detail, Object, Sink, named};
use crate::unique::is_own_text;

/// See the module.
pub struct FoundInside;

impl Check for FoundInside {
    fn name(&self) -> &'static str {
        "found_inside"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "params", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            for (param, field) in object.written(update) {
                let nests =
                    matches!(field.schema.kind, Type::Array | Type::Object) && param.schema.kind == field.schema.kind;
                let asked = field.filterable == Some(true) && object.list.applies(cx, field, FilterOperation::Jsquery);
                if nests && asked {
                    self.one(cx, sink, (&object, update), (param, field));
                }
            }
        }
    }
}

impl FoundInside {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (object, update): (&Object<'a>, &'a Method),
        (param, field): (&'a Param, &Param),
    ) {
        let kind = format!("{}/found-inside", param.name);
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let same = named(&object.create.params, &param.name);
            let made = cx.own(object.create, &id, Detail::Minimal, 1, same)?;
            let new = several(cx, update, param, &id)?;
            let old = made.args.clone().at_mut(&Path::top(&param.name).0).map(|old| old.clone());
            let conditions = old.and_then(|old| Some([question(field, &new)?, question(field, &old)?]));
            let Some(conditions) = conditions else { return Ok(None) };
            let change = change(cx, (object, update), &id, &made, vec![(param.name.clone(), new)])?;
            let read = object.read(cx, &id, &[&made.slot])?;
            let search = |condition: &Condition| object.list.search(cx, &id, condition);
            let [new, old] = [search(&conditions[0])?, search(&conditions[1])?];
            // A target that does not know such expressions refuses the first.
            let first = Exchange { expect: either(cx), ..old.clone() };
            Ok(Some((made, conditions, vec![first, change, read, new, old])))
        };
        let Some(Some((made, conditions, exchanges))) = sink.made(&id, update, built()) else { return };
        let does = format!("changes `{}`, then asks for the entity by what it holds and by what it held", param.name);
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        (case.param, case.sentence) = (Some(Path::top(&param.name)), written(update, param));
        (case.after, case.setting) = (vec![made.slot.clone()], 1);
        for (exchange, condition) in (3..).zip(conditions) {
            let of = object.subject(cx, &made.slot);
            case.claims.push(Claim { exchange, promise: Promise::Indexed { of, read: 2, condition } });
        }
    }
}

/// A new value; of an array one of several elements.
fn several<'a>(cx: &Context<'a>, update: &'a Method, param: &'a Param, id: &str) -> Result<Draft, String> {
    let first = cx.fresh(update, param, id, 2)?;
    let Draft::List(mut items) = first.opened() else { return Ok(first) };
    let room = param.schema.max_items.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    for variant in [3, 5] {
        let Draft::List(more) = cx.fresh(update, param, &format!("{id} {variant}"), variant)?.opened() else {
            continue;
        };
        let unlike = more.into_iter().next().filter(|item| items.len() < room && !items.contains(item));
        items.extend(unlike);
    }
    Ok(Draft::List(items))
}

/// The rows, or that such an expression is not understood.
pub(super) fn either(cx: &Context<'_>) -> Vec<Outcome> {
    std::iter::once(Outcome::Accepted { fields: None }).chain(malformed(cx)).collect()
}

/// The condition that some part of a field is a text which only this value has; none where it holds no such text.
fn question(field: &Param, value: &Draft) -> Option<Condition> {
    let array = field.schema.kind == Type::Array;
    let value = value.known()?;
    let inner = element(&field.schema);
    let members =
        inner.fields.iter().map(|member| Some(member.name.as_str())).filter(|name| name.is_some_and(jsquery::is_plain));
    let members: Vec<Option<&str>> = if inner.fields.is_empty() { vec![None] } else { members.collect() };
    // Who looks at the first elements alone does not see the last one.
    let own =
        |member: Option<&str>| jsquery::parts(&value, member).into_iter().rfind(|part| is_own_text(part)).cloned();
    let (member, text) = members.into_iter().find_map(|member| Some((member, own(member)?)))?;
    let expression = jsquery::expression(array, member, &text);
    Some(Condition::leaf(&field.name, FilterOperation::Jsquery, Draft::text(expression)))
}
