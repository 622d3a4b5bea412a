//! A field that is made of others holds those of them that are there, whichever one is not.

use doctract_spec::ir::{Composed, Param};

use super::Check;
use super::created::is_free_text;
use crate::draft::Path;
use crate::plan::{Context, Detail, Object, Sink, named};

/// See the module.
pub struct ComposedPart;

impl Check for ComposedPart {
    fn name(&self) -> &'static str {
        "composed_part"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["conventions.composed", "required"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for composed in &cx.api.conventions.composed {
                let parts = composed.from.iter().filter_map(|name| named(&object.create.params, name));
                for param in parts.filter(|param| !param.is_required() && is_free_text(param)) {
                    self.one(cx, sink, &object, composed, param);
                }
            }
        }
    }
}

impl ComposedPart {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, composed: &Composed, param: &'a Param) {
        let Some(field) = named(&object.list.fields, &composed.field) else { return };
        let kind = format!("{}/without-{}", composed.field, param.name);
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let mut args = cx.own(object.create, &id, Detail::Full, 1, None)?.args;
            args.remove(&Path::top(&param.name));
            let made = cx.sent(object.create, &id, args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((super::composed(object, cx, &made, composed), read))
        };
        let Some((Some(promise), read)) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity without `{}`, and reads its `{}`", param.name, composed.field);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        case.param = Some(Path::top(&composed.field));
        if !field.description.is_empty() {
            case.sentence = super::updated::written(object.list.method, field);
        }
        sink.claim(0, promise);
    }
}
