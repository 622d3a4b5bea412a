//! Members that an object inside an entity leaves out hold nothing when it is read back, and the others what was sent.

use doctract_spec::ir::{Param, Type};

use super::Check;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, named};

/// See the module.
pub struct LeftOut;

impl Check for LeftOut {
    fn name(&self) -> &'static str {
        "left_out"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["required", "result.fields", "conventions.empty_as_null"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for (param, field) in object.written(object.create) {
                if param.schema.kind == Type::Object && field.schema.kind == Type::Object {
                    self.one(cx, sink, &object, param);
                }
            }
        }
    }
}

impl LeftOut {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, param: &'a Param) {
        let kind = format!("{}/members-left-out", param.name);
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let Some(made) = sparse(cx, object, &id, param)? else { return Ok(None) };
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, read)))
        };
        let Some(Some((made, read))) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity with what is required of `{}`, then reads it", param.name);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        case.param = Some(Path::top(&param.name));
        let of = || object.subject(cx, &made.slot);
        let row = Promise::Row(of(), object.shown(&made.args));
        let nothing = Promise::LeftOut { of: of(), fields: Vec::new(), sent: made.args.texts() };
        case.claims = [row, nothing].map(|promise| Claim { exchange: 0, promise }).into();
    }
}

/// An entity whose object has no more members than it must; none where that is all of them.
fn sparse<'a>(cx: &Context<'a>, object: &Object<'a>, id: &str, param: &'a Param) -> Result<Option<Made>, String> {
    let mut args = cx.own(object.create, id, Detail::Minimal, 1, Some(param))?.args;
    let path = Path::top(&param.name);
    let Some(Draft::Members(members)) = args.at_mut(&path.0).map(|value| value.opened()) else { return Ok(None) };
    let needed = |name: &str| named(&param.schema.fields, name).is_none_or(|member| !may_be_absent(param, member));
    let kept: Vec<(String, Draft)> = members.iter().filter(|(name, _)| needed(name)).cloned().collect();
    if kept.is_empty() || kept.len() == members.len() {
        return Ok(None);
    }
    args.set(&path, Draft::Members(kept));
    cx.sent(object.create, id, args).map(Some)
}

/// Whether the documents say of a member alone that it may be absent, and no other member leans on it.
fn may_be_absent(object: &Param, member: &Param) -> bool {
    let leans = |other: &Param| other.requires_parameter.as_deref().is_some_and(|name| name.ends_with(&member.name));
    let free = member.required_when.is_none() && member.alternatives.is_empty() && member.conditions.is_empty();
    member.required == Some(false) && free && !object.schema.fields.iter().any(leans)
}
