//! The entities that cases work on: how each is made, and how it is taken away.

use std::collections::BTreeSet;

use doctract_spec::Deed;
use doctract_spec::ir::{Api, Http, Location, Method, Param, Protocol, Type};
use doctract_spec::naming::is_id;

use super::call::{Call, Presented};
use super::context::{Context, Effect};
use super::object::Made;
use super::reading::Reading;
use super::reference;
use super::shown::named;
use super::values::{Components, Detail, Scope};
use super::verbs;
use crate::draft::{Draft, Path, Slot};
use crate::judge::Place;
use crate::request::{Body, Request};

/// The slot that stands for the id of a new entity in [`Creation::remove`].
pub const CREATED: &str = "created";

/// The slot in [`Creation::remove`] for the value of a parameter of the path below which the new entity stands.
pub fn below_slot(name: &str) -> Slot {
    Slot(format!("{CREATED} below {name}"))
}

/// How an entity is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// The create method.
    pub method: String,
    /// Its request.
    pub request: Request,
    /// A request that is tried first: it says more, by parameters that depend on components of the product, any of which may be off.
    pub fuller: Option<Request>,
    /// How the id is found where the method is a list rather than a create method.
    pub reading: Option<Reading>,
}

/// Whether `maker` creates what a method acts on, or what that is a part of.
fn is_whole(api: &Api, method: &Method, maker: &Method) -> bool {
    reference::whole(api, method).is_some_and(|whole| whole.name == maker.name)
}

/// Whether a parameter at the top is the id of what a method acts on, rather than of something that this refers to.
fn acts_on(method: &Method, param: &Param) -> bool {
    let by_path = param.location == Some(Location::Path) || reference::path_id(method).is_none();
    method.http.is_none() || (by_path && verbs::act(method) != Some(Deed::Create))
}

/// The word for an entity of this variant.
fn numbered(word: &str, variant: usize) -> String {
    if variant == 0 { word.to_owned() } else { format!("{word} {variant}") }
}

/// The first words of the names of entities to which others refer.
const OF_OTHERS: [&str; 2] = ["shared", "another"];

/// Whether any text will do for a parameter.
fn is_plain_text(param: &Param) -> bool {
    let schema = &param.schema;
    let free = schema.kind == Type::String && schema.values.is_empty() && schema.format.is_none();
    free && schema.pattern.is_none() && param.requires_component.is_none() && param.role.is_none()
}

/// What a create method leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Creation {
    /// Where the entity stands in its answer.
    pub within: Place,
    /// The member of it that holds the new id.
    pub id_member: String,
    /// The request that takes the entity away, with the slot [`CREATED`] for its id and [`below_slot`] for what it stands below; none where the
    /// documents have no such method.
    pub remove: Option<Request>,
}

impl<'a> Context<'a> {
    /// The id that a reference holds: of an entity that the run makes.
    pub(super) fn referred(&self, scope: &Scope<'a>, param: &'a Param, path: &Path) -> Result<Draft, String> {
        let top = path.0.len() == 1;
        let Some(maker) = self.made_by(scope.method, param, top) else {
            let unknown =
                || format!("no documented method makes what `{path}` refers to, and no fact is configured for it");
            return self.read_id(scope, param).unwrap_or_else(|| Err(unknown())).map(Draft::Made);
        };
        let key = if top && self.is_around(scope.method, param) {
            // What is made in a collection is looked for there.
            numbered("shared", 0)
        } else {
            self.key(scope, maker, top && acts_on(scope.method, param))
        };
        let full = top && is_whole(self.api, scope.method, maker) && self.reads_from(scope.method, maker);
        let slot = if full {
            self.entity(maker, &format!("{key}, full"), Detail::Full)
        } else {
            self.entity(maker, &key, Detail::Minimal)
        };
        slot.map(Draft::Made)
    }

