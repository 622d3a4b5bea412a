//! Names that show how their parameters stand in each other: `address.city`, `→ city`, items of lists inside items.

mod by_parent;
mod element;

use super::columns::Columns;
use super::table::Standing;
use super::{Context, Row, cells, value_list};
use crate::dialect::ColumnRole;
use crate::document::Text;
use crate::ir::{Param, Schema, Type};
use crate::lint;

/// How deep parameters may nest by their names.
const MAX_DEPTH: usize = 16;

/// How far an indentation is counted.
const MAX_INDENT: usize = 48;

/// How far a text is indented by spaces that no break may part from it, or by wide ones. A single one of the former stands ahead
/// of many a cell by accident.
pub(super) fn indent(text: Option<&Text>) -> usize {
    let chars = text.into_iter().flat_map(|text| &text.pieces).flat_map(|piece| piece.text.chars());
    let ahead = chars.take_while(|c| c.is_whitespace() || *c == '\u{200b}');
    let width = |c: char| match c {
        '\u{a0}' => 1,
        '\u{2002}' | '\u{2003}' | '\u{2001}' | '\u{2000}' | '\u{3000}' => 2,
        _ => 0,
    };
    let all = ahead.map(width).take(MAX_INDENT).sum::<usize>().min(MAX_INDENT);
    if all == 1 { 0 } else { all }
}

/// The object that a row stands in, by its cell in the column of parents. Where that column stands ahead of the names, a blank
/// cell goes on with the object `above`.
pub(super) fn parent_of(columns: &Columns, cell: Option<&Text>, above: Option<String>) -> Option<String> {
    let start = |role| columns.column(role).map(|column| column.start);
    let ahead = start(ColumnRole::Parent) < start(ColumnRole::Name);
    match cell.filter(|cell| !cells::is_blank(cell)) {
        Some(cell) => Some(cells::name(cell)),
        None => above.filter(|_| ahead && cell.is_some_and(Text::is_empty)),
    }
}

/// Nests rows by the objects that they name, by how far their names are indented, by the marks ahead of these and by the separators
/// in them, as the dialect says.
pub(super) fn nest(cx: &mut Context, rows: Vec<Standing>) -> Vec<Row> {
    let nesting = &cx.dialect.nesting;
    let least = rows.iter().map(|row| row.indent).min().unwrap_or(0);
    let mut placed = Vec::new();
    let mut named = Vec::new();
    for Standing { mut row, indent, parent } in rows {
        let mut marks = 0;
        let unmarked = |name: &str| {
            let rest = nesting.marks.iter().find_map(|mark| name.strip_prefix(mark.as_str()))?.trim_start();
            (!rest.is_empty()).then(|| rest.to_owned())
        };
        while let Some(rest) = unmarked(&row.param.name) {
            row.param.name = rest;
            marks += 1;
        }
        match parent {
            Some(_) => named.push((parent, row)),
            None if named.is_empty() => placed.push((indent - least + marks.min(MAX_DEPTH), row)),
            None => named.push((None, row)),
        }
    }
    let plain = placed.iter().all(|(depth, _)| *depth == 0);
    let mut rows: Vec<Row> =
        if plain { placed.into_iter().map(|(_, row)| row).collect() } else { by_depth(cx, placed) };
    if !named.is_empty() {
        let ahead = rows.into_iter().map(|row| (None, row));
        rows = by_parent::by_parent(cx, ahead.chain(named).collect());
    }
    by_names(cx, rows)
}

/// Nests rows whose names hold those of the objects that they stand in, where the dialect says how.
pub(crate) fn by_names(cx: &mut Context, rows: Vec<Row>) -> Vec<Row> {
    if cx.dialect.nesting.separators.is_empty() { rows } else { by_separator(cx, rows) }
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
pub(crate) fn is_single(kind: Type) -> bool {
    matches!(kind, Type::String | Type::Enum | Type::Integer | Type::Number | Type::Boolean)
}

/// Puts a row among the members of a parameter; under a parameter of single values its name is one of them.
pub(crate) fn adopt(cx: &mut Context, parent: &mut Param, mut child: Row) {
    // `address.city` among the members of `address`.
    let own = child.param.name.strip_prefix(parent.name.as_str()).filter(|_| !parent.name.is_empty());
    let own = own.and_then(|rest| {
        cx.dialect.nesting.separators.iter().find_map(|separator| rest.strip_prefix(separator.as_str()))
    });
    if let Some(own) = own.filter(|own| !own.is_empty()) {
        child.param.name = String::from(own);
    }
    let schema = &mut parent.schema;
    if is_single(schema.kind) {
        return add_value(parent, child.param.name);
    }
    let fields = members(schema);
    if let Some(known) = fields.iter().find(|known| known.name == child.param.name) {
        let first = cx.file.span_at(&known.source, child.name.file);
        return cx.report(lint::duplicate_parameter::report(&child.param.name, &first, &child.name));
    }
    fields.push(child.param);
}

/// Adds a value to those of a parameter, or of its elements.
pub(crate) fn add_value(param: &mut Param, value: String) {
    let serde_json::Value::Array(values) = value_list::typed(vec![value], &param.schema) else { return };
    let schema = &mut param.schema;
    let known = match schema.kind {
        Type::Array => &mut schema.items.get_or_insert_default().values,
        _ => &mut schema.values,
    };
    for value in values {
        if !known.contains(&value) {
            known.push(value);
        }
    }
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
    let unmarked = dialect.required.unmarked;
    let mut top: Vec<Row> = Vec::new();
    for mut row in rows {
        let name = row.param.name.clone();
        let path = split(&name, separators);
        let Some((last, parents)) = path.split_last().filter(|(last, parents)| last.element || !parents.is_empty())
        else {
            top.push(row);
            continue;
        };
        row.param.name = last.name.into();
        let first = parents.first().unwrap_or(last);
        let at = top.iter().position(|known| plain(&known.param.name) == first.name).unwrap_or_else(|| {
            top.push(Row { param: container(first, &row, unmarked), ..row.clone() });
            top.len() - 1
        });
        let mut parent = &mut top[at].param;
        as_list(parent, first);
        for segment in parents.iter().skip(1).take(MAX_DEPTH) {
            parent = member(parent, segment, &row, unmarked);
        }
        if last.element {
            let whole = if parents.is_empty() { parent } else { member(parent, last, &row, unmarked) };
            element::describe(cx, whole, row);
        } else {
            if last.list {
                into_list(&mut row.param);
            }
            adopt(cx, parent, row);
        }
    }
    for row in &mut top {
        name_plainly(&mut row.param);
    }
    top
}

/// Takes the brackets of a list out of a name.
fn name_plainly(param: &mut Param) {
    if param.name.ends_with("[]") {
        into_list(param);
    }
    param.name = plain(&param.name).to_owned();
}

/// A part of a name.
struct Segment<'n> {
    name: &'n str,
    /// Whether it is a list: `tags[]`, `tags[0]`.
    list: bool,
    /// Whether the name ends with an index behind it: it is that of an element.
    element: bool,
}

