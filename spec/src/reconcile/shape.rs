//! A JSON message as a flat list of members, so that rows can be laid upon it in several passes.

use std::collections::BTreeSet;

use crate::facts::Row;
use crate::files::{FileId, Span};
use crate::structure::{Node, Value};

/// How many members of one message are looked at.
const MAX_MEMBERS: usize = 20_000;

/// A member of a message.
#[derive(Debug)]
pub(super) struct Member<'n> {
    pub(super) name: &'n str,
    pub(super) span: Span,
    pub(super) node: &'n Node,
    /// The member that it stands in.
    pub(super) parent: Option<usize>,
    /// The row that describes it.
    pub(super) row: Option<usize>,
}

/// The object whose members nest under a member: itself, or the element of an array, however deep.
pub(crate) fn inner(node: &Node) -> &Node {
    let mut node = node;
    while let Some(first) = node.first() {
        node = first;
    }
    node
}

/// All members, each behind the one that it stands in. A name that stands twice in one object is taken once.
pub(super) fn flatten(root: &Node, file: FileId) -> Vec<Member<'_>> {
    let mut members: Vec<Member> = Vec::new();
    let mut open = vec![(None, root)];
    while let Some((parent, node)) = open.pop() {
        let first = members.len();
        let mut known = BTreeSet::new();
        for (key, value) in inner(node).members() {
            if known.insert(key.name.as_str()) && members.len() < MAX_MEMBERS {
                let span = Span::new(file, key.range.clone());
                members.push(Member { name: &key.name, span, node: value, parent, row: None });
            }
        }
        let children = (first..members.len()).rev().map(|at| (Some(at), members[at].node));
        let children: Vec<_> =
            children.filter(|(_, node)| matches!(node.value, Value::Object(_) | Value::Array(_))).collect();
        open.extend(children);
    }
    members
}

/// The path of a parameter in its message, by the names under which it is read: `phone_numbers[].status`. `parent` is the
/// member that it stands in.
pub(super) fn address(members: &[Member], rows: &[Row], parent: Option<usize>, name: &str) -> String {
    let mut path = name.to_owned();
    let mut above = parent;
    while let Some(member) = above.map(|at| &members[at]) {
        let name = member.row.map_or(member.name, |row| rows[row].param.name.as_str());
        let list = if matches!(member.node.value, Value::Array(_)) { "[]" } else { "" };
        path = format!("{name}{list}.{path}");
        above = member.parent;
    }
    path
}

/// Whether the key of an object is a number, as in a map from ids.
pub(super) fn is_number(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}