    /// Which entity of its kind a request works on: one of its own where it takes effect, otherwise one that all share; where it refers to a
    /// second one of the kind that it acts on, another one.
    pub(super) fn key(&self, scope: &Scope<'a>, maker: &Method, acted_on: bool) -> String {
        let same = verbs::object(maker) == verbs::object(scope.method);
        let own = scope.effect == Effect::Takes;
        match (same, is_whole(self.api, scope.method, maker) || reference::is_action(self.api, scope.method)) {
            (true, _) if !acted_on => numbered("another", scope.sampler.variant),
            (_, true) if own => scope.case.clone(),
            // What others refer to may be refused for that, and of two errors the documents do not say which comes first.
            (_, true) if verbs::act(scope.method) == Some(Deed::Delete) => format!("shared by {}", scope.method.name),
            _ => numbered("shared", scope.sampler.variant),
        }
    }

    /// Whether a parameter names what the method changes, and a method makes the like: then the run works on one of its own, whatever is
    /// configured, for what was there before it is not the suite's to change.
    pub(super) fn would_change(&self, scope: &Scope<'a>, param: &'a Param, path: &Path) -> bool {
        let (api, method) = (self.api, scope.method);
        let single = path.0.len() == 1 && param.schema.kind != Type::Array;
        let maker = || self.made_by(method, param, true).filter(|maker| !self.select.leaves_out(&maker.name));
        let by_path = |http: &Http| !verbs::is_safe(&http.verb) && param.location == Some(Location::Path);
        let own = |maker: &Method| {
            let changes = || matches!(verbs::act(method), Some(Deed::Update | Deed::Delete));
            let by_id = || changes() && is_id(&param.name) && is_whole(api, method, maker);
            method.http.as_ref().map_or_else(by_id, |http| by_path(http) && maker.name != method.name)
        };
        single && maker().is_some_and(own)
    }

    /// Whether a parameter of a path stands for the entity around a collection: `id` of `/users/{id}/tasks`, where tasks are made.
    fn is_around(&self, method: &Method, param: &Param) -> bool {
        let last = reference::path_id(method).map(|last| last.name.as_str());
        let around = param.location == Some(Location::Path) && last != Some(param.name.as_str());
        around && reference::creator(self.api, verbs::object(method)).is_some()
    }

    /// The slot of an entity made by `maker`. The error is the reason why none can be made.
    pub fn entity(&self, maker: &'a Method, key: &str, detail: Detail) -> Result<Slot, String> {
        self.variant(maker, key, detail, 0)
    }

    /// The slot of an entity made by `maker`, unlike those of other variants in all values that the documents leave open.
    pub(super) fn variant(&self, maker: &'a Method, key: &str, detail: Detail, variant: usize) -> Result<Slot, String> {
        if self.select.leaves_out(&maker.name) {
            return Err(format!("needs an entity from {}, which the configuration leaves out", maker.name));
        }
        let slot = Slot(format!("{} for {key}", maker.name));
        if self.setups.borrow().contains_key(&slot) {
            return Ok(slot);
        }
        if self.making.borrow().contains(&maker.name) {
            return Err(format!("{} needs an entity that needs {0}", maker.name));
        }
        self.making.borrow_mut().push(maker.name.clone());
        let mut scope = self.scope(maker, &slot.0, detail, if variant == 0 { Effect::Takes } else { Effect::Shares });
        scope.sampler.variant = variant;
        let built = self.built(&scope);
        self.making.borrow_mut().pop();
        let mut call = built.map_err(|reason| format!("{} cannot be called: {reason}", maker.name))?.call;
        if OF_OTHERS.iter().any(|word| key.starts_with(word)) {
            self.name_wholly(&mut call, &slot.0);
        }
        let unlike = variant > 0 && detail == Detail::Full;
        let fuller = if unlike { self.fuller(&call, &slot.0, variant) } else { None };
        let setup = Setup { method: maker.name.clone(), request: call.request(), fuller, reading: None };
        self.setups.borrow_mut().insert(slot.clone(), setup);
        Ok(slot)
    }

