//! What checks plan with: the API, the facts about the target, and the entities that cases need.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use doctract_spec::ir::{Api, Location, Method, Param, Type};
use serde_json::Value;

use super::Options;
use super::call::{Call, Presented};
use super::entity::Setup;
use super::facts::lookup;
use super::fixture::Fixture;
use super::reference;
use super::select::Select;
use super::spot::Spot;
use super::values::{Components, Detail, Scope};
use crate::draft::{Draft, Path, Slot, Step};
use crate::names::LooseNames;
use crate::sample::Sampler;
use crate::target::Facts;
use crate::unique::{Counted, Unique};

/// The variant of an entity that refers to all of a pool.
const SEVERAL: usize = 2;

/// The ground on which checks plan.
pub struct Context<'a> {
    /// The API.
    pub api: &'a Api,
    /// What the owner of the target told.
    pub facts: &'a Facts,
    /// The names about which the documents disagree.
    pub loose: LooseNames,
    pub(super) select: &'a Select,
    /// Whether the run may make rows by the hundreds.
    pub bulk: bool,
    /// Whether the target can be brought back to the state in which a run begins.
    pub resets: bool,
    pub(super) setups: RefCell<BTreeMap<Slot, Setup>>,
    pub(super) fixtures: RefCell<BTreeMap<String, Fixture>>,
    pub(super) making: RefCell<Vec<String>>,
    pools: RefCell<BTreeMap<String, usize>>,
    /// Which method makes what a parameter refers to: cases ask for the same few many thousand times.
    pub(super) makers: RefCell<BTreeMap<Asked, Option<usize>>>,
    /// The names of parameters of which a case takes configured values that serve once, by the ids of the cases.
    pub(super) taken: RefCell<BTreeMap<String, String>>,
    seed: u64,
    counted: Rc<Counted>,
}

/// A parameter that is asked about, by where its method and it stand in memory, and whether it stands in no other.
pub(super) type Asked = (*const Method, *const Param, bool);

/// A call with everything it needs, and the optional parameters for which no value could be made, each with the reason.
pub struct Built<'a> {
    /// The call.
    pub call: Call<'a>,
    /// What is not in it.
    pub left_out: Vec<(Path, String)>,
}

/// Whether the target is expected to act on a request, which decides what the request may use up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The request succeeds: it works on an entity of its own.
    Takes,
    /// The request is refused: it may share an entity with others.
    Shares,
}

impl<'a> Context<'a> {
    /// The ground for one plan.
    pub fn new(api: &'a Api, options: &'a Options) -> Self {
        Self {
            api,
            facts: &options.facts,
            loose: LooseNames::of(api),
            select: &options.select,
            bulk: options.bulk,
            resets: options.resets,
            setups: RefCell::default(),
            fixtures: RefCell::default(),
            making: RefCell::default(),
            pools: RefCell::default(),
            makers: RefCell::default(),
            taken: RefCell::default(),
            seed: options.seed,
            counted: Rc::default(),
        }
    }