/// The parts of a name: `user.address[0].city`, `user[address]`. A number in a place of its own is an index.
fn split<'n>(name: &'n str, separators: &[String]) -> Vec<Segment<'n>> {
    let mut parts = vec![name];
    for separator in separators {
        parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
    }
    let mut path: Vec<Segment> = Vec::new();
    for part in parts.into_iter().flat_map(at_bracket) {
        let inner = part.trim_end_matches("[]").trim_end_matches(']');
        match path.last_mut() {
            // `tags[]` split at `[` leaves an empty part behind it.
            _ if part.is_empty() => {}
            // `tags[]` is the list itself, `tags[0]` one of its elements.
            Some(last) if is_index(inner) => (last.list, last.element) = (true, !inner.is_empty()),
            _ => path.push(Segment { name: plain(inner), list: part.ends_with("[]"), element: false }),
        }
    }
    if let Some((_, parents)) = path.split_last_mut() {
        for parent in parents {
            parent.element = false;
        }
    }
    path
}

/// What stands in a part behind the bracket of an index or of a member is a part of its own: `[` leaves `].id` of `tags[].id` and
/// `address].city` of `user[address].city`; and so is the index where dots alone part names, `tags[0]`.
fn at_bracket(part: &str) -> Vec<&str> {
    if let Some((ahead, behind)) = part.split_once(']').filter(|(ahead, _)| !ahead.contains('[')) {
        let behind = behind.trim_start_matches('.');
        if behind.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return vec![&part[..=ahead.len()], behind];
        }
    }
    match part.split_once('[') {
        Some((ahead, index))
            if !ahead.is_empty() && index.len() > 1 && index.strip_suffix(']').is_some_and(is_index) =>
        {
            vec![ahead, index]
        }
        _ => vec![part],
    }
}

/// Whether what stands in brackets is the place of an element, or of all of them.
fn is_index(inner: &str) -> bool {
    inner == "*" || inner.bytes().all(|byte| byte.is_ascii_digit())
}

fn plain(segment: &str) -> &str {
    segment.trim_end_matches("[]").trim_end_matches('[')
}

/// The member of a name; an object where it has no row of its own.
fn member<'p>(parent: &'p mut Param, segment: &Segment, row: &Row, unmarked: Option<bool>) -> &'p mut Param {
    let known = members(&mut parent.schema);
    let at = known.iter().position(|known| known.name == segment.name).unwrap_or_else(|| {
        known.push(container(segment, row, unmarked));
        known.len() - 1
    });
    as_list(&mut known[at], segment);
    &mut known[at]
}

fn as_list(param: &mut Param, segment: &Segment) {
    if segment.list && param.schema.kind == Type::Any {
        param.schema.kind = Type::Array;
    }
}

/// A parameter whose name says that it is a list, with the type of an element.
pub(crate) fn into_list(param: &mut Param) {
    if param.schema.kind != Type::Array {
        let element = std::mem::take(&mut param.schema);
        param.schema = Schema { kind: Type::Array, items: Some(Box::new(element)), ..Schema::default() };
    }
}

/// An object that has no row of its own.
fn container(segment: &Segment, child: &Row, required: Option<bool>) -> Param {
    let kind = if segment.list { Type::Array } else { Type::Object };
    Param {
        name: segment.name.to_owned(),
        required,
        schema: Schema { kind, ..Schema::default() },
        inferred: vec!["type".to_owned()],
        location: child.param.location,
        source: child.param.source.clone(),
        ..Param::default()
    }
}
