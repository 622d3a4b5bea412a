//! Compares what holds for all methods: the conventions that the dialect states.

use std::collections::BTreeMap;

use serde_json::Value;

use super::api::dialect_place;
use super::found::{At, Found};
use super::{Rule, words};
use crate::ir::Api;

/// What tools need to make up requests, and callers do not.
const FOR_TOOLS: &[&str] = &["samples", "references"];

/// A flag, and whether callers may fail when it is set.
const FLAGS: &[(&str, bool)] = &[("closed_requests", true), ("empty_as_null", true), ("ignores_unknown", false)];

/// Compares each single value of the conventions.
pub(super) fn compare(old: &Api, new: &Api, found: &mut Found) {
    let (before, after) = (leaves(old), leaves(new));
    let places = (dialect_place(old), dialect_place(new));
    let at = |address| At { address, request: true, old: &places.0, new: &places.1 };
    let names: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (was, is) = (before.get(name), after.get(name));
        if was == is {
            continue;
        }
        let rule = rule(name, was, is);
        let (was, is) = (words::value(was), words::value(is));
        let message = format!("the convention `{name}` is {is}, was {was}");
        found.differs(rule, at("conventions"), message, [&was, &is]);
    }
}

fn rule(name: &str, was: Option<&Value>, is: Option<&Value>) -> Rule {
    let top = name.split(['.', '[']).next().unwrap_or_default();
    if FOR_TOOLS.contains(&top) {
        return Rule::DocumentationChanged;
    }
    let flag = FLAGS.iter().find(|(flag, _)| *flag == name);
    let harmless = match flag {
        Some((_, harmful)) => is.and_then(Value::as_bool) != Some(*harmful),
        None => was.is_none(),
    };
    if harmless { Rule::ConventionAdded } else { Rule::ConventionChanged }
}

/// The single values of the conventions, by their paths. An array is one value.
fn leaves(api: &Api) -> BTreeMap<String, Value> {
    let mut leaves = BTreeMap::new();
    if let Ok(json) = serde_json::to_value(&api.conventions) {
        collect(&json, "", &mut leaves);
    }
    leaves
}

fn collect(json: &Value, path: &str, leaves: &mut BTreeMap<String, Value>) {
    match json {
        Value::Object(members) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                collect(member, &path, leaves);
            }
        }
        leaf => {
            leaves.insert(path.to_owned(), leaf.clone());
        }
    }
}
