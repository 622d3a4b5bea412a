//! Several examples of one message: what each of them shows is a part of it.
//!
//! A page shows a second answer for what the first one lacks: another kind of a thing, an empty field that is filled. One that has
//! nothing in common with the first is of something else, which the page did not tell.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::facts::Shown;
use crate::files::Span;
use crate::structure::{Node, Value};

/// How many examples of one message are looked at.
const MAX_EXAMPLES: usize = 64;

/// The first message with what the others show beyond it, and the places of those that share nothing with it.
pub(crate) fn together(shown: &[Shown]) -> Option<(Cow<'_, Shown>, Vec<Span>)> {
    let mut messages = shown.iter().filter(|shown| shown.json.is_some());
    let shown = messages.next()?;
    let mut first = Cow::Borrowed(shown);
    let mut strangers = Vec::new();
    for other in messages.take(MAX_EXAMPLES).filter(|other| other.text != shown.text) {
        let (Some(base), Some(node)) = (&first.json, &other.json) else { continue };
        if !are_alike(base, node) {
            strangers.push(other.span.clone());
        } else if lacks(base, node) {
            let whole = first.to_mut();
            if let Some(base) = &mut whole.json {
                add(base, node);
            }
            if !other.structure {
                whole.also.push(other.span.clone());
            }
        }
    }
    Some((first, strangers))
}

/// Whether two messages show one thing: objects with a member in common, or lists of such. What holds nothing, or no members, is like
/// everything.
fn are_alike(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Object(known), Value::Object(shown)) => {
            let has = |name: &str| known.iter().any(|(key, _)| key.name == name);
            known.is_empty() || shown.is_empty() || shown.iter().any(|(key, _)| has(&key.name))
        }
        (Value::Array(known), Value::Array(shown)) => match (known.first(), shown.first()) {
            (Some(known), Some(shown)) => are_alike(known, shown),
            _ => true,
        },
        (Value::Object(_) | Value::Array(_), Value::Object(_) | Value::Array(_)) => false,
        _ => true,
    }
}

/// The members of an object by their names.
fn by_name(members: &[(crate::structure::Key, Node)]) -> BTreeMap<&str, usize> {
    members.iter().enumerate().rev().map(|(at, (key, _))| (key.name.as_str(), at)).collect()
}

/// Whether a message shows members that the other one lacks.
fn lacks(base: &Node, other: &Node) -> bool {
    match (&base.value, &other.value) {
        (Value::Object(members), Value::Object(shown)) => {
            let known = by_name(members);
            let is_new = |(key, node): &(crate::structure::Key, Node)| {
                known.get(key.name.as_str()).is_none_or(|at| lacks(&members[*at].1, node))
            };
            shown.iter().any(is_new)
        }
        (Value::Array(elements), Value::Array(shown)) => match elements.first() {
            Some(first) => shown.iter().any(|element| lacks(first, element)),
            None => !shown.is_empty(),
        },
        _ => false,
    }
}

/// Adds what a message shows beyond another one. It goes no deeper than the parser lets JSON nest.
fn add(base: &mut Node, other: &Node) {
    match (&mut base.value, &other.value) {
        (Value::Object(members), Value::Object(shown)) => {
            let known: BTreeMap<String, usize> =
                by_name(members).into_iter().map(|(name, at)| (name.to_owned(), at)).collect();
            for (key, value) in shown {
                match known.get(&key.name) {
                    Some(at) => add(&mut members[*at].1, value),
                    None => members.push((key.clone(), value.clone())),
                }
            }
        }
        (Value::Array(elements), Value::Array(shown)) => match elements.first_mut() {
            Some(first) => shown.iter().for_each(|element| add(first, element)),
            None => elements.extend(shown.first().cloned()),
        },
        _ => {}
    }
}
