//! Valid arguments, with the objects and arrays that hold them.

use std::cell::RefCell;

use doctract_spec::ir::{Location, Method, Param, Protocol, Role, Schema, Type};
use doctract_spec::{Telling, tells};
use serde_json::{Value, json};

use super::context::{Context, Effect};
use super::dated::dated;
use super::facts::lookup;
use super::reference;
use super::spot::Spot;
use crate::draft::{Draft, Path, Step};
use crate::names::all_params;
use crate::pattern;
use crate::sample::Sampler;

/// How much a request says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// What is required.
    Minimal,
    /// Everything that is documented and for which a value can be made.
    Full,
}

/// Which components of the product are taken to be on, on which parameters depend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Components {
    /// None of them.
    Off,
    /// This one alone.
    One(String),
    /// All of them.
    On,
}

impl Components {
    fn suffice(&self, param: &Param) -> bool {
        match (&param.requires_component, self) {
            (None, _) | (_, Self::On) => true,
            (Some(needed), Self::One(on)) => needed == on,
            (Some(_), Self::Off) => false,
        }
    }
}

/// The request for which values are made.
pub struct Scope<'a> {
    pub(super) method: &'a Method,
    pub(super) sampler: Sampler<'a>,
    pub(super) detail: Detail,
    pub(super) effect: Effect,
    pub(super) case: String,
    /// The components of the product that are taken to be on.
    pub(super) components: Components,
    /// The place that is left open for a check to fill.
    pub(super) omit: Option<Path>,
    /// The parameter at the top that is part of the request although it depends on a component of the product.
    pub(super) with: Option<String>,
    /// Whether the value is for an element behind the first of an array.
    pub(super) further: bool,
    pub(super) left_out: RefCell<Vec<(Path, String)>>,
}

impl<'a> Context<'a> {
    /// Whether a parameter belongs into a request of this detail. What only some callers must pass is sent only when its value is configured;
    /// what depends on a component of the product is not part of a request that must succeed.
    pub(super) fn takes_part(&self, scope: &Scope<'a>, param: &Param, path: &Path) -> bool {
        if scope.omit.as_ref() == Some(path) {
            return false;
        }
        if param.role == Some(Role::Cursor) && !param.is_required() {
            // Only an answer tells its value.
            return false;
        }
        if !param.required_for.is_empty() && !param.is_required() {
            return lookup(&self.facts.existing, &scope.method.name, path, &param.name).is_some();
        }
        let first = path.0.first();
        let chosen = scope.with.as_ref().is_some_and(|with| first == Some(&Step::Name(with.clone())));
        param.is_required() || chosen || (scope.detail == Detail::Full && scope.components.suffice(param))
    }

    /// A valid value for a parameter. The error is the reason why none can be made.
    pub(super) fn value(&self, scope: &Scope<'a>, param: &'a Param, path: &Path) -> Result<Draft, String> {
        if let Some(fact) = self.fact(scope, param, path).filter(|_| !self.would_change(scope, param, path)) {
            return fact.map(Draft::Known);
        }
        if let Some(value) = scope.by_role(param, path) {
            return value;
        }
        // Which ids a kind of callers passes, the documents do not tell: a made-up one must do.
        let in_path = path.0.len() == 1
            && param.location == Some(Location::Path)
            && reference::path_maker(self.api, scope.method, &param.name).is_some();
        if (in_path || reference::refers(self.api, scope.method, param)) && param.required_for.is_empty() {
            let id = self.referred(scope, param, path)?;
            if param.schema.kind != Type::Array {
                return Ok(id);
            }
            let other = self.plain(scope).filter(|_| room(&param.schema, 1));
            let other = other.and_then(|plain| self.referred(&plain, param, path).ok()).filter(|other| *other != id);
            return Ok(Draft::List([id].into_iter().chain(other).collect()));
        }
        self.by_schema(scope, param, &param.schema, path)
    }

    pub(super) fn element_values(&self, scope: &Scope<'a>, spot: &Spot<'a>, count: u64) -> Result<Vec<Draft>, String> {
        let Some(items) = &spot.schema.items else {
            return if count == 0 {
                Ok(Vec::new())
            } else {
                Err(format!("the documents do not tell the elements of `{}`", spot.path))
            };
        };
        if let Some(pool) = self.pool(scope, spot) {
            let too_few = || format!("the configured facts name fewer than {count} values for `{}`", spot.path);
            let values = usize::try_from(count).ok().and_then(|count| pool.get(..count)).ok_or_else(too_few)?;
            return Ok(values.iter().cloned().map(Draft::Known).collect());
        }
        let path = spot.path.item();
        let one = || {
            if reference::refers(self.api, scope.method, spot.param) {
                return self.referred(scope, spot.param, &spot.path);
            }
            self.by_schema(scope, spot.param, items, &path)
        };
        (0..count).map(|_| one()).collect()
    }

