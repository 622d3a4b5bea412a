//! Which parameters hold ids, and which method makes the entities that they refer to.

use doctract_spec::Deed;
use doctract_spec::ir::{Api, Method, Param, Type};
use doctract_spec::naming::{id_stem, is_id, is_ids, plural};

use super::context::Context;
use super::spot::Spot;
use super::verbs;
use super::wording;
use crate::judge::{Place, entity_of};
use crate::names::element;

/// Whether the value of a parameter is the id of something that must exist (or a list of such ids), so that none can be made up.
pub fn is_reference(param: &Param) -> bool {
    let schema = element(&param.schema);
    if schema.kind == Type::Object || schema.kind == Type::Boolean {
        return false;
    }
    let number = matches!(schema.kind, Type::Integer | Type::Number);
    let documented = schema.documented_type.as_deref().is_some_and(is_id);
    let list = param.schema.kind == Type::Array && is_ids(&param.name);
    param.on_missing_reference.is_some()
        || (number && (is_id(&param.name) || documented || list || !param.see_methods.is_empty()))
}

/// Whether the value of a parameter stands for something that must exist: a number, as [`is_reference`] tells, or in a REST API a text, where the
/// name or the dialect tells what the documents make by that name.
pub fn refers(api: &Api, method: &Method, param: &Param) -> bool {
    let of_text = || {
        let text = element(&param.schema).kind == Type::String && element(&param.schema).values.is_empty();
        let maker = told(api, method, param).or_else(|| by_name(api, method, param));
        text && maker.and_then(id_field).is_some_and(|id| id.schema.kind == Type::String)
    };
    is_reference(param) || (method.http.is_some() && of_text())
}

/// Whether the values of a parameter are whole numbers.
pub fn is_number(param: &Param) -> bool {
    matches!(param.schema.kind, Type::Integer | Type::Number)
}

/// The method that makes what `param` of `method` refers to: the entity that the method itself acts on, what the description points to, what
/// the name says (`contact_id` → `contacts`), or what the description names; where nothing tells, what the same parameter of another method
/// on the same object refers to.
pub fn maker<'a>(api: &'a Api, method: &'a Method, param: &'a Param, top: bool) -> Option<&'a Method> {
    let same = || {
        let others = api.methods.iter().filter(|other| other.name != method.name);
        let mut others = others.filter(|other| verbs::object(other) == verbs::object(method));
        let same = |other: &'a Method| {
            let known = other.params.iter().find(|known| known.name == param.name && is_reference(known));
            known.and_then(|known| own_maker(api, other, known, top))
        };
        others.find_map(same)
    };
    own_maker(api, method, param, top).or_else(|| same().filter(|_| top))
}

/// The method that makes what a parameter refers to, as far as its own method and its own words tell.
fn own_maker<'a>(api: &'a Api, method: &'a Method, param: &'a Param, top: bool) -> Option<&'a Method> {
    if let Some(maker) = path_maker(api, method, &param.name).filter(|_| top) {
        return Some(maker);
    }
    let acts_on_one = matches!(verbs::act(method), Some(Deed::Update | Deed::Delete | Deed::Read));
    if top && acts_on_one {
        let own = whole(api, method);
        if let Some(own) = own.filter(|own| id_field(own).is_some_and(|id| id.name == param.name)) {
            return Some(own);
        }
    }
    let mut seen = pointers(api, method, param)
        .into_iter()
        .filter_map(|name| api.methods.iter().find(|method| method.name == name));
    let pointed = seen.find_map(|method| creator(api, verbs::object(method)));
    // Where the documents name the kind of the id (`site_id`), other words of the description are about something else.
    let kind = element(&param.schema).documented_type.as_deref().is_some_and(is_id);
    let by_wording = || wording::maker(api, method, param).filter(|_| !kind);
    let told = || told(api, method, param);
    pointed.or_else(told).or_else(|| by_name(api, method, param)).or_else(by_wording)
}

