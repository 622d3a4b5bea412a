//! Adds to a structure what only the examples beside it show.
//!
//! A structure is often shorter than its table: what is passed in one case only stands in the example of that case. A member
//! is taken over if a row has its name and the structure lacks it; what the structure shows stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Row, Shown};
use crate::structure::{Key, Node, Value};

/// The structure with what the examples add, and the examples that added something.
pub(crate) fn with_examples<'s>(
    structure: &Node,
    examples: impl Iterator<Item = (&'s Shown, &'s Node)>,
    rows: &[Row],
) -> Option<(Node, Vec<&'s Shown>)> {
    let mut known = BTreeSet::new();
    names(structure, &mut known);
    let lacking: BTreeSet<&str> = rows
        .iter()
        .map(|row| row.param.name.as_str())
        .filter(|name| !name.is_empty() && !known.contains(name))
        .collect();
    if lacking.is_empty() {
        return None;
    }
    let mut merged = None;
    let mut used = Vec::new();
    for (shown, example) in examples {
        let mut found = BTreeSet::new();
        names(example, &mut found);
        if found.is_disjoint(&lacking) {
            continue;
        }
        if add(merged.get_or_insert_with(|| structure.clone()), &[example], &|name| lacking.contains(name)) {
            used.push(shown);
        }
    }
    merged.filter(|_| !used.is_empty()).map(|merged| (merged, used))
}

/// All names of members, however deep.
fn names<'n>(node: &'n Node, into: &mut BTreeSet<&'n str>) {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Object(members) => {
                into.extend(members.iter().map(|(key, _)| key.name.as_str()));
                open.extend(members.iter().map(|(_, value)| value));
            }
            Value::Array(elements) => open.extend(elements),
            _ => {}
        }
    }
}

/// Adds what several values show beyond one, where `takes` takes the name, and gives whether there was any. Each is looked at once,
/// however many there are; it goes no deeper than the parser lets JSON nest.
pub(super) fn add(base: &mut Node, shown: &[&Node], takes: &dyn Fn(&str) -> bool) -> bool {
    match &mut base.value {
        Value::Object(members) => add_members(members, shown, takes),
        Value::Array(elements) => add_elements(elements, shown, takes),
        _ => false,
    }
}

fn add_members(members: &mut Vec<(Key, Node)>, shown: &[&Node], takes: &dyn Fn(&str) -> bool) -> bool {
    let mut known: BTreeMap<String, usize> =
        members.iter().enumerate().rev().map(|(at, (key, _))| (key.name.clone(), at)).collect();
    let mut deeper: BTreeMap<usize, Vec<&Node>> = BTreeMap::new();
    let mut added = false;
    let shown = shown.iter().filter_map(|node| if let Value::Object(shown) = &node.value { Some(shown) } else { None });
    for (key, value) in shown.flatten() {
        if let Some(at) = known.get(&key.name) {
            deeper.entry(*at).or_default().push(value);
        } else if takes(&key.name) {
            known.insert(key.name.clone(), members.len());
            members.push((key.clone(), value.clone()));
            added = true;
        }
    }
    for (at, values) in deeper {
        added |= add(&mut members[at].1, &values, takes);
    }
    added
}

/// The first element stands for all of them.
fn add_elements(elements: &mut Vec<Node>, shown: &[&Node], takes: &dyn Fn(&str) -> bool) -> bool {
    let shown = shown.iter().filter_map(|node| if let Value::Array(shown) = &node.value { Some(shown) } else { None });
    let shown: Vec<&Node> = shown.flatten().collect();
    let was_empty = elements.is_empty();
    if was_empty {
        elements.extend(shown.first().map(|first| (*first).clone()));
    }
    let added = elements.first_mut().is_some_and(|first| add(first, &shown, takes));
    added || was_empty && !elements.is_empty()
}
