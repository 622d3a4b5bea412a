//! What nothing was sent for when an entity was made is empty when it is read back, where the documents say how empty looks.
//!
//! Flags are left out: off is as empty as nothing. So is what has a default, on either side, and what other parameters decide. That a target
//! makes up no values is inferred from what the documents say of empty ones.

use doctract_spec::ir::{Param, Type};
use serde_json::Value;

use super::Check;
use crate::case::{Level, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::Path;
use crate::plan::{Context, Detail, Object, Sink, named};

/// See the module.
pub struct LeftEmpty;

impl Check for LeftEmpty {
    fn name(&self) -> &'static str {
        "left_empty"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["required", "default", "conventions.empty_as_null"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if !cx.api.conventions.empty_as_null {
            return;
        }
        for object in Object::all(cx) {
            for (param, field) in object.written(object.create) {
                let mut paths = Vec::new();
                open(param, field, &Path::top(&param.name), &mut paths);
                if !paths.is_empty() {
                    self.one(cx, sink, &object, (param, paths));
                }
            }
        }
    }
}

/// The places of a field at which nothing may stand where the parameter is left out: itself, or the members of an object, which may be there with
/// their defaults.
fn open(param: &Param, field: &Param, path: &Path, paths: &mut Vec<Path>) {
    let decided = param.required_when.is_some() || param.allowed_when.is_some() || !param.conditions.is_empty();
    let default = param.default.is_some() || field.default.is_some();
    let whole = param.schema.kind == field.schema.kind && param.schema.kind != Type::Boolean;
    if param.is_required() && path.0.len() == 1 || decided || default || !whole || !param.alternatives.is_empty() {
        return;
    }
    if param.schema.kind != Type::Object {
        return paths.push(path.clone());
    }
    for member in &param.schema.fields {
        if let Some(field) = named(&field.schema.fields, &member.name) {
            open(member, field, &path.member(&member.name), paths);
        }
    }
}

impl LeftEmpty {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, (param, paths): (&Param, Vec<Path>)) {
        let kind = format!("{}/left-empty", param.name);
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Minimal, 1, None)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, read))
        };
        let Some((mut made, read)) = sink.made(&id, object.create, built()) else { return };
        if made.args.at_mut(&Path::top(&param.name).0).is_some() {
            return;
        }
        let does = format!("makes an entity without `{}`, then reads it", param.name);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        case.level = Level::Should;
        case.param = Some(Path::top(&param.name));
        let text = match param.description.as_str() {
            "" => format!("`{}`: not required", param.name),
            description => format!("`{}`: not required. {description}", param.name),
        };
        case.sentence = Sentence { text, source: param.source.clone() };
        let none: Vec<Value> = Vec::new();
        let fields = paths.into_iter().map(|path| (path, none.clone())).collect();
        let promise = Promise::Reset(object.subject(cx, &made.slot), fields);
        case.claims.push(Claim { exchange: 0, promise });
    }
}
