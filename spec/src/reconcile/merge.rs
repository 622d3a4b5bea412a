//! Adds to a structure what only the examples beside it show.
//!
//! A structure is often shorter than its table: what is passed in one case only stands in the example of that case. A member
//! is taken over if a row has its name and the structure lacks it; what the structure shows stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{Row, Shown};
use crate::structure::{Node, Value};

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
        if add(merged.get_or_insert_with(|| structure.clone()), example, &lacking) {
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

/// Whether anything was added. It goes no deeper than the parser lets JSON nest.
fn add(base: &mut Node, example: &Node, lacking: &BTreeSet<&str>) -> bool {
    match (&mut base.value, &example.value) {
        (Value::Object(members), Value::Object(shown)) => {
            let known: BTreeMap<String, usize> =
                members.iter().enumerate().rev().map(|(at, (key, _))| (key.name.clone(), at)).collect();
            let mut added = false;
            for (key, value) in shown {
                match known.get(&key.name) {
                    Some(at) => added |= add(&mut members[*at].1, value, lacking),
                    None if lacking.contains(key.name.as_str())
                        && !members.iter().skip(known.len()).any(|(new, _)| new.name == key.name) =>
                    {
                        members.push((key.clone(), value.clone()));
                        added = true;
                    }
                    None => {}
                }
            }
            added
        }
        (Value::Array(elements), Value::Array(shown)) => match elements.first_mut() {
            Some(first) => {
                let mut added = false;
                for element in shown {
                    added |= add(first, element, lacking);
                }
                added
            }
            None => false,
        },
        _ => false,
    }
}
