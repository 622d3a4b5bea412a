//! Each optional parameter of a create method by itself, at the top or within an object: the entity has it, and for all others beside it the documented
//! defaults.

use doctract_spec::ir::Param;
use serde_json::Value;

use super::Check;
use super::default_value::field;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::names::element;
use crate::plan::{Context, Effect, Made, Object, Sink, Spot, spots};

/// See the module.
pub struct CreatedAlone;

impl Check for CreatedAlone {
    fn name(&self) -> &'static str {
        "created_alone"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "default"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let all = spots(object.create);
            let optional = |spot: &&Spot<'_>| {
                let param = spot.param;
                let free = param.role.is_none() && param.required_for.is_empty() && param.requires_parameter.is_none();
                !spot.is_item && !param.is_required() && free && param.name != object.key
            };
            for spot in all.iter().filter(optional) {
                self.one(cx, sink, &object, spot, false);
                if matches!(spot.param.default, Some(Value::Bool(_))) {
                    self.one(cx, sink, &object, spot, true);
                }
            }
        }
    }
}

impl CreatedAlone {
    /// A flag is sent as the other than its default, or as that.
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, spot: &Spot<'a>, as_default: bool) {
        let kind = format!("{}/created-alone{}", spot.path, if as_default { "-as-default" } else { "" });
        let id = format!("{}/{kind}", object.create.name);
        let beside = beside(object, spot);
        let built = || {
            let mut call = cx.call_with(spot, &id, Effect::Shares)?;
            for (_, path) in beside.iter().filter(|(param, _)| !param.is_required()) {
                call.args.remove(path);
            }
            if let Some(Value::Bool(default)) = spot.param.default {
                call.set(&spot.path, Draft::Known(Value::Bool(default == as_default)));
            }
            let mut exchanges = Vec::new();
            if spot.depends_on_component() {
                // Only a target that takes the parameter can be held to what becomes of it.
                exchanges.push(super::with_component(cx, object.create, spot, &id)?);
            }
            let args = call.args.clone();
            let own = cx.made(&id, call).slot;
            exchanges.push(object.read(cx, &id, &[&own])?);
            Ok((Made { slot: own, args }, exchanges))
        };
        let Some((made, exchanges)) = sink.made(&id, object.create, built()) else { return };
        let shown = object.shown(&made.args);
        let defaults = beside.iter().filter(|(param, path)| {
            let sent = made.args.clone().at_mut(&path.0).is_some();
            !sent && param.requires_component.is_none() && field(&object.list.fields, path).is_some()
        });
        let defaults = defaults.filter_map(|(param, path)| Some((path.clone(), Draft::Known(param.default.clone()?))));
        let fields: Vec<(Path, Draft)> = shown.into_iter().chain(defaults).collect();
        let last = exchanges.len() - 1;
        let does = format!("sends `{}` and nothing else that is optional beside it, then reads the entity", spot.path);
        let case = sink.whole(self.name(), object.create, &kind, &does, exchanges);
        case.param = Some(spot.path.clone());
        case.sentence = super::updated::written(object.create, spot.param);
        case.claims.push(Claim { exchange: last, promise: Promise::Row(object.subject(cx, &made.slot), fields) });
    }
}

/// The other parameters of the same place, each with its path.
fn beside<'a>(object: &Object<'a>, spot: &Spot<'a>) -> Vec<(&'a Param, Path)> {
    let params: &'a [Param] =
        spot.ancestors.last().map_or(&object.create.params, |around| &element(&around.schema).fields);
    let others = params.iter().filter(|param| param.name != spot.param.name && param.role.is_none());
    let place = &spot.path.0[..spot.path.0.len().saturating_sub(1)];
    others.map(|param| (param, Path(place.to_vec()).member(&param.name))).collect()
}
