//! Compares what holds for whole APIs.

use super::fields::{self, Level};
use super::found::{At, Found};
use super::{Rule, conventions, errors, methods, words};
use crate::ir::{Api, Ir, Operator, Protocol, Source};

/// The place of what no document states: the dialect of an API.
pub(super) fn dialect_place(api: &Api) -> Source {
    Source { file: format!("dialect {}", api.dialect).into(), line: 1, column: 1 }
}

/// Compares the APIs of the same name; one API on each side is the same whatever its name.
pub(super) fn compare_all(old: &Ir, new: &Ir, found: &mut Found) {
    if let ([old], [new]) = (old.apis.as_slice(), new.apis.as_slice()) {
        return compare(old, new, found);
    }
    for api in &new.apis {
        match old.apis.iter().find(|other| other.name == api.name) {
            Some(before) => compare(before, api, found),
            None => {
                found.alone(Rule::ApiAdded, &api.name, format!("the API `{}` is new", api.name), &place(api), true);
            }
        }
    }
    for api in old.apis.iter().filter(|api| !new.apis.iter().any(|other| other.name == api.name)) {
        found.alone(Rule::ApiRemoved, &api.name, format!("the API `{}` is gone", api.name), &place(api), false);
    }
}

/// Where an API begins: at its first method.
fn place(api: &Api) -> Source {
    api.methods.first().map_or_else(|| dialect_place(api), |method| method.source.clone())
}

fn compare(old: &Api, new: &Api, found: &mut Found) {
    let (before, after) = (place(old), place(new));
    let at = At { address: &new.name, request: true, old: &before, new: &after };
    if old.protocol != new.protocol {
        let word = |protocol| match protocol {
            Protocol::JsonRpc => "JSON-RPC 2.0",
            Protocol::Rest => "REST",
        };
        let (was, is) = (word(old.protocol), word(new.protocol));
        return found.differs(Rule::ProtocolChanged, at, format!("the protocol is {is}, was {was}"), [was, is]);
    }
    for server in old.servers.iter().filter(|server| !new.servers.contains(server)) {
        found.gone(Rule::ServerRemoved, at, format!("the server {server} is gone"));
    }
    for server in new.servers.iter().filter(|server| !old.servers.contains(server)) {
        found.came(Rule::ServerAdded, at, format!("the server {server} is new"));
    }
    conventions::compare(old, new, found);
    operators(&old.operators, &new.operators, at, found);
    let level = Level { address: "metadata/", request: false, old: at.old, new: at.new };
    fields::compare(&old.metadata, &new.metadata, level, found);
    let shared = errors::shared(&old.errors, &new.errors, found);
    methods::compare_all(&old.methods, &new.methods, &shared, found);
}

fn operators(old: &[Operator], new: &[Operator], api: At, found: &mut Found) {
    for operator in new {
        if let Some(before) = old.iter().find(|other| other.operator == operator.operator) {
            reach(before, operator, found);
            continue;
        }
        let at = At { address: "filter", new: &operator.source, ..api };
        found.came(Rule::OperatorAdded, at, format!("the operator `{}` is new", operator.operator));
    }
    for operator in old.iter().filter(|operator| !new.iter().any(|other| other.operator == operator.operator)) {
        let at = At { address: "filter", old: &operator.source, ..api };
        found.gone(Rule::OperatorRemoved, at, format!("the operator `{}` is gone", operator.operator));
    }
}

/// Compares what an operator applies to.
fn reach(old: &Operator, new: &Operator, found: &mut Found) {
    let all = |operator: &Operator| -> Vec<String> {
        let schema = |kind| crate::ir::Schema { kind, ..crate::ir::Schema::default() };
        let types = operator.types.iter().map(|kind| words::types(&schema(*kind)));
        let nulls = operator.nulls.then(|| "null".to_owned());
        types.chain(operator.formats.iter().cloned()).chain(nulls).collect()
    };
    let (before, after) = (all(old), all(new));
    let at = At { address: "filter", request: true, old: &old.source, new: &new.source };
    for kind in before.iter().filter(|kind| !after.contains(kind)) {
        let message = format!("the operator `{}` no longer applies to {kind}", new.operator);
        found.gone(Rule::OperatorRemoved, at, message);
    }
    for kind in after.iter().filter(|kind| !before.contains(kind)) {
        found.came(Rule::OperatorAdded, at, format!("the operator `{}` now applies to {kind}", new.operator));
    }
    if old.description != new.description {
        let differing = words::difference(&old.description, &new.description);
        let message = format!("the description of the operator `{}` changed{differing}", new.operator);
        found.differs(Rule::DocumentationChanged, at, message, ["it was so", "it is so"]);
    }
}
