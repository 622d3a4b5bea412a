//! Resources of a REST API: what is made in a collection and has a path of its own, `/tasks` and `/tasks/{id}`.

use doctract_spec::ir::{Location, Method, Param, Protocol};

use super::call::Call;
use super::context::{Context, Effect};
use super::object::Made;
use super::reference;
use super::shown::{named, shown};
use super::values::Detail;
use super::verbs;
use crate::claim::Subject;
use crate::draft::{Draft, Path, Slot};
use crate::judge::one_fields;

/// The methods of one resource.
pub struct Resource<'a> {
    /// The method that makes one.
    pub create: &'a Method,
    /// The method that returns one.
    pub get: &'a Method,
    /// The fields that it returns.
    pub fields: &'a [Param],
    /// The method that changes a part of one (RFC 5789).
    pub patch: Option<&'a Method>,
    /// The method that replaces one (RFC 9110, section 9.3.4).
    pub put: Option<&'a Method>,
    /// The method that takes one away.
    pub delete: Option<&'a Method>,
    /// The field with the id.
    pub key: String,
}

impl<'a> Resource<'a> {
    /// All resources that the target can make and return, in the order of the documents.
    pub fn all(cx: &Context<'a>) -> Vec<Self> {
        if cx.api.protocol != Protocol::Rest {
            return Vec::new();
        }
        let gets = cx.api.methods.iter().filter(|method| method.verb() == "GET" && !cx.leaves_out(method));
        gets.filter_map(|get| Self::of(cx, get)).collect()
    }

    fn of(cx: &Context<'a>, get: &'a Method) -> Option<Self> {
        let path_id = reference::path_id(get)?;
        let create = reference::path_maker(cx.api, get, &path_id.name).filter(|create| !cx.leaves_out(create))?;
        let key = reference::id_field(create)?.name.clone();
        let fields = one_fields(get)?;
        named(fields, &key)?;
        let by = |verb: &str| {
            let mut all = cx.api.methods.iter().filter(|method| method.verb() == verb && !cx.leaves_out(method));
            let same = |method: &&Method| {
                reference::path_id(method).is_some_and(|id| {
                    reference::path_maker(cx.api, method, &id.name).is_some_and(|maker| maker.name == create.name)
                })
            };
            all.find(same)
        };
        Some(Self { create, get, fields, patch: by("PATCH"), put: by("PUT"), delete: by("DELETE"), key })
    }

    /// An entity for the case of this id alone. The error is why none can be made.
    pub fn own(&self, cx: &Context<'a>, case: &str, detail: Detail, variant: usize) -> Result<Made, String> {
        cx.own(self.create, case, detail, variant, None)
    }

    /// A call of a method for one entity, with what is required.
    pub fn call(&self, cx: &Context<'a>, method: &'a Method, case: &str, of: &Slot) -> Result<Call<'a>, String> {
        let mut call = cx.call(method, case, Detail::Minimal, Effect::Shares)?.call;
        if let Some(id) = reference::path_id(method) {
            call.set(&Path::top(&id.name), Draft::Made(of.clone()));
        }
        Ok(call)
    }

    /// The entity as claims speak of it.
    pub fn subject(&self, of: &Slot) -> Subject {
        Subject { list: self.get.name.clone(), key: self.key.clone(), entity: of.clone(), searched: false }
    }

    /// What is returned of the arguments of a method.
    pub fn shown(&self, method: &Method, args: &Draft) -> Vec<(Path, Draft)> {
        shown(&in_body(method), self.fields, args)
    }

    /// The parameters of a method that say something about the entity and that are returned.
    pub fn written(&self, method: &'a Method) -> Vec<(&'a Param, &'a Param)> {
        let params =
            method.params.iter().filter(|param| param.location == Some(Location::Body) && param.role.is_none());
        params.filter_map(|param| named(self.fields, &param.name).map(|field| (param, field))).collect()
    }
}

fn in_body(method: &Method) -> Vec<Param> {
    method.params.iter().filter(|param| param.location == Some(Location::Body)).cloned().collect()
}

/// Whether a method acts on one entity of a collection: its path ends with an id.
pub fn acts_on_one(method: &Method) -> bool {
    method.http.as_ref().is_some_and(|http| verbs::object(method) != http.resource())
}