    /// A source of values for the case of this id.
    pub fn sampler(&self, case: &str) -> Sampler<'a> {
        Sampler { conventions: &self.api.conventions, unique: Unique::new(self.seed, case, &self.counted), variant: 0 }
    }

    /// A valid call of a method. The error is the reason why none can be made.
    pub fn call(&self, method: &'a Method, case: &str, detail: Detail, effect: Effect) -> Result<Built<'a>, String> {
        self.built(&self.scope(method, case, detail, effect))
    }

    /// The method that makes the entity of a slot.
    pub fn maker(&self, slot: &Slot) -> Option<&'a Method> {
        let setups = self.setups.borrow();
        let setup = setups.get(slot)?;
        self.api.methods.iter().find(|method| method.name == setup.method)
    }

    /// The same with the values of another variant of the entity.
    pub fn varied(
        &self,
        method: &'a Method,
        case: &str,
        (detail, variant): (Detail, usize),
        effect: Effect,
    ) -> Result<Built<'a>, String> {
        let mut scope = self.scope(method, case, detail, effect);
        scope.sampler.variant = variant;
        self.built(&scope)
    }

    /// A call of a spot's method that is valid but for the value at the spot, which may be absent, while everything around it is there.
    /// The error is the reason why none can be made.
    pub fn call_around(&self, spot: &Spot<'a>, case: &str, effect: Effect) -> Result<Call<'a>, String> {
        let mut scope = self.scope(spot.method, case, Detail::Minimal, effect);
        scope.omit = Some(spot.path.clone());
        let mut call = self.built(&scope)?.call;
        self.reach(&mut call, &scope, &spot.path, &spot.ancestors)?;
        Ok(call)
    }

    /// A call of a spot's method in which the spot has a valid value. The error is the reason why none can be made.
    pub fn call_with(&self, spot: &Spot<'a>, case: &str, effect: Effect) -> Result<Call<'a>, String> {
        let scope = self.scope(spot.method, case, Detail::Minimal, effect);
        let mut call = self.built(&scope)?.call;
        let mut around = spot.ancestors.clone();
        if !spot.is_item {
            around.push(spot.param);
        }
        self.reach(&mut call, &scope, &spot.path.member(""), &around)?;
        Ok(call)
    }

    pub(super) fn built(&self, scope: &Scope<'a>) -> Result<Built<'a>, String> {
        let method = scope.method;
        let mut members = Vec::new();
        for param in &method.params {
            let path = Path::top(&param.name);
            if !self.takes_part(scope, param, &path) {
                continue;
            }
            match self.value(scope, param, &path) {
                Ok(value) => members.push((param.name.clone(), value)),
                Err(reason) if param.is_required() => return Err(reason),
                Err(reason) => scope.left_out.borrow_mut().push((path, reason)),
            }
        }
        let id = scope.sampler.unique.request_id();
        let call =
            Call { api: self.api, method, args: Draft::Members(members), presented: Presented::Right, id, xml: false };
        Ok(Built { call, left_out: scope.left_out.take() })
    }

    /// Adds what must be there for the parameter at `path` to be set: the objects and arrays around it.
    fn reach(
        &self,
        call: &mut Call<'a>,
        scope: &Scope<'a>,
        path: &Path,
        ancestors: &[&'a Param],
    ) -> Result<(), String> {
        let mut at = Path::default();
        let mut params = ancestors.iter();
        let parents = path.0.split_last().map_or(&[][..], |(_, parents)| parents);
        for (position, step) in parents.iter().enumerate() {
            at.0.push(step.clone());
            let param = if matches!(step, Step::Name(_)) { params.next() } else { None };
            if call.args.at_mut(&at.0).is_some() {
                continue;
            }
            let holds_item = position + 1 == parents.len() && path.0.last() == Some(&Step::Item);
            let param = param.ok_or_else(|| format!("no element can be made for `{at}`"))?;
            let value = if holds_item { Draft::List(Vec::new()) } else { self.value(scope, param, &at)? };
            call.set(&at, value);
        }
        Ok(())
    }

    pub(super) fn scope(&self, method: &'a Method, case: &str, detail: Detail, effect: Effect) -> Scope<'a> {
        Scope {
            method,
            sampler: self.sampler(case),
            detail,
            effect,
            case: case.to_owned(),
            components: Components::Off,
            omit: None,
            with: None,
            further: false,
            left_out: RefCell::default(),
        }
    }

    /// The configured value of a parameter. A configured list for a parameter that is a list is a pool: a request that takes effect gets the
    /// next value alone; one that is to be refused gets the last, which is taken last.
    pub(super) fn fact(&self, scope: &Scope<'_>, param: &Param, path: &Path) -> Option<Result<Value, String>> {
        let fact = lookup(&self.facts.existing, &scope.method.name, path, &param.name)?;
        let Value::Array(pool) = fact else { return Some(Ok(fact.clone())) };
        if param.schema.items.is_none() && param.schema.kind != Type::Array {
            // Several values for what takes one: unlike entities refer to unlike ones, and no two requests hold the same value of their own.
            let refers = param.location == Some(Location::Path) || reference::refers(self.api, scope.method, param);
            let at = if refers { scope.sampler.variant } else { self.turn(&param.name) };
            return Some(Ok(pool.get(at.checked_rem(pool.len())?)?.clone()));
        }
        if param.schema.items.is_none() {
            return Some(Ok(fact.clone()));
        }
        let chosen = if path.0.len() > 1 {
            // What stands inside another parameter is referred to, and not used up: unlike entities refer to unlike ones.
            let back = scope.sampler.variant.checked_rem(pool.len());
            if let Some(all) = several(&scope.sampler, param, pool) {
                return Some(Ok(all));
            }
            back.and_then(|back| pool.get(pool.len() - 1 - back))
        } else if scope.effect == Effect::Takes {
            let mut pools = self.pools.borrow_mut();
            let taken = pools.entry(param.name.clone()).or_default();
            *taken += 1;
            self.taken.borrow_mut().insert(scope.case.clone(), param.name.clone());
            pool.get(*taken - 1)
        } else {
            pool.last()
        };
        let too_few = || format!("the configured facts name too few values for `{path}`: {} are used up", pool.len());
        Some(chosen.map(|value| Value::Array(vec![value.clone()])).ok_or_else(too_few))
    }
}

/// All values of a pool for one variant of an entity, so that several are told from one.
fn several(sampler: &Sampler<'_>, param: &Param, pool: &[Value]) -> Option<Value> {
    let room = param.schema.max_items.is_none_or(|most| pool.len() as u64 <= most);
    (sampler.variant == SEVERAL && pool.len() > 1 && room).then(|| Value::Array(pool.to_vec()))
}

impl<'a> Context<'a> {
    /// How often a value of this pool was taken before.
    fn turn(&self, name: &str) -> usize {
        let mut pools = self.pools.borrow_mut();
        let taken = pools.entry(name.to_owned()).or_default();
        *taken += 1;
        *taken - 1
    }

    /// So many values of a pool that no other request takes. The error tells that there are too few left.
    pub(super) fn take(&self, case: &str, name: &str, pool: &[Value], count: usize) -> Result<Vec<Draft>, String> {
        let mut pools = self.pools.borrow_mut();
        let taken = pools.entry(name.to_owned()).or_default();
        let next = pool.get(*taken..*taken + count);
        let too_few = || {
            format!(
                "the configured facts name too few values for `{name}`: {count} more are needed than {taken} of {}",
                pool.len()
            )
        };
        let values = next.ok_or_else(too_few)?.iter().cloned().map(Draft::Known).collect();
        *taken += count;
        self.taken.borrow_mut().insert(case.to_owned(), name.to_owned());
        Ok(values)
    }

    /// Whether the configuration says that the target lacks this method.
    pub fn leaves_out(&self, method: &Method) -> bool {
        self.select.leaves_out(&method.name)
    }

    /// As many valid elements of an array as asked for, all unlike. The error is the reason why none can be made.
    pub fn elements(&self, spot: &Spot<'a>, case: &str, count: u64) -> Result<Vec<Draft>, String> {
        let scope = self.scope(spot.method, &format!("{case}#elements"), Detail::Minimal, Effect::Shares);
        self.element_values(&scope, spot, count)
    }
}
