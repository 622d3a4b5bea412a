//! Changes that would be accepted, to be sent beside what is wrong with a request.

use doctract_spec::ir::{Method, Param, Schema, Type};

use super::context::Context;
use super::object::{Made, Object};
use super::reference::is_reference;
use super::shown::named;
use crate::case::Case;
use crate::draft::{Draft, Path, Step};

/// The variant of an entity from which the new values are: not the one that is changed.
const CHANGED: usize = 2;

/// New values for all parameters of an update that have no part in what is wrong with the request of a case. Elements of arrays that an entity has
/// keep the texts and ids by which they are known. Nothing where the documents do not say that the other parameters may be there or not. Those that
/// depend on a component of the product are there if so asked.
pub fn beside<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    (update, components): (&'a Method, bool),
    case: &Case,
    made: &Made,
) -> Vec<(String, Draft)> {
    let own = update.partial_update && object.update.is_some_and(|own| own.name == update.name);
    let wrong = case.param.as_ref().and_then(|path| path.0.first());
    let at_fault = update.params.iter().find(|param| wrong == Some(&Step::Name(param.name.clone())));
    // Where another parameter decides whether the request is wrong, one more may make it right. A component of the product decides nothing of that.
    if !own || case.check == "requires_parameter" || at_fault.is_some_and(|param| !decides_alone(param)) {
        return Vec::new();
    }
    let others = object.written(update).map(|(param, _)| param);
    let wanted = |param: &Param| stands_alone(param) || (components && !param.is_required() && decides_alone(param));
    let others = others.filter(|param| at_fault.is_none_or(|wrong| wrong.name != param.name) && wanted(param));
    let changed = others.filter_map(|param| {
        let new = cx.fresh(update, param, &format!("{}, beside", case.id), CHANGED).ok()?;
        let old = made.args.clone().at_mut(&Path::top(&param.name).0).map(|old| old.clone());
        let elements = old.filter(|_| param.schema.kind == Type::Array);
        Some((param.name.clone(), elements.map_or(new.clone(), |old| restated(cx, &param.schema, &old, &new))))
    });
    changed.collect()
}

/// Whether no other parameter decides about this one.
pub fn stands_alone(param: &Param) -> bool {
    param.requires_component.is_none() && decides_alone(param)
}

/// The same, but for components of the product.
pub fn decides_alone(param: &Param) -> bool {
    param.requires_parameter.is_none()
        && param.required_when.is_none()
        && param.allowed_when.is_none()
        && param.alternatives.is_empty()
        && param.conditions.is_empty()
}

/// The object, or the elements of the array of objects, that an entity has, saying something else: texts and ids by which they are known stay. Any
/// other value as it is.
pub fn restated(cx: &Context<'_>, schema: &Schema, old: &Draft, new: &Draft) -> Draft {
    match (schema.items.as_deref(), old.opened(), new.opened()) {
        (_, Draft::Members(olds), Draft::Members(news)) => members(cx, schema, &olds, news),
        (Some(items), Draft::List(olds), Draft::List(news)) if items.kind == Type::Object => {
            let Some(first) = news.first() else { return new.clone() };
            let elements = olds.iter().zip(news.iter().chain(std::iter::repeat(first)));
            Draft::List(elements.map(|(old, new)| restated(cx, items, old, new)).collect())
        }
        _ => new.clone(),
    }
}

fn members(cx: &Context<'_>, schema: &Schema, olds: &[(String, Draft)], news: Vec<(String, Draft)>) -> Draft {
    let known = |name: &str| {
        let member = named(&schema.fields, name)?;
        let told = is_reference(member) || cx.loose.is_loose(name, &member.schema);
        let text = member.schema.kind == Type::String && member.schema.values.is_empty();
        olds.iter().find(|(old, _)| old == name).filter(|_| told || text).map(|(_, old)| old.clone())
    };
    let restated = |(name, new): (String, Draft)| {
        let value = known(&name).unwrap_or(new);
        (name, value)
    };
    Draft::Members(news.into_iter().map(restated).collect())
}
