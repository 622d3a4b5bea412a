//! Compares the methods of an API: what came, what is gone, what has another name, and what stayed.

use std::collections::BTreeMap;

use super::errors::{self, Shared};
use super::fields::{self, Level};
use super::found::{At, Found};
use super::{Rule, answers, words};
use crate::ir::{Http, Method};
use crate::reconcile::is_near;

/// Compares two lists of methods.
pub(super) fn compare_all(old: &[Method], new: &[Method], shared: &Shared, found: &mut Found) {
    let by_name: BTreeMap<&str, &Method> = old.iter().map(|method| (method.name.as_str(), method)).collect();
    let names: BTreeMap<&str, &Method> = new.iter().map(|method| (method.name.as_str(), method)).collect();
    let mut gone: Vec<_> = old.iter().filter(|method| !names.contains_key(method.name.as_str())).collect();
    for method in new {
        let same = by_name.get(method.name.as_str()).copied();
        if let Some(before) = same.or_else(|| take_renamed(&mut gone, method)) {
            compare(before, method, shared, found);
            continue;
        }
        let message = format!("the method `{}` is new", method.name);
        found.alone(Rule::MethodAdded, &method.name, message, &method.source, true);
    }
    for method in gone {
        let message = format!("the method `{}` is gone", method.name);
        found.alone(Rule::MethodRemoved, &method.name, message, &method.source, false);
    }
}

/// Takes out the method that a new one seems to have been.
fn take_renamed<'m>(gone: &mut Vec<&'m Method>, new: &Method) -> Option<&'m Method> {
    let distance = |old: &Method| strsim::damerau_levenshtein(&old.name, &new.name);
    let alike = gone.iter().enumerate().filter(|(_, old)| is_renamed(old, new));
    let at = alike.min_by_key(|(_, old)| (!is_near(&old.name, &new.name), distance(old))).map(|(at, _)| at)?;
    Some(gone.remove(at))
}

/// Whether one may be the other under another name: the names nearly agree, only names in the path differ, or the titles and
/// the names of all parameters agree.
fn is_renamed(old: &Method, new: &Method) -> bool {
    if let (Some(old), Some(new)) = (&old.http, &new.http)
        && (old.verb == new.verb && shape(&old.path) == shape(&new.path))
    {
        return true;
    }
    let names = |method: &Method| method.params.iter().map(|param| param.name.clone()).collect::<Vec<_>>();
    let titled = !new.title.is_empty() && old.title == new.title;
    is_near(&old.name, &new.name) || (titled && names(old) == names(new))
}

/// The path with the names of its parameters left out.
fn shape(path: &str) -> Vec<&str> {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect()
}

/// The names of parameters at the same parts of two paths, old to new.
fn path_names(old: &Http, new: &Http) -> BTreeMap<String, String> {
    let parts = old.path.split('/').zip(new.path.split('/'));
    let named = parts.filter_map(|(old, new)| {
        let name = |part: &str| Some(part.strip_prefix('{')?.strip_suffix('}')?.to_owned());
        Some((name(old)?, name(new)?))
    });
    named.filter(|(old, new)| old != new).collect()
}

fn compare(old: &Method, new: &Method, shared: &Shared, found: &mut Found) {
    let before = found.count();
    let mut aliases = BTreeMap::new();
    if old.name != new.name || old.http != new.http {
        aliases = renamed(old, new, found);
    }
    stated(old, new, found);
    let level = Level { address: &format!("{}/", new.name), request: true, old: &old.source, new: &new.source };
    fields::compare_aliased(&old.params, &new.params, &aliases, level, found);
    answers::compare(old, new, found);
    errors::of_method(&old.errors, &new.errors, &new.name, [&old.source, &new.source], shared, found);
    let is_told = found.count() > before;
    documentation(old, new, is_told, found);
}

/// Reports another name; gives the parameters of the path that have one.
fn renamed(old: &Method, new: &Method, found: &mut Found) -> BTreeMap<String, String> {
    let at = At { address: &new.name, request: true, old: &old.source, new: &new.source };
    let mut aliases = BTreeMap::new();
    if let (Some(before), Some(after)) = (&old.http, &new.http) {
        aliases = path_names(before, after);
        if before.verb == after.verb && shape(&before.path) == shape(&after.path) {
            let message =
                format!("the path is {} now, and was {}: nothing changes on the wire", after.path, before.path);
            found.differs(Rule::PathParameterRenamed, at, message, [&before.path, &after.path]);
            return aliases;
        }
    }
    let (was, is) = if old.name == new.name { (line(old), line(new)) } else { (old.name.clone(), new.name.clone()) };
    let message = format!("the method `{was}` seems to be `{is}` now");
    found.differs(Rule::MethodRenamed, at, message, [&was, &is]);
    aliases
}

/// The request line of a method.
fn line(method: &Method) -> String {
    method.http.as_ref().map_or_else(|| method.name.clone(), |http| format!("{} {}", http.verb, http.path))
}

/// What is stated of a method as a whole.
fn stated(old: &Method, new: &Method, found: &mut Found) {
    let at = At { address: &new.name, request: true, old: &old.source, new: &new.source };
    match (old.requires_authentication == Some(true), new.requires_authentication == Some(true)) {
        (false, true) => {
            let message = "callers must be authenticated now".to_owned();
            found.differs(Rule::AuthenticationRequired, at, message, ["not told", "authentication required"]);
        }
        (true, false) => {
            let message = "callers need no longer be authenticated".to_owned();
            found.differs(Rule::AuthenticationDropped, at, message, ["authentication required", "not required"]);
        }
        _ => {}
    }
    if old.partial_update != new.partial_update {
        let word = |keeps| if keeps { "keeps its value" } else { "no word on its value" };
        let (was, is) = (word(old.partial_update), word(new.partial_update));
        found.differs(Rule::UpdateChanged, at, format!("what is not passed: {is}, was: {was}"), [was, is]);
    }
}

/// What is said for readers alone. Where something differs, it is no news that the examples do.
fn documentation(old: &Method, new: &Method, is_told: bool, found: &mut Found) {
    let notes = |method: &Method| method.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>();
    let examples = |method: &Method| method.examples.iter().map(|example| example.text.clone()).collect::<Vec<_>>();
    let differing: Vec<_> = [
        ("title", old.title != new.title),
        ("description", old.description != new.description),
        ("access", old.access != new.access),
        ("version", old.version != new.version),
        ("remarks", notes(old) != notes(new)),
        ("examples", !is_told && examples(old) != examples(new)),
    ]
    .into_iter()
    .filter_map(|(what, differs)| differs.then_some(what))
    .collect();
    if !differing.is_empty() {
        let at = At { address: &new.name, request: true, old: &old.source, new: &new.source };
        let part = match differing.as_slice() {
            ["title"] => words::difference(&old.title, &new.title),
            ["description"] => words::difference(&old.description, &new.description),
            _ => String::new(),
        };
        let message = format!("what the documents say of `{}` changed: {}{part}", new.name, differing.join(", "));
        found.differs(Rule::DocumentationChanged, at, message, ["it was so", "it is so"]);
    }
}