    /// As many unlike entities as an array refers to. The error is the reason why there are too few.
    pub fn referred_elements(&self, spot: &Spot<'a>, case: &str, count: u64) -> Result<Vec<Draft>, String> {
        let mut scope = self.scope(spot.method, &format!("{case}#elements"), Detail::Minimal, Effect::Shares);
        if self.pool(&scope, spot).is_some() {
            return self.element_values(&scope, spot, count);
        }
        let mut unlike: Vec<Draft> = Vec::new();
        for variant in 1..=usize::try_from(count).unwrap_or(usize::MAX).min(MOST_REFERRED) {
            scope.sampler.variant = variant;
            let entity = self.referred(&scope, spot.param, &spot.path)?;
            if !unlike.contains(&entity) {
                unlike.push(entity);
            }
        }
        let enough = unlike.len() as u64 == count;
        enough.then_some(unlike).ok_or_else(|| format!("needs {count} entities to refer to"))
    }

    /// The configured elements of a list of ids.
    fn pool(&self, scope: &Scope<'a>, spot: &Spot<'a>) -> Option<&'a Vec<Value>> {
        let fact = lookup(&self.facts.existing, &scope.method.name, &spot.path, &spot.param.name);
        fact.filter(|_| reference::is_reference(spot.param))?.as_array()
    }

    fn by_schema(&self, scope: &Scope<'a>, param: &'a Param, schema: &'a Schema, path: &Path) -> Result<Draft, String> {
        match (schema.kind, &schema.items) {
            (Type::Array, Some(items)) => {
                let count = schema.min_items.unwrap_or(1).clamp(1, 1000);
                let elements = (0..count).map(|_| self.by_schema(scope, param, items, &path.item()));
                let mut elements: Vec<Draft> = elements.collect::<Result<_, String>>()?;
                elements.extend(self.further(scope, param, schema, path, elements.len()));
                Ok(Draft::List(elements))
            }
            (Type::Array, None) => Ok(Draft::List(Vec::new())),
            (Type::Object, _) => self.object(scope, schema, path),
            _ => {
                let default = param.default.as_ref().filter(|_| schema.kind == Type::Boolean && !scope.varies(param));
                let loose = self.loose.is_loose(&param.name, schema);
                let made = || match schema.kind {
                    // Which element is the main one where none says so, or two do, is nowhere said: the first alone is sent as the one.
                    Type::Boolean if path.0.contains(&Step::Item) && tells(&param.name, Telling::Main) => {
                        Value::Bool(!scope.further)
                    }
                    Type::Boolean => Value::Bool(flag(scope.method, param, scope.sampler.variant)),
                    _ => scope.sampler.scalar(&param.name, schema, loose),
                };
                let value = default.cloned().unwrap_or_else(made);
                let value = dated(scope.method, param, scope.sampler.variant, value);
                self.fitting(param, schema, value, path).map(Draft::Known)
            }
        }
    }

    /// A value unless it does not fit the documented pattern; where that is not understood, only what the dialect names is sent.
    fn fitting(&self, param: &Param, schema: &Schema, value: Value, path: &Path) -> Result<Value, String> {
        let Some(pattern) = schema.pattern.as_deref() else { return Ok(value) };
        let sampled = || self.api.conventions.samples.contains_key(&param.name);
        let fine = value.as_str().is_none_or(|text| pattern::fits(pattern, text).unwrap_or_else(sampled));
        let advice = "tell one by a fact or by the samples of the dialect";
        if fine { Ok(value) } else { Err(format!("no value of `{path}` is known that fits `{pattern}`; {advice}")) }
    }

    /// One more element of an array of objects in some variants of an entity, so that one is told from several. Its flags are those of an entity
    /// that says nothing: often only one element may be the main one.
    fn further(
        &self,
        scope: &Scope<'a>,
        param: &'a Param,
        schema: &'a Schema,
        path: &Path,
        count: usize,
    ) -> Option<Draft> {
        let textual = |items: &Schema| items.kind == Type::String || self.loose.is_loose(&param.name, items);
        let free = |items: &&Schema| textual(items) && items.values.is_empty();
        let items = schema.items.as_deref().filter(|items| items.kind == Type::Object || free(items))?;
        let plain = self.plain(scope).filter(|_| room(schema, count))?;
        self.by_schema(&plain, param, items, &path.item()).ok()
    }

    /// Where the values of one more element come from, in the variants whose arrays have several.
    fn plain(&self, scope: &Scope<'a>) -> Option<Scope<'a>> {
        let several = match self.api.protocol {
            Protocol::Rest => scope.sampler.variant % 2 == 1,
            Protocol::JsonRpc => SEVERAL.contains(&scope.sampler.variant),
        };
        let mut plain = self.scope(scope.method, &format!("{}, once more", scope.case), scope.detail, scope.effect);
        plain.with.clone_from(&scope.with);
        plain.further = true;
        several.then_some(plain)
    }

    fn object(&self, scope: &Scope<'a>, schema: &'a Schema, path: &Path) -> Result<Draft, String> {
        let mut members = Vec::new();
        for field in &schema.fields {
            let path = path.member(&field.name);
            if !self.takes_part(scope, field, &path) {
                continue;
            }
            match self.value(scope, field, &path) {
                Ok(value) => members.push((field.name.clone(), value)),
                Err(reason) if field.is_required() => return Err(reason),
                Err(reason) => scope.left_out.borrow_mut().push((path, reason)),
            }
        }
        if members.is_empty() {
            // Where no member is marked as required, an object without members would say nothing: the first one stands for all.
            let named =
                schema.fields.iter().find(|field| field.required_for.is_empty() && !reference::is_reference(field));
            if let Some(field) = named {
                members.push((field.name.clone(), self.value(scope, field, &path.member(&field.name))?));
            }
        }
        Ok(Draft::Members(members))
    }
}

