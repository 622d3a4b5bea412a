//! A documented conflict in answer to a request that might have been accepted: it shows nothing where the request holds a value that others
//! may hold, too, being no text that the suite made up for this request alone.

use std::collections::BTreeSet;

use doctract_spec::Deed;
use doctract_spec::ir::{Api, ErrorRef, Location, Method, Param, Protocol, Violation};
use doctract_spec::naming::is_own_id;
use serde_json::Value;

use super::Session;
use super::entities::{KnownValues, is_error};
use crate::case::{Case, Exchange, Outcome};
use crate::plan::{act, is_action, path_id};
use crate::unique::is_own_text;
use crate::wire::Answer;

/// The status of a request that conflicts with what is there (RFC 9110, section 15.5.10), where the dialect tells no other.
const CONFLICT: u16 = 409;

/// How many parameters are named.
const NAMED: usize = 4;

impl Session {
    /// Why an answer says no more than that a value is taken; none where it says something else, or all values that may be taken are new.
    pub(super) fn shows_conflict(
        &self,
        case: &Case,
        step: usize,
        known: &KnownValues,
        answer: &Answer,
    ) -> Option<String> {
        let exchange = case.exchanges.get(step)?;
        let could = exchange.expect.iter().any(|outcome| matches!(outcome, Outcome::Accepted { .. }));
        let method = self.method_of(case, exchange).filter(|_| could)?;
        let conflict = conflict(&self.plan.api, method, answer)?;
        let state = || {
            format!(
                "{} says, as documented, that the state of what it acts on does not allow it ({conflict}): no document tells how to bring it \
                 into another one",
                method.name
            )
        };
        if is_action(&self.plan.api, method) {
            return Some(state());
        }
        let sent = |exchange: &Exchange| {
            let sent = exchange.request.render(known).ok()?;
            let body: Value = serde_json::from_slice(&sent.body).ok()?;
            let params = body.get("params").filter(|_| self.plan.api.protocol == Protocol::JsonRpc);
            Some((sent.target, params.unwrap_or(&body).clone()))
        };
        let (target, args) = sent(exchange)?;
        let same = |before: &&Exchange| !before.refuses() && before.request.calls(&self.plan.api) == Some(method);
        let before = case.exchanges.iter().take(step).filter(same).filter_map(sent);
        let names = may_be_taken(method, &args, &held(method, (&target, &args), before));
        let names: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        if names.is_empty() {
            return makes_below(method).then(state);
        }
        Some(format!(
            "{} says, as documented, that a value is taken ({conflict}): another entity may have that of {}; give several values, by the \
                 fact `existing` of the parameter or by the samples of the dialect, each of which is used in turn",
            method.name,
            names.join(" or ")
        ))
    }
}

/// What the method has written before, in this case, to the entity that it is to change: that the entity has itself.
fn held(method: &Method, (target, args): (&str, &Value), before: impl Iterator<Item = (String, Value)>) -> Vec<Value> {
    if act(method) != Some(Deed::Update) {
        return Vec::new();
    }
    let keys = || method.params.iter().map(|param| param.name.as_str()).filter(|name| is_own_id(name));
    let same = |(to, before): &(String, Value)| to == target && keys().all(|key| before.get(key) == args.get(key));
    before.filter(same).map(|(_, args)| args).collect()
}

/// Whether a method makes something inside of something else, whose state may not allow it.
fn makes_below(method: &Method) -> bool {
    let below = method.params.iter().any(|param| param.location == Some(Location::Path));
    below && path_id(method).is_none() && act(method) == Some(Deed::Create)
}

/// The conflict that an answer tells of, as the documents of the method have it.
fn conflict(api: &Api, method: &Method, answer: &Answer) -> Option<String> {
    let told = api.conventions.violation(Violation::Duplicate);
    if api.protocol == Protocol::JsonRpc {
        let documented =
            |mnemonic: &&String| method.errors.iter().any(|error| error.mnemonic.as_ref() == Some(*mnemonic));
        let named = told.mnemonic.as_ref().filter(documented).filter(|_| is_error(api, Violation::Duplicate, answer));
        return named.filter(|named| !means_fault(api, |error| error.mnemonic.as_ref() == Some(*named))).cloned();
    }
    let status = Some(answer.status).filter(|status| [Some(CONFLICT), told.status].contains(&Some(*status)));
    let documented = |status: &u16| method.responses.iter().any(|response| response.status == *status);
    let other = |status: &u16| means_fault(api, |error| error.status == Some(*status));
    status.filter(documented).filter(|status| !other(status)).map(|status| format!("HTTP {status}"))
}