    /// Gives what others refer to all parts of its name: a row that says a part of it for the whole is told by the rest.
    fn name_wholly(&self, call: &mut Call<'a>, case: &str) {
        let sampler = self.sampler(&format!("{case} (name)"));
        for name in self.api.conventions.composed.iter().flat_map(|composed| &composed.from) {
            let param = named(&call.method.params, name).filter(|param| !param.is_required() && is_plain_text(param));
            if let Some(param) = param.filter(|_| call.args.at_mut(&Path::top(name).0).is_none()) {
                let text = sampler.scalar(name, &param.schema, false);
                call.set(&Path::top(name), Draft::Known(text));
            }
        }
    }

    /// A call with all parameters that depend on components of the product, too; none where there is nothing to add.
    fn fuller(&self, call: &Call<'a>, case: &str, variant: usize) -> Option<Request> {
        let mut scope = self.scope(call.method, &format!("{case} (components)"), Detail::Full, Effect::Shares);
        scope.sampler.variant = variant;
        scope.components = Components::On;
        let mut call = call.clone();
        let mut added = false;
        for param in call.method.params.iter().filter(|param| param.requires_component.is_some()) {
            let path = Path::top(&param.name);
            if call.args.at_mut(&path.0).is_none() {
                added |= self.value(&scope, param, &path).is_ok_and(|value| call.set(&path, value));
            }
        }
        added.then(|| call.request())
    }

    /// Makes an entity say what depends on components of the product, too, wherever they are on. What was sent for it is then more than is known.
    pub fn fill(&self, maker: &'a Method, made: &Made, variant: usize) {
        let Ok(built) = self.call(maker, &made.slot.0, Detail::Minimal, Effect::Shares) else { return };
        let call = Call { args: made.args.clone(), ..built.call };
        let fuller = self.fuller(&call, &made.slot.0, variant);
        if let Some(setup) = self.setups.borrow_mut().get_mut(&made.slot) {
            setup.fuller = fuller;
        }
    }

    /// The slots of entities that show what depends on components of the product: one for each component, since each may be off.
    pub fn entities_with_components(&self, maker: &'a Method) -> Vec<Slot> {
        let components: BTreeSet<&str> =
            maker.params.iter().filter_map(|param| param.requires_component.as_deref()).collect();
        let one = |component: &&str| self.entity_with(maker, component).ok();
        components.iter().filter_map(one).collect()
    }

    fn entity_with(&self, maker: &'a Method, component: &str) -> Result<Slot, String> {
        let slot = Slot(format!("{} with {component}", maker.name));
        let mut scope = self.scope(maker, &slot.0, Detail::Full, Effect::Takes);
        scope.components = Components::One(component.to_owned());
        let request = self.built(&scope)?.call.request();
        let setup = Setup { method: maker.name.clone(), request, fuller: None, reading: None };
        self.setups.borrow_mut().insert(slot.clone(), setup);
        Ok(slot)
    }

    /// An entity made by `maker` for the case of this id alone, and what is sent for it: everything, or only what is required, and with `with` a
    /// parameter that depends on a component of the product. The error is the reason why none can be made.
    pub fn own(
        &self,
        maker: &'a Method,
        case: &str,
        detail: Detail,
        variant: usize,
        with: Option<&Param>,
    ) -> Result<Made, String> {
        if self.select.leaves_out(&maker.name) {
            return Err(format!("needs an entity from {}, which the configuration leaves out", maker.name));
        }
        // What the entity itself refers to must be there before, although it may be of the same kind.
        for word in OF_OTHERS {
            self.entity(maker, &numbered(word, variant), Detail::Minimal)?;
        }
        let mut scope = self.scope(maker, case, detail, Effect::Shares);
        scope.sampler.variant = variant;
        scope.with = with.map(|param| param.name.clone());
        let call = self.built(&scope).map_err(|reason| format!("{} cannot be called: {reason}", maker.name))?.call;
        let lacks = |param: &&Param| call.args.clone().at_mut(&Path::top(&param.name).0).is_none();
        if let Some(param) = with.filter(lacks) {
            return Err(format!("no value can be made for `{}`", param.name));
        }
        Ok(self.made(case, call))
    }

