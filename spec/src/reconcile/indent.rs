//! Nests rows by their indentation: where a table sets the names of children in a column of their own, it shows itself what
//! stands in what, and the JSON only adds to it.

use crate::facts::{Context, Row, Shown};
use crate::ir::Param;
use crate::structure::{Node, Value};

use super::nest::{nest, put_fields};
use super::shape::inner;

/// Whether the table shows how its rows nest.
pub(crate) fn is_indented(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.depth > 0)
}

/// Indents the rows behind a row whose role has members of known names: the parts of a filter, of an order. Flat tables list
/// them, and the message of a single method seldom shows them all.
pub(super) fn indent_members(cx: &Context, rows: &mut [Row]) {
    let mut open: Option<(usize, &[String])> = None;
    for row in rows {
        match open {
            Some((depth, names)) if row.depth == depth && names.contains(&row.param.name) => row.depth += 1,
            _ => {
                open =
                    row.param.role.and_then(|role| Some((row.depth, cx.dialect.role_members.get(&role)?.as_slice())));
            }
        }
    }
}

/// A row with those that stand in it.
struct Group {
    row: Row,
    children: Vec<Row>,
}

/// The parameters of indented rows.
pub(super) fn nest_indented(cx: &mut Context, rows: Vec<Row>, message: Option<(&Shown, &Node)>) -> Vec<Param> {
    let groups = groups(rows);
    let opened: Vec<&str> =
        groups.iter().filter(|group| !group.children.is_empty()).map(|group| group.row.param.name.as_str()).collect();
    let pruned = message.map(|(shown, node)| (shown, prune(inner(node), &opened, MAX_WRAPS)));
    let (tops, children): (Vec<Row>, Vec<_>) = groups
        .into_iter()
        .map(|group| {
            let name = group.row.param.name.clone();
            (group.row, (name, group.children))
        })
        .unzip();
    let mut params = nest(cx, tops, pruned.as_ref().map(|(shown, node)| (*shown, node)));
    for (name, rows) in children.into_iter().filter(|(_, rows)| !rows.is_empty()) {
        let shown = message.and_then(|(shown, node)| Some((shown, member(inner(node), &name, MAX_WRAPS)?)));
        let fields = nest(cx, rows, shown.filter(|(_, node)| !inner(node).members().is_empty()));
        match find(&mut params, &name, MAX_WRAPS) {
            Some(param) => put_fields(&mut param.schema, fields),
            None => params.extend(fields),
        }
    }
    params
}

/// In how many objects, each the only home of the rows, a message may wrap them: `{"result": {"data": …}}`.
const MAX_WRAPS: usize = 3;

/// The member of a name, here or in an object that wraps it.
fn member<'n>(node: &'n Node, name: &str, wraps: usize) -> Option<&'n Node> {
    let here = node.member(name);
    let mut inside = node.members().iter().filter(|_| wraps > 0);
    here.or_else(|| inside.find_map(|(_, value)| member(inner(value), name, wraps - 1)))
}

/// The parameter of a name, here or in an object that wraps it.
fn find<'p>(params: &'p mut [Param], name: &str, wraps: usize) -> Option<&'p mut Param> {
    if let Some(at) = params.iter().position(|param| param.name == name) {
        return params.get_mut(at);
    }
    let mut inside = params.iter_mut().filter(|_| wraps > 0);
    inside.find_map(|param| {
        let mut schema = &mut param.schema;
        while let Some(items) = &mut schema.items {
            schema = items;
        }
        find(&mut schema.fields, name, wraps - 1)
    })
}

/// Each row of the least indentation with the deeper ones behind it, which move up by one step.
fn groups(rows: Vec<Row>) -> Vec<Group> {
    let least = rows.iter().map(|row| row.depth).min().unwrap_or(0);
    let mut groups: Vec<Group> = Vec::new();
    for mut row in rows {
        row.depth -= least;
        match groups.last_mut() {
            Some(group) if row.depth > 0 => {
                row.depth -= 1;
                group.children.push(row);
            }
            _ => groups.push(Group { row: Row { depth: 0, ..row }, children: Vec::new() }),
        }
    }
    groups
}

/// The object without what stands in the members that the table opens itself, each here or in an object that wraps it.
pub(super) fn prune(node: &Node, opened: &[&str], wraps: usize) -> Node {
    let Value::Object(members) = &node.value else { return node.clone() };
    let empty = |value: &Value| match value {
        Value::Array(_) => Value::Array(Vec::new()),
        Value::Object(_) => Value::Object(Vec::new()),
        other => other.clone(),
    };
    let deeper: Vec<_> = opened.iter().filter(|name| node.member(name).is_none()).copied().collect();
    let members = members.iter().map(|(key, node)| {
        if opened.contains(&key.name.as_str()) {
            return (key.clone(), Node { value: empty(&node.value), range: node.range.clone() });
        }
        let wrapped = wraps > 0 && !deeper.is_empty();
        (key.clone(), if wrapped { prune(node, &deeper, wraps - 1) } else { node.clone() })
    });
    Node { value: Value::Object(members.collect()), range: node.range.clone() }
}