/// The faults of a value by itself.
const FAULTS: [Violation; 4] =
    [Violation::InvalidValue, Violation::WrongType, Violation::MissingRequired, Violation::Unexpected];

/// Whether what a conflict is answered by may as well say that a value is wrong by itself: then it proves no conflict.
fn means_fault(api: &Api, is_same: impl Fn(&ErrorRef) -> bool) -> bool {
    FAULTS.into_iter().any(|fault| is_same(&api.conventions.violation(fault)))
}

/// The parameters whose values others may have, too: of those that must be unlike, or where none is marked so, of all that hold texts or numbers. What
/// the method acts on is no value that is taken, nor is what it has written before.
fn may_be_taken(method: &Method, args: &Value, held: &[Value]) -> BTreeSet<String> {
    let marked = method.params.iter().any(|param| param.unique);
    let acts_on = |param: &Param| is_own_id(&param.name) && act(method) != Some(Deed::Create);
    let params = method.params.iter().filter(|param| param.role.is_none() && (param.unique || !marked));
    let params = params.filter(|param| !acts_on(param) && param.schema.values.is_empty());
    let old = params.filter(|param| {
        let mut own = Vec::new();
        held.iter().filter_map(|args| args.get(&param.name)).for_each(|value| scalars(value, 0, &mut own));
        let mut sent = Vec::new();
        args.get(&param.name).into_iter().for_each(|value| scalars(value, 0, &mut sent));
        sent.into_iter().any(|value| may_be_old(value) && !own.contains(&value))
    });
    old.map(|param| param.name.clone()).collect()
}

/// How deep a value is followed.
const DEEPEST: usize = 32;

/// The texts, numbers and flags in a value.
fn scalars<'v>(value: &'v Value, depth: usize, found: &mut Vec<&'v Value>) {
    match value {
        _ if depth > DEEPEST => {}
        Value::Array(items) => items.iter().for_each(|item| scalars(item, depth + 1, found)),
        Value::Object(members) => members.values().for_each(|member| scalars(member, depth + 1, found)),
        scalar => found.push(scalar),
    }
}

/// Whether a text or number was not made up for one request alone.
fn may_be_old(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::String(_) => !is_own_text(value),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_an_entity_has_itself_is_not_taken_by_another() {
        let method = json!({
            "name": "update.boats", "title": "", "description": "", "source": {"file": "a", "line": 1, "column": 1},
            "params": [
                {"name": "id", "type": "number", "source": {"file": "a", "line": 2, "column": 1}},
                {"name": "phones", "type": "array", "source": {"file": "a", "line": 3, "column": 1}},
            ],
        });
        let method: Method = serde_json::from_value(method).unwrap();
        let taken = |args: Value, held: &[Value]| may_be_taken(&method, &args, held).into_iter().collect::<Vec<_>>();
        let (both, one) = (json!({"id": 7, "phones": ["1", "2"]}), json!({"id": 7, "phones": ["2"]}));
        assert_eq!(taken(one.clone(), &[]), ["phones"]);
        assert!(taken(one.clone(), std::slice::from_ref(&both)).is_empty());
        assert_eq!(taken(both, &[one]), ["phones"]);
    }

    #[test]
    fn the_error_of_a_wrong_value_proves_no_conflict() {
        let violations = json!({
            "duplicate": {"mnemonic": "taken", "status": 409},
            "invalid_value": {"mnemonic": "bad", "status": 422},
        });
        let api = json!({
            "name": "boats", "dialect": "boats", "protocol": "rest", "methods": [],
            "conventions": {"violations": violations, "list": {}, "empty_as_null": false, "closed_requests": false},
        });
        let api: Api = serde_json::from_value(api).unwrap();
        let named = |name: &str| means_fault(&api, |error| error.mnemonic.as_deref() == Some(name));
        assert_eq!((named("bad"), named("taken")), (true, false));
        assert!(means_fault(&api, |error| error.status == Some(422)));
    }
}