/// The parameter at the end of a REST method's path: the id of what the method acts on.
pub fn path_id(method: &Method) -> Option<&Param> {
    let (_, last) = method.http.as_ref()?.resource().rsplit_once("/{")?;
    let name = last.strip_suffix('}')?;
    method.params.iter().find(|param| param.name == name)
}

/// The method that makes what a parameter of a REST method's path stands for: `POST /users` for `user_id` of `/users/{user_id}/tasks`.
pub fn path_maker<'a>(api: &'a Api, method: &Method, name: &str) -> Option<&'a Method> {
    let path = &method.http.as_ref()?.path;
    let (collection, _) = path.split_once(&format!("/{{{name}}}"))?;
    creator(api, collection)
}

impl<'a> Context<'a> {
    /// What [`maker`] tells of a parameter.
    pub(super) fn made_by(&self, method: &'a Method, param: &'a Param, top: bool) -> Option<&'a Method> {
        let key = (std::ptr::from_ref(method), std::ptr::from_ref(param), top);
        let known = self.makers.borrow().get(&key).copied();
        let at = known.unwrap_or_else(|| {
            let maker = maker(self.api, method, param, top);
            let at = maker.and_then(|maker| self.api.methods.iter().position(|method| std::ptr::eq(method, maker)));
            self.makers.borrow_mut().insert(key, at);
            at
        });
        at.map(|at| &self.api.methods[at])
    }
}

/// The method that makes what the parameter at a spot refers to.
pub fn maker_of<'a>(api: &'a Api, spot: &Spot<'a>) -> Option<&'a Method> {
    maker(api, spot.method, spot.param, spot.ancestors.is_empty())
}

/// The method that creates what a method acts on, or what that is a part of.
pub fn whole<'a>(api: &'a Api, method: &Method) -> Option<&'a Method> {
    let object = verbs::object(method);
    creator(api, object).or_else(|| creator_of_whole(api, object))
}

/// The method that creates what an object is a part of: `group_employees` for `group_employees_numbers`.
fn creator_of_whole<'a>(api: &'a Api, object: &str) -> Option<&'a Method> {
    let part_of = |whole: &str| object.strip_prefix(whole).is_some_and(|rest| rest.starts_with('_'));
    let wholes = creators(api).filter(|create| part_of(verbs::object(create)));
    wholes.max_by_key(|create| verbs::object(create).len())
}

/// All methods that create entities.
pub(super) fn creators(api: &Api) -> impl Iterator<Item = &Method> {
    api.methods.iter().filter(|method| verbs::act(method) == Some(Deed::Create) && id_field(method).is_some())
}

/// The methods that the description points to; where it points to none, those that the same parameter of a method on the same object has.
fn pointers<'a>(api: &'a Api, method: &'a Method, param: &'a Param) -> Vec<&'a str> {
    let same_object = api.methods.iter().filter(|other| verbs::object(other) == verbs::object(method));
    let same = same_object.flat_map(|other| &other.params).filter(|other| other.name == param.name);
    let pointing = [param].into_iter().chain(same).find(|param| !param.see_methods.is_empty());
    pointing.map(|param| param.see_methods.iter().map(String::as_str).collect()).unwrap_or_default()
}

/// The method that makes what the dialect says the parameter refers to: of this object, or everywhere.
fn told<'a>(api: &'a Api, method: &Method, param: &Param) -> Option<&'a Method> {
    let own = format!("{}.{}", verbs::object(method), param.name);
    let references = &api.conventions.references;
    references.get(&own).or_else(|| references.get(&param.name)).and_then(|object| creator(api, object))
}

