//! Several examples of one message: what each of them shows is a part of it.
//!
//! A page shows a second answer for what the first one lacks: another kind of a thing, a list that is filled. One that has nothing in
//! common with the first is of something else, which the page did not tell.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::merge::add;
use crate::facts::Shown;
use crate::files::Span;
use crate::structure::{Node, Value};

/// The first message with what the others show beyond it, and the places of those that share nothing with it.
pub(crate) fn together(shown: &[Shown]) -> Option<(Cow<'_, Shown>, Vec<Span>)> {
    let mut messages = shown.iter().filter_map(|shown| Some((shown, shown.json.as_ref()?)));
    let (first, json) = messages.next()?;
    let mut form = Form::of(json);
    let (mut alike, mut strangers) = (Vec::new(), Vec::new());
    for (other, json) in messages.filter(|(other, _)| other.text != first.text) {
        if form.takes(Form::of(json)) {
            alike.push((other, json));
        } else {
            strangers.push(other.span.clone());
        }
    }
    Some((united(first, &alike), strangers))
}

/// A message with what the others show beyond it.
fn united<'s>(first: &'s Shown, others: &[(&Shown, &Node)]) -> Cow<'s, Shown> {
    let nodes: Vec<&Node> = others.iter().map(|(_, json)| *json).collect();
    let mut whole = Cow::Borrowed(first);
    if nodes.is_empty() {
        return whole;
    }
    let also = others.iter().filter(|(other, _)| !other.structure).map(|(other, _)| other.span.clone());
    let to = whole.to_mut();
    to.also.extend(also);
    if let Some(json) = &mut to.json {
        add(json, &nodes, &|_| true);
    }
    whole
}

/// What tells whether two messages show one thing: the names of the members of an object, or of the first one of nested lists.
struct Form<'n> {
    lists: usize,
    names: BTreeSet<&'n str>,
}

impl<'n> Form<'n> {
    fn of(mut node: &'n Node) -> Self {
        let mut lists = 0;
        while let Value::Array(elements) = &node.value {
            let Some(first) = elements.first() else { break };
            (lists, node) = (lists + 1, first);
        }
        let members = if let Value::Object(members) = &node.value { members.as_slice() } else { &[] };
        Self { lists, names: members.iter().map(|(key, _)| key.name.as_str()).collect() }
    }

    /// Whether another message shows the same: its names are known then, too. What has no members is like everything.
    fn takes(&mut self, other: Self) -> bool {
        let empty = self.names.is_empty() || other.names.is_empty();
        let alike = empty || self.lists == other.lists && !self.names.is_disjoint(&other.names);
        if alike {
            self.names.extend(other.names);
        }
        alike
    }
}
