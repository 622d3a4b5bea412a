//! What a list method offers to choose, order and page its rows by, and the calls that use it.

use doctract_spec::Deed;
use doctract_spec::ir::{FilterConvention, FilterOperation, Method, Operator, Param, Role, SortConvention, Type};
use serde_json::Value;

use super::call::Call;
use super::context::{Context, Effect};
use super::resource::acts_on_one;
use super::sink::Sink;
use super::values::Detail;
use super::verbs;
use crate::case::{Case, Exchange, Outcome, Sentence};
use crate::claim::SortKey;
use crate::condition::Condition;
use crate::draft::{Draft, Path, Slot};
use crate::judge::row_fields;

/// A list method.
pub struct List<'a> {
    /// The method.
    pub method: &'a Method,
    /// The fields of its rows.
    pub fields: Vec<Param>,
    /// The parameter that chooses rows, and how it is written.
    pub filter: Option<(&'a Param, &'a FilterConvention)>,
    /// The parameter that orders rows, and how it is written.
    pub sort: Option<(&'a Param, &'a SortConvention)>,
}

/// A name that no documented field has.
pub const NO_FIELD: &str = "no_such_field";

/// A name that no documented member of a condition or of an order has.
pub const NO_MEMBER: &str = "no_such_member";

/// What a case asks of a list.
pub struct Ask<'c> {
    /// The name of the check that plans it.
    pub check: &'static str,
    /// What follows the method in the id of the case.
    pub kind: &'c str,
    /// What the request does, in a few words.
    pub does: &'c str,
    /// The meaning of the parameter that is set.
    pub role: Role,
    /// What it is set to.
    pub value: Draft,
    /// The answers that keep the promise.
    pub expect: Vec<Outcome>,
}

impl<'a> List<'a> {
    /// All list methods of an API that the target has, in the order of the documents.
    pub fn all(cx: &Context<'a>) -> Vec<Self> {
        let reads =
            cx.api.methods.iter().filter(|method| verbs::act(method) == Some(Deed::Read) && !cx.leaves_out(method));
        reads
            .filter_map(|method| {
                let (_, fields) = row_fields(cx.api, method).filter(|_| !acts_on_one(method))?;
                let conventions = &cx.api.conventions;
                let with = |role: Role| method.params.iter().find(|param| param.role == Some(role));
                let filter = with(Role::Filter).zip(conventions.filter.as_ref());
                let sort = with(Role::Sort).zip(conventions.sort.as_ref());
                Some(Self { method, fields, filter, sort })
            })
            .collect()
    }