/// By the words of the name: `group_id` of `employees` is one of `group_employees`, otherwise of `groups`; `operator_position_id` is one of
/// `operator_positions`, otherwise of the only kind of `positions`.
fn by_name<'a>(api: &'a Api, method: &Method, param: &Param) -> Option<&'a Method> {
    let documented = element(&param.schema).documented_type.as_deref().unwrap_or_default();
    let mut stems = [documented, &param.name].into_iter().filter_map(id_stem);
    let object = verbs::object(method);
    stems.find_map(|stem| {
        let exact = [format!("{stem}_{object}"), plural(stem), stem.to_owned()];
        let by_object = || exact.iter().find_map(|object| creator(api, object).or_else(|| by_segment(api, object)));
        by_object().or_else(|| by_last_words(api, stem))
    })
}

/// The only method that makes what stands in a collection of this name: `/v1/users` for `users`.
fn by_segment<'a>(api: &'a Api, name: &str) -> Option<&'a Method> {
    let ends = |create: &&Method| create.http.is_some() && verbs::object(create).rsplit('/').next() == Some(name);
    let mut all = creators(api).filter(ends);
    all.next().filter(|_| all.next().is_none())
}

fn by_last_words<'a>(api: &'a Api, stem: &str) -> Option<&'a Method> {
    let mut tails = stem.match_indices('_').map(|(at, _)| &stem[at + 1..]);
    let only = |tail: &str| {
        let kind = format!("_{}", plural(tail));
        let mut of_kind = creators(api).filter(|create| verbs::object(create).ends_with(&kind));
        of_kind.next().filter(|_| of_kind.next().is_none())
    };
    tails.find_map(|tail| creator(api, &plural(tail)).or_else(|| only(tail)))
}

/// The method that creates entities of this kind.
pub fn creator<'a>(api: &'a Api, object: &str) -> Option<&'a Method> {
    with_act(api, object, Deed::Create).filter(|method| id_field(method).is_some() && !is_action(api, method))
}

/// Whether a REST method does something to one entity that is neither to change nor to take it away, `POST /orders/{id}/cancel`: nothing
/// else is documented of what its path names.
pub fn is_action(api: &Api, method: &Method) -> bool {
    let Some(http) = method.http.as_ref().filter(|http| !verbs::is_safe(&http.verb)) else { return false };
    let object = verbs::object(method);
    let named = |other: &Method| other.name != method.name && verbs::object(other) == object;
    http.resource().contains("}/") && path_id(method).is_none() && !api.methods.iter().any(named)
}

/// The method that acts on this object in this way.
pub fn with_act<'a>(api: &'a Api, object: &str, act: Deed) -> Option<&'a Method> {
    api.methods.iter().find(|method| verbs::act(method) == Some(act) && verbs::object(method) == object)
}

/// The method that takes away what a create method makes: in the same collection, or where things are made below an entity and nowhere else, in
/// the only collection of the same name that stands by itself: `/cards/{card_id}` for `/boards/{board_id}/cards`.
pub fn remover<'a>(api: &'a Api, create: &Method) -> Option<&'a Method> {
    let object = verbs::object(create);
    if let Some(own) = with_act(api, object, Deed::Delete) {
        return Some(own);
    }
    let name = object.rsplit('/').next().filter(|_| create.http.is_some() && object.contains('{'))?;
    let alone = |delete: &&Method| {
        let other = verbs::object(delete);
        let same = other.rsplit('/').next() == Some(name) && !other.contains('{') && path_id(delete).is_some();
        same && verbs::act(delete) == Some(Deed::Delete) && with_act(api, other, Deed::Create).is_none()
    };
    let mut all = api.methods.iter().filter(alone);
    all.next().filter(|_| all.next().is_none())
}

/// The field of a create method's answer that holds the new id.
pub fn id_field(create: &Method) -> Option<&Param> {
    id_in(create).map(|(_, field)| field)
}

/// The field of a create method's answer that holds the new id, and where the entity stands in the answer.
pub fn id_in(create: &Method) -> Option<(Place, &Param)> {
    let result = create.result.as_ref().map(|result| (Place::new(), result.fields.as_slice()));
    let (place, fields) = result.or_else(|| entity_of(create))?;
    fields.iter().find(|field| is_id(&field.name)).map(|field| (place, field))
}
