//! A parameter that is left out has its documented default, as the row of the entity shows.

use doctract_spec::ir::{Method, Param, Schema};
use serde_json::Value;

use super::Check;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Step};
use crate::names::element;
use crate::plan::{Context, Effect, Object, Sink, Spot, named, spots};

/// See the module.
pub struct DefaultValue;

impl Check for DefaultValue {
    fn name(&self) -> &'static str {
        "default_value"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["default"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for spot in spots(object.create).into_iter().filter(|spot| !spot.is_item && spot.param.role.is_none()) {
                if let Some(default) = &spot.param.default {
                    self.one(cx, sink, &object, &spot, default);
                }
            }
        }
    }
}

impl DefaultValue {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, spot: &Spot<'a>, default: &Value) {
        let kind = format!("{}/default", spot.path);
        let id = format!("{}/{kind}", object.create.name);
        if field(&object.list.fields, &spot.path).is_none() {
            return sink.miss(id, object.create, format!("no row shows `{}`", spot.path));
        }
        let built = || {
            let mut call = cx.call_around(spot, &id, Effect::Shares)?;
            call.args.remove(&spot.path);
            let made = cx.made(&id, call);
            let mut exchanges = Vec::new();
            if spot.depends_on_component() {
                // Only a target that takes the parameter can be held to its default.
                exchanges.push(super::with_component(cx, object.create, spot, &id)?);
            }
            exchanges.push(object.read(cx, &id, &[&made.slot])?);
            Ok((made, exchanges))
        };
        let Some((made, exchanges)) = sink.made(&id, object.create, built()) else { return };
        let last = exchanges.len() - 1;
        let does = format!("leaves out `{}`, then reads the entity", spot.path);
        let case = sink.whole(self.name(), object.create, &kind, &does, exchanges);
        case.param = Some(spot.path.clone());
        case.level = spot.level("default");
        case.sentence = spot.sentence("default", &format!("default {default}"));
        let fields = vec![(spot.path.clone(), Draft::Known(default.clone()))];
        case.claims.push(Claim { exchange: last, promise: Promise::Row(object.subject(cx, &made.slot), fields) });
    }
}

/// The field of rows at the path of a parameter.
pub(super) fn field<'f>(fields: &'f [Param], path: &Path) -> Option<&'f Schema> {
    let mut steps = path.0.iter();
    let Step::Name(first) = steps.next()? else { return None };
    let mut schema = &named(fields, first)?.schema;
    for step in steps {
        schema = match step {
            Step::Item => schema.items.as_deref()?,
            Step::Name(name) => &named(&element(schema).fields, name)?.schema,
        };
    }
    Some(schema)
}

/// The documented default of a parameter of a create method.
pub(super) fn of_create<'m>(create: &'m Method, path: &Path) -> Option<&'m Value> {
    spots(create).into_iter().find(|spot| spot.path == *path && !spot.is_item)?.param.default.as_ref()
}
