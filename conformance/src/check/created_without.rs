//! An entity that is made with everything but one parameter is made without that one: no other value takes its place.
//!
//! That a target makes up no values is inferred from what the documents say of empty ones; where they say nothing, the value is none that the run has
//! sent for something else.

use doctract_spec::ir::{Param, Type};

use super::Check;
use super::created::is_free_text;
use crate::case::{Level, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::Path;
use crate::plan::{Context, Detail, Object, Sink};

/// See the module.
pub struct CreatedWithout;

impl Check for CreatedWithout {
    fn name(&self) -> &'static str {
        "created_without"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["required", "default", "conventions.empty_as_null"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let open = |param: &Param, field: &Param| {
                let decided =
                    param.required_when.is_some() || !param.alternatives.is_empty() || !param.conditions.is_empty();
                let default = param.default.is_some() || field.default.is_some();
                !param.is_required() && is_free_text(param) && field.schema.kind == Type::String && !decided && !default
            };
            let params = object.written(object.create).filter(|(param, field)| open(param, field));
            for param in params.map(|(param, _)| param) {
                self.one(cx, sink, &object, param);
            }
        }
    }
}

impl CreatedWithout {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, param: &Param) {
        let kind = format!("{}/created-without", param.name);
        let id = format!("{}/{kind}", object.create.name);
        let path = Path::top(&param.name);
        let built = || {
            let mut args = cx.own(object.create, &id, Detail::Full, 1, None)?.args;
            if !args.remove(&path) {
                return Ok(None);
            }
            let made = cx.sent(object.create, &format!("{id} (sent)"), args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, read)))
        };
        let Some(Some((made, read))) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity with everything but `{}`, then reads it", param.name);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        (case.level, case.param) = (Level::Should, Some(path.clone()));
        let text = format!("`{}`: not required. {}", param.name, param.description);
        case.sentence = Sentence { text: text.trim_end().to_owned(), source: param.source.clone() };
        case.after = vec![made.slot.clone()];
        let of = object.subject(cx, &made.slot);
        let promise = if cx.api.conventions.empty_as_null {
            Promise::Reset(of, vec![(path, Vec::new())])
        } else {
            Promise::LeftOut { of, fields: vec![param.name.clone()], sent: Vec::new() }
        };
        case.claims.push(Claim { exchange: 0, promise });
    }
}
