//! Collections below an entity: `/tasks/{task_id}/comments`, of which each task has its own.

use doctract_spec::Deed;
use doctract_spec::ir::{Location, Method, Param, Protocol};

use super::call::Call;
use super::context::{Context, Effect};
use super::listing::List;
use super::object::Made;
use super::reference;
use super::shown::named;
use super::values::Detail;
use super::verbs;
use crate::claim::Subject;
use crate::draft::{Draft, Path, Slot};

/// The methods of one such collection.
pub struct Below<'a> {
    /// The method that makes what stands in the collection.
    pub create: &'a Method,
    /// The method that lists it.
    pub list: List<'a>,
    /// The methods that act on one of it, at a path with its id behind that of the collection.
    pub on_one: Vec<&'a Method>,
    /// The parameter of the path with the id of the entity around it.
    pub around: &'a Param,
    /// The field of the rows with the id.
    pub key: String,
    /// The method that makes the entity around it.
    parent: &'a Method,
}

impl<'a> Below<'a> {
    /// All such collections that the target can make and list, each below one entity, in the order of the documents.
    pub fn all(cx: &Context<'a>) -> Vec<Self> {
        if cx.api.protocol != Protocol::Rest {
            return Vec::new();
        }
        List::all(cx).into_iter().filter_map(|list| Self::of(cx, list)).collect()
    }

    fn of(cx: &Context<'a>, list: List<'a>) -> Option<Self> {
        let object = verbs::object(list.method);
        let create = reference::creator(cx.api, object).filter(|create| !cx.leaves_out(create))?;
        let mut in_path = create.params.iter().filter(|param| param.location == Some(Location::Path));
        let around = in_path.next().filter(|_| in_path.next().is_none())?;
        let parent = reference::path_maker(cx.api, create, &around.name).filter(|parent| !cx.leaves_out(parent))?;
        named(&list.method.params, &around.name)?;
        let key = reference::id_field(create)?.name.clone();
        named(&list.fields, &key)?;
        let one = |method: &&Method| {
            let by_id = reference::path_id(method).is_some_and(|id| id.name != around.name);
            by_id && verbs::object(method) == object && named(&method.params, &around.name).is_some()
        };
        let on_one = cx.api.methods.iter().filter(one).filter(|method| !cx.leaves_out(method)).collect();
        Some(Self { create, list, on_one, around, key, parent })
    }

    /// The method that takes one away.
    pub fn delete(&self) -> Option<&'a Method> {
        self.on_one.iter().copied().find(|method| verbs::act(method) == Some(Deed::Delete))
    }

    /// An entity around a collection, for the case of this id alone. The error is why none can be made.
    pub fn parent(&self, cx: &Context<'a>, case: &str) -> Result<Slot, String> {
        cx.own(self.parent, case, Detail::Minimal, 1, None).map(|made| made.slot)
    }

    /// A call that makes something below an entity. The error is why none can be made.
    pub fn making(&self, cx: &Context<'a>, case: &str, parent: &Slot) -> Result<Call<'a>, String> {
        let mut call = cx.call(self.create, case, Detail::Full, Effect::Shares)?.call;
        call.set(&Path::top(&self.around.name), Draft::Made(parent.clone()));
        Ok(call)
    }

    /// Something below an entity. The error is why none can be made.
    pub fn own(&self, cx: &Context<'a>, case: &str, parent: &Slot) -> Result<Made, String> {
        Ok(cx.made(case, self.making(cx, case, parent)?))
    }

    /// A call that lists what stands below an entity. The error is why none can be made.
    pub fn listing(&self, cx: &Context<'a>, case: &str, parent: &Slot) -> Result<Call<'a>, String> {
        let mut call = self.list.call(cx, case)?;
        call.set(&Path::top(&self.around.name), Draft::Made(parent.clone()));
        Ok(call)
    }

    /// A call of a method that acts on one, as if it stood below this entity. The error is why none can be made.
    pub fn on(&self, cx: &Context<'a>, method: &'a Method, case: &str, of: (&Slot, &Slot)) -> Result<Call<'a>, String> {
        let mut call = cx.call(method, case, Detail::Minimal, Effect::Shares)?.call;
        let last = reference::path_id(method).map(|last| last.name.as_str());
        for (name, slot) in [(Some(self.around.name.as_str()), of.0), (last, of.1)] {
            call.set(&Path::top(name.unwrap_or_default()), Draft::Made(slot.clone()));
        }
        Ok(call)
    }

    /// An entity as claims about the list speak of it.
    pub fn subject(&self, entity: &Slot) -> Subject {
        let list = self.list.method.name.clone();
        Subject { list, key: self.key.clone(), entity: entity.clone(), searched: false }
    }
}
