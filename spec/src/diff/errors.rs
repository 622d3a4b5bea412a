//! Compares the documented errors.

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

/// Reports what differs; gives the names of the errors that it spoke of.
fn compare(old: &[ErrorDoc], new: &[ErrorDoc], address: &str, places: [&Source; 2], found: &mut Found) -> Vec<String> {
    let name = words::error;
    let mut told = Vec::new();
    let missing = |of: &[ErrorDoc], from: &[ErrorDoc]| -> Vec<ErrorDoc> {
        of.iter().filter(|error| !from.iter().any(|other| name(other) == name(error))).cloned().collect()
    };
    let mut came = missing(new, old);
    for error in missing(old, new) {
        let renamed = came.iter().position(|other| is_renamed(&error, other)).map(|at| came.remove(at));
        told.push(name(&error));
        let Some(other) = renamed else {
            let at = At { address, request: false, old: &error.source, new: places[1] };
            found.gone(Rule::ErrorRemoved, at, format!("the error `{}` is gone", name(&error)));
            continue;
        };
        let at = At { address, request: false, old: &error.source, new: &other.source };
        let message = format!("the error `{}` seems to be `{}` now", name(&error), name(&other));
        found.differs(Rule::ErrorRenamed, at, message, ["it had this name", "it has this name"]);
        told.push(name(&other));
    }
    for error in came {
        told.push(name(&error));
        let at = At { address, request: false, old: places[0], new: &error.source };
        found.came(Rule::ErrorAdded, at, format!("the error `{}` is new", name(&error)));
    }
    for error in old {
        let Some(other) = new.iter().find(|other| name(other) == name(error)) else { continue };
        told.extend(same(error, other, address, found));
    }
    told
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
    if let (Some(was), Some(is)) = (old.code, new.code)
        && was != is
    {
        let words = [was.to_string(), is.to_string()];
        let message = format!("the code of the error `{name}` is {is}, was {was}");
        found.differs(Rule::ErrorCodeChanged, at, message, [&words[0], &words[1]]);
        return Some(name);
    }
    if old.message != new.message || old.when != new.when {
        let message = format!("the words on the error `{name}` changed");
        found.differs(Rule::DocumentationChanged, at, message, ["it was so", "it is so"]);
        return Some(name);
    }
    None
}
