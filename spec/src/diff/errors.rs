//! Compares the documented errors.

use std::collections::{BTreeMap, BTreeSet};

use super::found::{At, Found};
use super::{Rule, words};
use crate::ir::{ErrorDoc, ErrorScope, Source};
use crate::reconcile::is_near;

/// What became of the errors of shared sections: it is told once, and not again for each method that has them.
#[derive(Default)]
pub(super) struct Shared {
    /// The names of what is gone, and of what came.
    told: Vec<String>,
}

/// Compares the errors of the shared sections of an API.
pub(super) fn shared(old: &[ErrorScope], new: &[ErrorScope], found: &mut Found) -> Shared {
    let mut told = Shared::default();
    for scope in new {
        let before = old.iter().find(|other| other.scope == scope.scope);
        let before = before.map(|scope| scope.errors.as_slice()).unwrap_or_default();
        list(before, &scope.errors, &scope.scope, found, &mut told);
    }
    for scope in old.iter().filter(|scope| !new.iter().any(|other| other.scope == scope.scope)) {
        list(&scope.errors, &[], &scope.scope, found, &mut told);
    }
    told
}

fn list(old: &[ErrorDoc], new: &[ErrorDoc], scope: &str, found: &mut Found, told: &mut Shared) {
    let places = [old, new].map(|errors| errors.first().map(|error| error.source.clone()));
    let [Some(before), Some(after)] =
        [places[0].clone().or(places[1].clone()), places[1].clone().or(places[0].clone())]
    else {
        return;
    };
    let address = format!("errors/{scope}");
    let changed = compare(old, new, &address, [&before, &after], found);
    told.told.extend(changed);
}

/// Compares the errors of a method, without what was told of shared sections.
pub(super) fn of_method(
    old: &[ErrorDoc],
    new: &[ErrorDoc],
    address: &str,
    places: [&Source; 2],
    shared: &Shared,
    found: &mut Found,
) {
    let own = |errors: &[ErrorDoc]| -> Vec<ErrorDoc> {
        errors.iter().filter(|error| error.own || !shared.told.contains(&words::error(error))).cloned().collect()
    };
    compare(&own(old), &own(new), address, places, found);
}

/// The errors of two lists, paired.
#[derive(Default)]
struct Paired<'e> {
    /// Those of one name that differ otherwise.
    differing: Vec<(&'e ErrorDoc, &'e ErrorDoc)>,
    gone: Vec<&'e ErrorDoc>,
    came: Vec<&'e ErrorDoc>,
}

/// Pairs by name. One name may stand for several errors: those that are the same are paired first.
fn pair<'e>(old: &'e [ErrorDoc], new: &'e [ErrorDoc]) -> Paired<'e> {
    let mut left: BTreeMap<String, Vec<&ErrorDoc>> = BTreeMap::new();
    for error in new {
        left.entry(words::error(error)).or_default().push(error);
    }
    let stated = |error: &'e ErrorDoc| (error.code, error.status, error.message.as_str(), error.when.as_str());
    let mut rest = Vec::new();
    for error in old {
        let named = left.entry(words::error(error)).or_default();
        match named.iter().position(|other| stated(other) == stated(error)) {
            Some(at) => drop(named.remove(at)),
            None => rest.push(error),
        }
    }
    let mut paired = Paired::default();
    for error in rest {
        match left.get_mut(&words::error(error)).filter(|named| !named.is_empty()) {
            Some(named) => paired.differing.push((error, named.remove(0))),
            None => paired.gone.push(error),
        }
    }
    let rest: BTreeSet<_> = left.into_values().flatten().map(std::ptr::from_ref).collect();
    paired.came = new.iter().filter(|error| rest.contains(&std::ptr::from_ref(*error))).collect();
    paired
}

/// Reports what differs; gives the names of the errors that it spoke of.
fn compare(old: &[ErrorDoc], new: &[ErrorDoc], address: &str, places: [&Source; 2], found: &mut Found) -> Vec<String> {
    let name = words::error;
    let Paired { differing, gone, mut came } = pair(old, new);
    let mut told = Vec::new();
    for error in gone {
        told.push(name(error));
        let renamed = came.iter().position(|other| is_renamed(error, other)).map(|at| came.remove(at));
        let Some(other) = renamed else {
            let at = At { address, request: false, old: &error.source, new: places[1] };
            let (rule, what) = listed(error, new, Rule::ErrorRemoved, "gone", "listed less often");
            found.gone(rule, at, format!("the error `{}` is {what}", name(error)));
            continue;
        };
        let at = At { address, request: false, old: &error.source, new: &other.source };
        let message = format!("the error `{}` seems to be `{}` now", name(error), name(other));
        found.differs(Rule::ErrorRenamed, at, message, ["it had this name", "it has this name"]);
        told.push(name(other));
    }
    for error in came {
        told.push(name(error));
        let at = At { address, request: false, old: places[0], new: &error.source };
        let (rule, what) = listed(error, old, Rule::ErrorAdded, "new", "listed more often");
        found.came(rule, at, format!("the error `{}` is {what}", name(error)));
    }
    for (error, other) in differing {
        told.extend(same(error, other, address, found));
    }
    told
}

/// The rule for an error that is on one side alone; where the other side lists its name too, only the words are fewer or more.
fn listed<'w>(error: &ErrorDoc, other: &[ErrorDoc], rule: Rule, alone: &'w str, again: &'w str) -> (Rule, &'w str) {
    let known = other.iter().any(|other| words::error(other) == words::error(error));
    if known { (Rule::DocumentationChanged, again) } else { (rule, alone) }
}

/// Whether one error may be the other under another mnemonic.
fn is_renamed(old: &ErrorDoc, new: &ErrorDoc) -> bool {
    match (&old.mnemonic, &new.mnemonic) {
        (Some(a), Some(b)) => is_near(a, b) && (old.code == new.code || old.code.is_none() || new.code.is_none()),
        _ => false,
    }
}

/// Compares an error with itself; gives its name where it differs.
fn same(old: &ErrorDoc, new: &ErrorDoc, address: &str, found: &mut Found) -> Option<String> {
    let at = At { address, request: false, old: &old.source, new: &new.source };
    let name = words::error(new);
    let statuses = (old.status.map(i64::from), new.status.map(i64::from));
    for (what, sides) in [("code", (old.code, new.code)), ("status", statuses)] {
        let (Some(was), Some(is)) = sides else { continue };
        if was != is {
            let words = [was.to_string(), is.to_string()];
            let message = format!("the {what} of the error `{name}` is {is}, was {was}");
            found.differs(Rule::ErrorCodeChanged, at, message, [&words[0], &words[1]]);
            return Some(name);
        }
    }
    if old.message != new.message || old.when != new.when {
        let message = format!("the words on the error `{name}` changed");
        found.differs(Rule::DocumentationChanged, at, message, ["it was so", "it is so"]);
        return Some(name);
    }
    None
}
