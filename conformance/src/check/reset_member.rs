//! `null` resets an optional member of an object, too, where an update may be partial: the others are sent as they are, and stay so.

use doctract_spec::ir::{Method, Param, Type};
use serde_json::{Value, json};

use super::Check;
use super::default_value::of_create;
use super::updated::{change, written};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, ELSEWHERE, Made, Object, Sink, named, seen_as};

/// See the module.
pub struct ResetMember;

impl Check for ResetMember {
    fn name(&self) -> &'static str {
        "reset_member"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["partial_update", "required", "params"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update.filter(|update| update.partial_update) else { continue };
            for (param, field) in object.written(update).filter(|(param, _)| param.schema.kind == Type::Object) {
                for member in optional(param, field) {
                    self.one(cx, sink, (&object, update), (param, field, member));
                }
            }
        }
    }
}

/// The members that may be absent, whatever the others are, and that rows show.
fn optional<'a>(param: &'a Param, field: &'a Param) -> impl Iterator<Item = &'a Param> {
    let shown = |member: &&Param| named(&field.schema.fields, &member.name).is_some();
    let free = |member: &&Param| {
        !member.is_required()
            && member.required_when.is_none()
            && member.conditions.is_empty()
            && member.alternatives.is_empty()
    };
    param.schema.fields.iter().filter(shown).filter(free)
}

impl ResetMember {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        (object, update): (&Object<'a>, &'a Method),
        (param, field, member): (&'a Param, &Param, &'a Param),
    ) {
        let (top, path) = (Path::top(&param.name), Path::top(&param.name).member(&member.name));
        let kind = format!("{path}/null");
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let made = with_object(cx, object, &id, param)?;
            let Some(mut value) = made.args.clone().at_mut(&top.0).map(|value| value.opened()) else { return Ok(None) };
            if !value.remove(&Path::top(&member.name)) {
                return Ok(None);
            }
            release(param, member, &mut value);
            let kept = seen_as(&param.schema, &field.schema, &told(&value));
            value.set(&Path::top(&member.name), Draft::Known(Value::Null));
            let change = change(cx, (object, update), &id, &made, vec![(param.name.clone(), value)])?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, kept, vec![change, read])))
        };
        let Some(Some((made, kept, exchanges))) = sink.made(&id, update, built()) else { return };
        let does = format!("sends `null` as `{path}`, then reads the entity");
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.sentence = written(update, member);
        let of = || object.subject(cx, &made.slot);
        let flag = (member.schema.kind == Type::Boolean).then_some(json!(false));
        let others = of_create(object.create, &path).or(member.default.as_ref()).cloned().into_iter().chain(flag);
        let reset = Promise::Reset(of(), vec![(path.clone(), others.collect())]);
        let kept = kept.map(|kept| Promise::Row(of(), vec![(top, kept)]));
        let promises = std::iter::once(reset).chain(kept);
        case.claims = promises.map(|promise| Claim { exchange: 1, promise }).collect();
        case.param = Some(path);
    }
}

/// An entity that has the object with everything in it.
pub(super) fn with_object<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    id: &str,
    param: &'a Param,
) -> Result<Made, String> {
    let same = named(&object.create.params, &param.name);
    cx.own(object.create, id, Detail::Minimal, ELSEWHERE, same)
}

/// What an object says: a flag that is off may be as good as none.
fn told(value: &Draft) -> Draft {
    let Draft::Members(members) = value.opened() else { return value.clone() };
    let says = |value: &Draft| !matches!(value, Draft::Known(Value::Bool(false) | Value::Null));
    Draft::Members(members.into_iter().filter(|(_, value)| says(value)).collect())
}

/// Turns off what may only be on while a member is there.
fn release(param: &Param, member: &Param, value: &mut Draft) {
    let leans = |other: &&Param| other.requires_parameter.as_deref().is_some_and(|name| name.ends_with(&member.name));
    for other in param.schema.fields.iter().filter(leans) {
        let off = if other.schema.kind == Type::Boolean { json!(false) } else { Value::Null };
        value.set(&Path::top(&other.name), Draft::Known(off));
    }
}