    /// The entity that these arguments of a create method make.
    pub fn sent(&self, maker: &'a Method, case: &str, args: Draft) -> Result<Made, String> {
        let call = self.call(maker, case, Detail::Minimal, Effect::Shares)?.call;
        Ok(self.made(case, Call { args, ..call }))
    }

    /// The entity that this call of a create method makes.
    pub fn made(&self, case: &str, call: Call<'a>) -> Made {
        let slot = Slot(format!("{} for {case}", call.method.name));
        let setup = Setup { method: call.method.name.clone(), request: call.request(), fuller: None, reading: None };
        self.setups.borrow_mut().insert(slot.clone(), setup);
        Made { slot, args: call.args }
    }

    /// An entity that is planned already, with what is sent for it.
    pub fn known(&self, slot: &Slot) -> Option<Made> {
        let setups = self.setups.borrow();
        let Body::Json(body) = &setups.get(slot)?.request.body else {
            return None;
        };
        let mut body = body.clone();
        let args = match self.api.protocol {
            Protocol::Rest => body,
            Protocol::JsonRpc => body.at_mut(&Path::top("params").0)?.clone(),
        };
        Some(Made { slot: slot.clone(), args })
    }

    /// A value for a parameter in a request that an entity of this variant takes, with everything inside.
    pub fn fresh(&self, method: &'a Method, param: &'a Param, case: &str, variant: usize) -> Result<Draft, String> {
        // The entity that is to be changed was made under the name of the case: what it is changed to must be something else.
        let mut scope = self.scope(method, &format!("{case} (fresh)"), Detail::Full, Effect::Shares);
        scope.sampler.variant = variant;
        scope.with = Some(param.name.clone());
        self.value(&scope, param, &Path::top(&param.name))
    }

    /// What each create method of the API leaves behind, by its name.
    pub(super) fn creations(&self) -> impl Iterator<Item = (String, Creation)> {
        let creates = self.api.methods.iter().filter(|method| verbs::act(method) == Some(Deed::Create));
        creates.filter(|create| !reference::is_action(self.api, create)).filter_map(|create| {
            let (within, id) = reference::id_in(create)?;
            let remove = reference::remover(self.api, create).filter(|delete| !self.select.leaves_out(&delete.name));
            let remove = remove.and_then(|delete| removal(self.api, delete, create, &id.name));
            Some((create.name.clone(), Creation { within, id_member: id.name.clone(), remove }))
        })
    }
}

/// The request of a delete method that needs nothing but the credential, the id, and what the entity stands below.
fn removal<'a>(api: &'a Api, delete: &'a Method, create: &Method, id: &str) -> Option<Request> {
    let required = delete.params.iter().filter(|param| param.is_required());
    let in_path = |method: &Method, name: &str| {
        method.params.iter().any(|param| param.name == name && param.location == Some(Location::Path))
    };
    let members = required.map(|param| {
        let value = if param.role == Some(doctract_spec::ir::Role::Token) {
            Draft::Secret
        } else if reference::path_id(delete).map_or(param.name == id, |last| last.name == param.name) {
            Draft::Made(Slot(CREATED.to_owned()))
        } else if in_path(delete, &param.name) && in_path(create, &param.name) {
            Draft::Made(below_slot(&param.name))
        } else {
            return None;
        };
        Some((param.name.clone(), value))
    });
    let args = Draft::Members(members.collect::<Option<_>>()?);
    let id = serde_json::Value::from("c-cleanup");
    Some(Call { api, method: delete, args, presented: Presented::Right, id, xml: false }.request())
}
