//! The objects of an API that can be made and listed: what their cases have in common.

use doctract_spec::Deed;
use doctract_spec::ir::{FilterOperation, Method, Param, Role, Type};

use super::call::Call;
use super::context::{Context, Effect};
use super::listing::List;
use super::reference;
use super::shown::{named, shown};
use super::values::Detail;
use super::verbs;
use crate::case::{Exchange, Outcome};
use crate::claim::Subject;
use crate::condition::Condition;
use crate::draft::{Draft, Path, Slot};
use crate::unique::is_own_text;

/// The methods of one object.
pub struct Object<'a> {
    /// The method that lists it.
    pub list: List<'a>,
    /// The method that makes it.
    pub create: &'a Method,
    /// The method that changes it.
    pub update: Option<&'a Method>,
    /// The method that takes it away.
    pub delete: Option<&'a Method>,
    /// The field of the rows, and the parameter of the methods, that holds the id.
    pub key: String,
}

/// An entity of an object, and what was sent to make it.
#[derive(Clone, Debug)]
pub struct Made {
    /// The entity.
    pub slot: Slot,
    /// The arguments of the create method.
    pub args: Draft,
}

impl<'a> Object<'a> {
    /// All objects that the target can make and list, in the order of the documents.
    pub fn all(cx: &Context<'a>) -> Vec<Self> {
        let offered = |method: Option<&'a Method>| method.filter(|method| !cx.leaves_out(method));
        let object = |list: List<'a>| {
            let name = verbs::object(list.method);
            let create = offered(reference::creator(cx.api, name))?;
            let key = reference::id_field(create)?.name.clone();
            named(&list.fields, &key)?;
            let keyed = |act| {
                let method = offered(reference::with_act(cx.api, name, act))?;
                named(&method.params, &key).map(|_| method)
            };
            let (update, delete) = (keyed(Deed::Update), keyed(Deed::Delete));
            Some(Self { list, create, update, delete, key })
        };
        List::all(cx).into_iter().filter_map(object).collect()
    }

    /// The object that a create method makes.
    pub fn made_by<'o>(objects: &'o [Self], maker: &Method) -> Option<&'o Self> {
        objects.iter().find(|object| object.create.name == maker.name)
    }

    /// An exchange that reads the rows of these entities; where rows cannot be chosen, any page.
    pub fn read(&self, cx: &Context<'a>, case: &str, entities: &[&Slot]) -> Result<Exchange, String> {
        let mut call = self.list.call(cx, case)?;
        let entities: Vec<Slot> = entities.iter().map(|slot| (*slot).clone()).collect();
        if let Some(own) = self.list.own(cx, &self.key, &entities) {
            self.list.choose(&mut call, &own);
        }
        Ok(accepted(&call))
    }

    /// The entity as claims speak of it.
    pub fn subject(&self, cx: &Context<'a>, entity: &Slot) -> Subject {
        let searched = self.list.own(cx, &self.key, std::slice::from_ref(entity)).is_none();
        if searched {
            // The requests for all pages; without them the run says why nothing can be looked for.
            let _ = cx.fixture(self.list.method);
        }
        Subject { list: self.list.method.name.clone(), key: self.key.clone(), entity: entity.clone(), searched }
    }

    /// The condition that only the row of an entity meets which was made with these arguments; none where they hold no text that no other
    /// request holds, or rows cannot be chosen by it.
    pub fn marker(&self, cx: &Context<'a>, args: &[(String, Draft)]) -> Option<Condition> {
        args.iter().find_map(|(name, value)| {
            let Draft::Known(value) = value else { return None };
            let field = named(&self.list.fields, name).filter(|field| field.filterable == Some(true))?;
            let equal = is_own_text(value) && self.list.applies(cx, field, FilterOperation::Equal);
            equal.then(|| Condition::leaf(name, FilterOperation::Equal, Draft::Known(value.clone())))
        })
    }

    /// What the row of an entity shows of the arguments that made it.
    pub fn shown(&self, args: &Draft) -> Vec<(Path, Draft)> {
        shown(&self.create.params, &self.list.fields, args)
    }

    /// The texts at the top of the rows that show parameters of the create method which these arguments leave out, and for which the
    /// documents tell no default.
    pub fn left_out(&self, args: &Draft) -> Vec<String> {
        let sent = |name: &str| args.clone().at_mut(&Path::top(name).0).is_some();
        let open = |param: &&Param| {
            let shown = named(&self.list.fields, &param.name).is_some_and(|field| field.schema.kind == Type::String);
            let text = param.schema.kind == Type::String && param.role.is_none() && param.name != self.key;
            shown && text && param.default.is_none() && !sent(&param.name)
        };
        self.create.params.iter().filter(open).map(|param| param.name.clone()).collect()
    }

    /// A call of a method for one entity with what is required, at the values that the entity has, as far as they are known.
    pub fn call_for(
        &self,
        cx: &Context<'a>,
        method: &'a Method,
        case: &str,
        made: &Made,
    ) -> Result<(Call<'a>, Vec<String>), String> {
        let mut call = cx.call(method, case, Detail::Minimal, Effect::Shares)?.call;
        let mut changed = Vec::new();
        for param in method.params.iter().filter(|param| param.is_required() && param.role.is_none()) {
            let path = Path::top(&param.name);
            if param.name == self.key {
                call.set(&path, Draft::Made(made.slot.clone()));
            } else if let Some(present) = made.args.clone().at_mut(&path.0) {
                call.set(&path, present.clone());
            } else {
                changed.push(param.name.clone());
            }
        }
        Ok((call, changed))
    }

    /// The same call with nothing but the credential and the id.
    pub fn bare(&self, mut call: Call<'a>) -> Call<'a> {
        let kept = |name: &str| {
            let param = named(&call.method.params, name);
            name == self.key || param.is_some_and(|param| param.role == Some(Role::Token) || param.location.is_some())
        };
        if let Draft::Members(members) = call.args.opened() {
            call.args = Draft::Members(members.into_iter().filter(|(name, _)| kept(name)).collect());
        }
        call
    }

    /// The parameters of a method that say something about the entity, and the fields that show them.
    pub fn written(&self, method: &'a Method) -> impl Iterator<Item = (&'a Param, &Param)> {
        let about = |param: &&Param| param.role.is_none() && param.name != self.key && param.required_for.is_empty();
        let params = method.params.iter().filter(about);
        params.filter_map(|param| named(&self.list.fields, &param.name).map(|field| (param, field)))
    }
}

/// An exchange that must be accepted.
pub fn accepted(call: &Call<'_>) -> Exchange {
    Exchange { request: call.request(), expect: vec![Outcome::Accepted { fields: None }] }
}