/// So many entities are made at most for one array that refers to them.
const MOST_REFERRED: usize = 30;

/// The variants of the entities of JSON-RPC whose arrays have several elements.
const SEVERAL: [usize; 2] = [4, ELSEWHERE];

/// The variant of an entity of which all is unlike an entity that says nothing.
pub const ELSEWHERE: usize = 7;

/// The variants in which the flags of a method differ from each other.
const TOLD_APART: std::ops::RangeInclusive<usize> = 3..=5;

/// The value of a flag: the other than its default in some variants, its default in others, and such that of any two of the first eight flags of a
/// method one is on and one is off in some variant.
fn flag(method: &Method, param: &Param, variant: usize) -> bool {
    let default = param.default.as_ref().and_then(Value::as_bool).unwrap_or(false);
    if TOLD_APART.contains(&variant) {
        let mut flags = all_params(method).into_iter().filter(|other| other.schema.kind == Type::Boolean);
        let position = flags.position(|other| other.name == param.name).unwrap_or_default();
        return (position >> (variant - TOLD_APART.start())) % 2 == 1;
    }
    (variant % 2 == 1) != default
}

/// Whether an array may have more than so many elements.
fn room(schema: &Schema, count: usize) -> bool {
    schema.max_items.is_none_or(|most| u64::try_from(count).is_ok_and(|count| count < most))
}

impl Scope<'_> {
    /// Whether a flag takes its other value in this variant of a row. One that depends on more than itself stays as it is.
    fn varies(&self, param: &Param) -> bool {
        let alone = param.requires_parameter.is_none() && self.components.suffice(param);
        self.sampler.variant > 0 && (alone || self.with.is_some())
    }

    /// The value of a parameter that the protocol gives a meaning.
    fn by_role(&self, param: &Param, path: &Path) -> Option<Result<Draft, String>> {
        let fields = || self.method.result.iter().flat_map(|result| &result.fields);
        match param.role? {
            Role::Token => Some(Ok(Draft::Secret)),
            Role::Fields => {
                let names: Vec<Value> = fields().map(|field| Value::from(field.name.as_str())).collect();
                Some(Ok(Draft::Known(Value::Array(names))))
            }
            // An order that is a word in the query is a value like others.
            Role::Sort if param.location == Some(Location::Query) && param.schema.items.is_none() => None,
            Role::Sort => {
                let sortable = fields().find(|field| field.sortable == Some(true)).map(|field| field.name.as_str());
                let member = param.schema.items.as_ref().and_then(|items| items.fields.first());
                let no_way = || format!("the documents do not tell the members of `{path}`, or no field is sortable");
                let sort =
                    member.zip(sortable).map(|(member, name)| Draft::Known(json!([{ member.name.as_str(): name }])));
                Some(sort.ok_or_else(no_way))
            }
            Role::Filter => Some(Err(format!("the documents do not tell the members of `{path}`"))),
            Role::Limit => Some(Ok(Draft::Known(json!(10)))).filter(|_| param.schema.maximum.is_none()),
            Role::Offset | Role::Page => None,
            Role::Cursor => Some(Err(format!("only an answer tells a value of `{path}`"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A method with so many flags, every other of which is on by default.
    fn method(count: u32) -> Method {
        let flag = |number: u32| {
            let source = json!({"file": "", "line": 0, "column": 0});
            json!({"name": format!("flag_{number}"), "type": "boolean", "default": number.is_multiple_of(2), "source": source})
        };
        let params = (0..count).map(flag).map(|param| serde_json::from_value(param).unwrap()).collect();
        Method { params, ..Method::default() }
    }

    #[test]
    fn flags_differ_from_their_defaults_and_from_each_other() {
        let method = method(8);
        let values = |param: &Param| (1..=5).map(|variant| flag(&method, param, variant)).collect::<Vec<_>>();
        for (at, one) in method.params.iter().enumerate() {
            let default = one.default == Some(json!(true));
            assert_eq!(values(one)[..2], [!default, default], "{}", one.name);
            assert_eq!(flag(&method, one, ELSEWHERE), !default, "{}", one.name);
            assert!(method.params[..at].iter().all(|other| values(other)[2..] != values(one)[2..]), "{}", one.name);
        }
    }
}