    /// The parameter with this meaning.
    pub fn param(&self, role: Role) -> Option<&'a Param> {
        self.method.params.iter().find(|param| param.role == Some(role))
    }

    /// A call for as many rows as one page can hold. The error is why none can be made.
    pub fn call(&self, cx: &Context<'a>, case: &str) -> Result<Call<'a>, String> {
        let mut call = cx.call(self.method, case, Detail::Minimal, Effect::Shares)?.call;
        cx.whole_page(&mut call);
        Ok(call)
    }

    /// Plans a case that lists rows with one parameter set to a value. Gives nothing where the method has no such parameter or no call can
    /// be made, which the sink then tells.
    pub fn ask<'s>(&self, cx: &Context<'a>, sink: &'s mut Sink, ask: Ask<'_>) -> Option<&'s mut Case> {
        let param = self.param(ask.role)?;
        let id = format!("{}/{}", self.method.name, ask.kind);
        let mut call = sink.made(&id, self.method, self.call(cx, &id))?;
        call.set(&Path::top(&param.name), ask.value);
        let exchange = Exchange { request: call.request(), expect: ask.expect };
        let case = sink.whole(ask.check, self.method, ask.kind, ask.does, vec![exchange]);
        case.param = Some(Path::top(&param.name));
        Some(case)
    }

    /// Chooses rows. Tells whether the API can.
    pub fn choose(&self, call: &mut Call<'a>, condition: &Condition) -> bool {
        let draft = self.filter.and_then(|(param, names)| Some((param, condition.draft(names)?)));
        draft.is_some_and(|(param, draft)| call.set(&Path::top(&param.name), draft))
    }

    /// A request for the rows that meet a condition. The error is why none can be made.
    pub fn search(&self, cx: &Context<'a>, case: &str, condition: &Condition) -> Result<Exchange, String> {
        let mut call = self.call(cx, case)?;
        self.choose(&mut call, condition);
        Ok(Exchange { request: call.request(), expect: vec![Outcome::Accepted { fields: None }] })
    }

    /// Orders rows; a key without a direction is written without one. Tells whether the API can.
    pub fn order(&self, call: &mut Call<'a>, keys: &[(SortKey, bool)]) -> bool {
        let Some((param, names)) = self.sort.filter(|_| !keys.is_empty()) else {
            return false;
        };
        let key = |(key, told): &(SortKey, bool)| {
            let mut members = vec![(names.field.clone(), Draft::text(&key.field))];
            let order = if key.descending { &names.descending } else { &names.ascending };
            members.extend(told.then(|| (names.order.clone(), Draft::text(order))));
            Draft::Members(members)
        };
        call.set(&Path::top(&param.name), Draft::List(keys.iter().map(key).collect()))
    }

    /// The condition under which a row is one of those that the run made; none where the API cannot choose rows by their ids.
    pub fn own(&self, cx: &Context<'a>, key: &str, entities: &[Slot]) -> Option<Condition> {
        let field = self.fields.iter().find(|field| field.name == key && field.filterable == Some(true))?;
        let made = || entities.iter().cloned().map(Draft::Made);
        if self.applies(cx, field, FilterOperation::In) {
            return Some(Condition::leaf(key, FilterOperation::In, Draft::List(made().collect())));
        }
        let equal = |id| Condition::leaf(key, FilterOperation::Equal, id);
        self.applies(cx, field, FilterOperation::Equal)
            .then(|| Condition::Node { all: false, parts: made().map(equal).collect() })
    }

    /// The operator that the documents, or the dialect in their place, list for an operation.
    pub fn operator(&self, cx: &Context<'a>, operation: FilterOperation) -> Option<&'a Operator> {
        let written = self.filter.and_then(|(_, names)| names.operations.get(&operation));
        cx.api.operators.iter().find(|operator| Some(&operator.operator) == written)
    }

    /// What the documents say of filters by a field with an operator: of both where they list the operators.
    pub fn filterable(&self, cx: &Context<'a>, field: &Param, operation: FilterOperation) -> Sentence {
        match self.operator(cx, operation).filter(|operator| operator.source.line > 0) {
            Some(Operator { operator, description, source, .. }) => {
                let text = format!("`{}` is filterable; `{operator}`: {description}", field.name);
                Sentence { text, source: source.clone() }
            }
            None => Sentence { text: format!("`{}` is filterable", field.name), source: field.source.clone() },
        }
    }

    /// Whether the documents list an operator for fields like this one.
    pub fn applies(&self, cx: &Context<'a>, field: &Param, operation: FilterOperation) -> bool {
        let operator = self.operator(cx, operation);
        let kind = match field.schema.kind {
            Type::Integer => Type::Number,
            kind => kind,
        };
        operator.is_some_and(|operator| {
            let format = field.schema.format.as_ref();
            let kinds = &operator.types;
            if let Some(format) =
                format.filter(|format| cx.api.operators.iter().any(|other| other.formats.contains(format)))
            {
                // Documents that name a format beside the types need not mean it by the type of its texts.
                let equality = matches!(operation, FilterOperation::Equal | FilterOperation::NotEqual);
                return operator.formats.contains(format) || (equality && kinds.contains(&kind));
            }
            kinds.contains(&kind) || (kind == Type::Number && kinds.contains(&Type::Integer))
        })
    }
}

/// A whole number as a draft.
pub fn number(number: u64) -> Draft {
    Draft::Known(Value::from(number))
}
