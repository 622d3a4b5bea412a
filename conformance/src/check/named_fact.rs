//! A row that refers to something which no method makes, but which is known to exist, says its name, and says none any more when it refers to
//! nothing.

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::updated::{tolerated, written};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, accepted, is_reference, lookup, maker, named};

/// See the module.
pub struct NamedFact;

impl Check for NamedFact {
    fn name(&self) -> &'static str {
        "named_fact"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["result.fields", "partial_update", "conventions.named_references"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update.filter(|update| update.partial_update) else { continue };
            for names in &cx.api.conventions.named_references {
                for (param, _) in object.written(update) {
                    let name = param.name.strip_suffix(&names.id).map(|stem| format!("{stem}{}", names.name));
                    let field = name.and_then(|name| named(&object.list.fields, &name));
                    let free = !param.is_required() && param.schema.kind != Type::Array && is_reference(param);
                    if let Some(field) = field.filter(|_| free && is_fact(cx, object.create, update, param)) {
                        self.one(cx, sink, &object, (update, param, field));
                    }
                }
            }
        }
    }
}

/// Whether only the configuration names something to refer to.
fn is_fact<'a>(cx: &Context<'a>, create: &'a Method, update: &'a Method, param: &'a Param) -> bool {
    let told = lookup(&cx.facts.existing, &create.name, &Path::top(&param.name), &param.name).is_some();
    told && named(&create.params, &param.name).is_some() && maker(cx.api, update, param, true).is_none()
}

impl NamedFact {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (update, param, field): (&'a Method, &'a Param, &Param),
    ) {
        let (path, name) = (Path::top(&param.name), Path::top(&field.name));
        for reset in [false, true] {
            let kind = format!("{name}/{}-{path}", if reset { "without" } else { "beside" });
            let id = format!("{}/{kind}", update.name);
            let built = || {
                let made = cx.own(object.create, &id, Detail::Minimal, 1, named(&object.create.params, &param.name))?;
                let (mut call, mut changed) = object.call_for(cx, update, &id, &made)?;
                call.set(&path, Draft::Known(serde_json::Value::Null));
                changed.push(param.name.clone());
                let mut nothing = accepted(&call);
                nothing.expect.extend(tolerated(cx, update, &changed, false));
                let read = object.read(cx, &id, &[&made.slot])?;
                // What is shown once may be kept.
                let ahead = if reset { vec![read.clone(), nothing] } else { Vec::new() };
                Ok((made, ahead.into_iter().chain([read.clone(), read]).collect()))
            };
            let Some((made, exchanges)) = sink.made::<(_, Vec<_>)>(&id, update, built()) else { return };
            let last = exchanges.len() - 1;
            let does = format!("{} `{path}`, {} `{name}`", if reset { "resets" } else { "sets" }, "then reads");
            let case = sink.whole(self.name(), update, &kind, &does, exchanges);
            case.param = Some(name.clone());
            case.sentence = written(object.list.method, field);
            // Whether the reference itself is stored and reset is the question of other cases.
            case.setting = last;
            let of = || object.subject(cx, &made.slot);
            let promises = if reset {
                [&path, &name].map(|path| Promise::Reset(of(), vec![(path.clone(), Vec::new())]))
            } else {
                [Promise::Row(of(), object.shown(&made.args)), Promise::Filled(of(), field.name.clone())]
            };
            case.claims = (last - 1..).zip(promises).map(|(exchange, promise)| Claim { exchange, promise }).collect();
        }
    }
}
