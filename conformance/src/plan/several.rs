//! Methods that are given the ids of several entities and answer the rows of these.

use doctract_spec::ir::{Location, Method, Param, Type};
use doctract_spec::naming::{ids_stem, is_id, singular};
use serde_json::Value;

use super::call::Call;
use super::context::{Context, Effect};
use super::facts::lookup;
use super::reference;
use super::shown::shown;
use super::values::Detail;
use crate::claim::{Promise, Subject};
use crate::draft::{Draft, Path};
use crate::judge::row_fields;

/// Such a method.
pub struct Several<'a> {
    /// The method.
    pub method: &'a Method,
    /// The parameter with the ids.
    pub ids: &'a Param,
    /// The field of the rows with the id.
    pub key: String,
}

impl<'a> Several<'a> {
    /// All such methods of a REST API that the target has: one list of ids in the body, named like what the path ends with (`contactids` of
    /// `/crm/contact`) or `ids`, and rows with an id of the same type in the answer.
    pub fn all(cx: &Context<'a>) -> Vec<Self> {
        let rest = cx.api.methods.iter().filter(|method| method.http.is_some() && !cx.leaves_out(method));
        rest.filter_map(|method| Self::of(cx, method)).collect()
    }

    /// The method as one of these; none where it is another.
    pub fn of(cx: &Context<'a>, method: &'a Method) -> Option<Self> {
        let (_, fields) = row_fields(cx.api, method)?;
        let in_body = |param: &&Param| param.location == Some(Location::Body);
        let is_list = |param: &&Param| param.schema.kind == Type::Array && reference::is_reference(param);
        let mut lists = method.params.iter().filter(in_body).filter(is_list);
        let ids = lists.next().filter(|_| lists.next().is_none()).filter(|ids| names_object(method, &ids.name))?;
        let key = fields.iter().find(|field| is_id(&field.name))?;
        let same = ids.schema.items.as_ref().is_some_and(|items| items.kind == key.schema.kind);
        same.then(|| Self { method, ids, key: key.name.clone() })
    }

    /// A call with the ids of so many entities that no other request takes. The error is why there are too few.
    pub fn call(&self, cx: &Context<'a>, case: &str, count: usize) -> Result<(Call<'a>, Draft), String> {
        let mut call = cx.call(self.method, case, Detail::Minimal, Effect::Shares)?.call;
        let ids = Draft::List(self.entities(cx, case, count)?);
        call.set(&Path::top(&self.ids.name), ids.clone());
        Ok((call, ids))
    }

    /// The ids that are configured, whether a request took them or not.
    pub fn configured(&self, cx: &Context<'a>) -> Option<&'a [Value]> {
        let path = Path::top(&self.ids.name);
        match lookup(&cx.facts.existing, &self.method.name, &path, &self.ids.name)? {
            Value::Array(pool) => Some(pool),
            _ => None,
        }
    }

    /// The same call with other ids.
    pub fn naming(&self, call: &Call<'a>, ids: Vec<Draft>) -> Call<'a> {
        let mut call = call.clone();
        call.set(&Path::top(&self.ids.name), Draft::List(ids));
        call
    }

    /// That the row of one of the entities shows what was sent to make it; none where the run did not make it.
    pub fn row(&self, cx: &Context<'a>, id: &Draft) -> Option<Promise> {
        let Draft::Made(slot) = id else { return None };
        let made = cx.known(slot)?;
        let maker = reference::maker(cx.api, self.method, self.ids, true)?;
        let (_, fields) = row_fields(cx.api, self.method)?;
        let list = self.method.name.clone();
        let subject = Subject { list, key: self.key.clone(), entity: slot.clone(), searched: false };
        Some(Promise::Row(subject, shown(&maker.params, &fields, &made.args)))
    }

    fn entities(&self, cx: &Context<'a>, case: &str, count: usize) -> Result<Vec<Draft>, String> {
        let path = Path::top(&self.ids.name);
        if let Some(pool) = self.configured(cx) {
            return cx.take(case, &self.ids.name, pool, count);
        }
        let none = || format!("no documented method makes what `{path}` refers to, and no fact is configured for it");
        let maker = reference::maker(cx.api, self.method, self.ids, true).ok_or_else(none)?;
        let one = |number: usize| {
            cx.own(maker, &format!("{case} (entity {number})"), Detail::Full, number, None)
                .map(|made| Draft::Made(made.slot))
        };
        (1..=count).map(one).collect()
    }
}

/// Whether the name of a list of ids says no more than the path: both are about the same things.
fn names_object(method: &Method, name: &str) -> bool {
    let stem = ids_stem(name);
    let path = method.http.as_ref().map_or("", |http| http.path.as_str()).to_lowercase();
    let object = path.rsplit('/').find(|segment| !segment.is_empty() && !segment.starts_with('{')).unwrap_or_default();
    object.starts_with(&stem) || stem.starts_with(singular(object))
}
