//! Names that show how their parameters stand in each other: `address.city`, `→ city`, items of lists inside items.

use super::{Context, Row};
use crate::ir::{Param, Schema, Type};
use crate::lint;

/// How deep parameters may nest by their names.
const MAX_DEPTH: usize = 16;

/// Nests rows by the marks ahead of their names and by the separators in them, as the dialect says.
pub(crate) fn nest(cx: &mut Context, rows: Vec<Row>) -> Vec<Row> {
    let dialect = cx.dialect;
    let nesting = &dialect.nesting;
    if nesting.separators.is_empty() && nesting.marks.is_empty() {
        return rows;
    }
    let mut placed = Vec::new();
    for mut row in rows {
        let mut depth = 0;
        while let Some(rest) = nesting.marks.iter().find_map(|mark| row.param.name.strip_prefix(mark.as_str())) {
            row.param.name = rest.trim_start().into();
            depth += 1;
        }
        placed.push((depth.min(MAX_DEPTH), row));
    }
    let rows = by_depth(cx, placed);
    by_separator(cx, rows)
}

/// Nests rows by how deep each of them stands: a row belongs to the last one that is less deep.
pub(crate) fn by_depth(cx: &mut Context, rows: Vec<(usize, Row)>) -> Vec<Row> {
    let mut open: Vec<(usize, Row)> = Vec::new();
    let mut done = Vec::new();
    for (depth, row) in rows {
        let depth = beside_single(&open, depth, &row);
        close(cx, &mut open, &mut done, depth);
        open.push((depth, row));
    }
    close(cx, &mut open, &mut done, 0);
    done
}

/// A row that has a type of its own is no value: below a parameter of single values it stands beside it.
fn beside_single(open: &[(usize, Row)], depth: usize, row: &Row) -> usize {
    if row.kind.is_none() {
        return depth;
    }
    let single = |(last, parent): &&(usize, Row)| *last < depth && is_single(parent.param.schema.kind);
    open.iter().rev().take_while(single).last().map_or(depth, |(last, _)| *last)
}

/// Gives the open rows that are at least so deep to those that they stand in.
fn close(cx: &mut Context, open: &mut Vec<(usize, Row)>, done: &mut Vec<Row>, depth: usize) {
    while open.last().is_some_and(|(last, _)| *last >= depth) {
        let Some((_, row)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => adopt(cx, &mut parent.param, row),
            None => done.push(row),
        }
    }
}

/// Whether a type has values without members.
fn is_single(kind: Type) -> bool {
    matches!(kind, Type::String | Type::Enum | Type::Integer | Type::Number | Type::Boolean)
}

/// Puts a row among the members of a parameter; under a parameter of single values its name is one of them.
pub(crate) fn adopt(cx: &mut Context, parent: &mut Param, child: Row) {
    let schema = &mut parent.schema;
    if is_single(schema.kind) {
        let value = serde_json::Value::String(child.param.name);
        if !schema.values.contains(&value) {
            schema.values.push(value);
        }
        return;
    }
    let fields = members(schema);
    if let Some(known) = fields.iter().find(|known| known.name == child.param.name) {
        let first = cx.file.span_at(&known.source, child.name.file);
        return cx.report(lint::duplicate_parameter::report(&child.param.name, &first, &child.name));
    }
    fields.push(child.param);
}

/// The members of an object, or of the elements of a list.
fn members(schema: &mut Schema) -> &mut Vec<Param> {
    if schema.kind == Type::Array {
        let object = || Box::new(Schema { kind: Type::Object, ..Schema::default() });
        let items = schema.items.get_or_insert_with(object);
        if items.kind == Type::Any {
            items.kind = Type::Object;
        }
        return members_of_items(items);
    }
    if schema.kind == Type::Any && schema.one_of.is_empty() {
        schema.kind = Type::Object;
    }
    &mut schema.fields
}

fn members_of_items(items: &mut Schema) -> &mut Vec<Param> {
    &mut items.fields
}

/// Nests rows whose names hold those of the objects that they stand in.
fn by_separator(cx: &mut Context, rows: Vec<Row>) -> Vec<Row> {
    let dialect = cx.dialect;
    let separators = &dialect.nesting.separators;
    let mut top: Vec<Row> = Vec::new();
    for mut row in rows {
        let name = row.param.name.clone();
        let path = split(&name, separators);
        let Some((last, parents)) = path.split_last().filter(|(_, parents)| !parents.is_empty()) else {
            top.push(row);
            continue;
        };
        row.param.name = last.trim_end_matches("[]").into();
        let (first, inner) = (parents[0], &parents[1..]);
        let at = top.iter().position(|known| known.param.name == plain(first)).unwrap_or_else(|| {
            top.push(Row { param: container(first, &row), ..row.clone() });
            top.len() - 1
        });
        let mut parent = &mut top[at].param;
        as_list(parent, first);
        for segment in inner.iter().take(MAX_DEPTH) {
            let known = members(&mut parent.schema);
            let at = known.iter().position(|known| known.name == plain(segment)).unwrap_or_else(|| {
                known.push(container(segment, &row));
                known.len() - 1
            });
            parent = &mut known[at];
            as_list(parent, segment);
        }
        adopt(cx, parent, row);
    }
    for row in &mut top {
        if row.param.name.ends_with("[]") && row.param.schema.kind != Type::Array {
            let element = std::mem::take(&mut row.param.schema);
            row.param.schema = Schema { kind: Type::Array, items: Some(Box::new(element)), ..Schema::default() };
        }
        let name = plain(&row.param.name).to_owned();
        row.param.name = name;
    }
    top
}

/// The parts of a name: `user.address[0].city`, `user[address]`.
fn split<'n>(name: &'n str, separators: &[String]) -> Vec<&'n str> {
    let mut parts = vec![name];
    for separator in separators {
        parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
    }
    parts.into_iter().map(|part| if part == "[]" { part } else { part.trim_end_matches(']') }).fold(
        Vec::new(),
        |mut kept, part| {
            // `tags[]` split at `[` leaves an empty part behind it.
            if !part.is_empty() {
                kept.push(part);
            }
            kept
        },
    )
}

fn plain(segment: &str) -> &str {
    segment.trim_end_matches("[]").trim_end_matches('[')
}

fn as_list(param: &mut Param, segment: &str) {
    if segment.ends_with("[]") && param.schema.kind == Type::Any {
        param.schema.kind = Type::Array;
    }
}

/// An object that has no row of its own.
fn container(segment: &str, child: &Row) -> Param {
    let kind = if segment.ends_with("[]") { Type::Array } else { Type::Object };
    Param {
        name: plain(segment).to_owned(),
        schema: Schema { kind, ..Schema::default() },
        inferred: vec!["type".to_owned()],
        location: child.param.location,
        source: child.param.source.clone(),
        ..Param::default()
    }
}
