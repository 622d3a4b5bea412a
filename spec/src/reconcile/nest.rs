//! Nests the flat rows of a table by the JSON of the same message.
//!
//! The table says which parameters exist and what they are; the JSON says how they nest. A row is laid upon the member of
//! its name; where a name stands under several parents, upon the one behind its parent's row. What remains on either side
//! is compared for names that nearly agree, and the rest is reported.

use std::collections::BTreeMap;

use crate::facts::{Context, Row, Shown, into_list, resolve_type, schema_of};
use crate::files::{FileId, Span};
use crate::ir::{Location, Param, Schema, Type};
use crate::lint;
use crate::structure::{Node, Value, inside_placeholder};

use super::from_value;
use super::indent::{indent_members, is_indented, nest_indented, prune};
use super::lay::{Layout, Parent};
use super::shape::{Member, address, flatten, inner, is_number};

/// What a message's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words for types.
    Structure,
    /// Real values.
    Example,
}

/// The parameters of the rows, nested by the object `root` of the message. Without one the rows stay flat.
pub(crate) fn nest(cx: &mut Context, rows: Vec<Row>, message: Option<(&Shown, &Node)>) -> Vec<Param> {
    let mut rows = rows;
    indent_members(cx, &mut rows);
    if is_indented(&rows) {
        return nest_indented(cx, rows, message);
    }
    let Some((shown, root)) = message else {
        return once(cx, rows);
    };
    // What an example of an object of any members holds are none of its own.
    let any: Vec<&str> = rows.iter().filter(|row| is_map(&row.param)).map(|row| row.param.name.as_str()).collect();
    let pruned = if any.is_empty() { None } else { Some(prune(inner(root), &any, 0)) };
    let root = pruned.as_ref().unwrap_or(root);
    let root_span = Span::new(shown.span.file, root.range.clone());
    let mut layout = Layout::new(&rows, flatten(root, shown.span.file));
    let leftovers = layout.leftovers(&root_span, shown.structure);
    only_in_json(cx, &mut layout, &rows);
    for found in std::mem::take(&mut layout.found) {
        cx.report(found);
    }
    let mut children = vec![Vec::new(); layout.members.len() + 1];
    for (at, member) in layout.members.iter().enumerate() {
        children[slot(member.parent.into())].push(at);
    }
    let mut homes = vec![Vec::new(); layout.members.len() + 1];
    let mut inside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, parent) in leftovers {
        match parent {
            Parent::Row(above) => inside.entry(above).or_default().push(row),
            other => homes[slot(other)].push(row),
        }
    }
    let mut nester =
        Nester { cx, members: layout.members, rows: &rows, children, homes, inside, shown, file: root_span.file };
    nester.build(Parent::Top)
}

/// Whether a parameter is an object whose members nothing names.
fn is_map(param: &Param) -> bool {
    param.schema.open && param.schema.fields.is_empty()
}

/// The place of an object in lists that have one entry for each of them.
fn slot(parent: Parent) -> usize {
    match parent {
        Parent::Top | Parent::Row(_) => 0,
        Parent::Member(at) => at + 1,
    }
}

/// Without a message that could tell them apart, a name that stands twice is a slip.
fn once(cx: &mut Context, rows: Vec<Row>) -> Vec<Param> {
    let mut seen: BTreeMap<(String, Option<Location>), Span> = BTreeMap::new();
    let mut kept = Vec::new();
    for row in rows {
        let key = (row.param.name.clone(), row.param.location);
        if let Some(first) = seen.get(&key) {
            cx.report(lint::duplicate_parameter::report(&row.param.name, first, &row.name));
            continue;
        }
        seen.insert(key, row.name);
        kept.push(row.param);
    }
    kept
}

/// Reports the members that no row describes.
fn only_in_json(cx: &Context, layout: &mut Layout, rows: &[Row]) {
    let Some(table) = rows.first().map(|row| row.name.clone()) else { return };
    let members = &layout.members;
    let lacks = |at: usize| members[at].row.is_none() && !layout.is_elsewhere(at) && !is_envelope(cx, members, at);
    let lacking: Vec<bool> = (0..members.len()).map(lacks).collect();
    // How many members each object has, and how many of these no row describes.
    let mut inside = vec![(0_usize, 0_usize); members.len()];
    for (at, member) in members.iter().enumerate() {
        if let Some(above) = member.parent {
            inside[above].0 += 1;
            inside[above].1 += usize::from(lacking[at]);
        }
    }
    let mut told = vec![false; members.len()];
    let mut found = Vec::new();
    for at in (0..members.len()).filter(|at| lacking[*at]) {
        let path = path(members, at);
        let report = |others| lint::only_in_json::report(&path, others, &members[at].span, Some(&table));
        match members[at].parent {
            // The object itself is reported.
            Some(above) if lacking[above] => {}
            Some(above) if inside[above].1 > 1 && inside[above].0 == inside[above].1 => {
                if !std::mem::replace(&mut told[above], true) {
                    found.push(report(inside[above].0 - 1));
                }
            }
            _ => found.push(report(0)),
        }
    }
    layout.found.extend(found);
}

/// Whether a member is the envelope that all methods share: the one that holds the rows, or what stands in the metadata.
fn is_envelope(cx: &Context, members: &[Member], member: usize) -> bool {
    let names = &cx.dialect.conventions.list;
    let mut top = member;
    while let Some(above) = members[top].parent {
        top = above;
    }
    let is = |name: &Option<String>| name.as_deref() == Some(members[top].name);
    let nests = matches!(members[top].node.value, Value::Object(_) | Value::Array(_));
    nests && (is(&names.metadata) || (top == member && is(&names.rows)))
}

fn path(members: &[Member], member: usize) -> String {
    let mut names = vec![members[member].name];
    let mut above = members[member].parent;
    while let Some(at) = above {
        names.push(members[at].name);
        above = members[at].parent;
    }
    names.reverse();
    names.join(".")
}

struct Nester<'c, 'a, 'n, 'r> {
    cx: &'c mut Context<'a>,
    rows: &'r [Row],
    members: Vec<Member<'n>>,
    /// The members of each object, and the rows that go there without one.
    children: Vec<Vec<usize>>,
    homes: Vec<Vec<usize>>,
    /// The rows that stand in a row which the message does not open.
    inside: BTreeMap<usize, Vec<usize>>,
    shown: &'r Shown,
    file: FileId,
}

impl Nester<'_, '_, '_, '_> {
    /// Whether the values around a member are words for types or real ones.
    fn side(&self, member: usize) -> Side {
        let at = self.members[member].span.start;
        let example = |other: &Span| (other.start..other.end).contains(&at);
        if self.shown.structure && !self.shown.also.iter().any(example) { Side::Structure } else { Side::Example }
    }

    /// The parameters that nest under a member, in the order of the table; what stands only in the JSON comes last.
    fn build(&mut self, parent: Parent) -> Vec<Param> {
        let mut found: Vec<(usize, Param)> = Vec::new();
        for at in std::mem::take(&mut self.children[slot(parent)]) {
            let order = self.members[at].row.unwrap_or(usize::MAX);
            let param = self.param(at);
            found.push((order, param));
        }
        for row in std::mem::take(&mut self.homes[slot(parent)]) {
            found.push((row, self.alone(row)));
        }
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, param)| param).collect()
    }

    /// The parameter of a row without a member, with the rows that stand in it.
    fn alone(&mut self, row: usize) -> Param {
        let mut param = self.rows[row].param.clone();
        self.open_row(row, &mut param.schema);
        param
    }

    /// Puts the rows into the row that they stand in. Such a row stands behind it, so that this ends.
    fn open_row(&mut self, row: usize, schema: &mut Schema) {
        let inside = self.inside.remove(&row).unwrap_or_default();
        if !inside.is_empty() {
            let fields = inside.into_iter().map(|row| self.alone(row)).collect();
            put_fields(schema, fields);
        }
    }

    fn param(&mut self, member: usize) -> Param {
        let node = self.members[member].node;
        let shown = self.shown_schema(member, node);
        let Some(row) = self.members[member].row else {
            let source = self.cx.source(&self.members[member].span);
            let inferred = if self.side(member) == Side::Example { vec!["type".to_owned()] } else { Vec::new() };
            return Param {
                name: self.members[member].name.to_owned(),
                schema: shown,
                source,
                inferred,
                ..Param::default()
            };
        };
        let mut param = self.rows[row].param.clone();
        self.compare(member, row, &shown);
        complete(&mut param, shown);
        if let (Some(format), Some(items)) = (&param.item_format, &mut param.schema.items) {
            items.format.get_or_insert_with(|| format.clone());
        }
        self.open_row(row, &mut param.schema);
        param
    }

    /// What the JSON alone says of a member, its children included.
    fn shown_schema(&mut self, member: usize, node: &Node) -> Schema {
        let mut schema = match (&node.value, self.side(member)) {
            (Value::Array(elements), _) => {
                let items = elements.first().map(|element| Box::new(self.element_schema(member, element)));
                return Schema { kind: Type::Array, items, ..Schema::default() };
            }
            (Value::Object(_), _) => Schema { kind: Type::Object, ..Schema::default() },
            (Value::String(word) | Value::Word(word), Side::Structure) => {
                let word = inside_placeholder(word);
                let kind = resolve_type(self.cx.dialect, word);
                if kind.named.is_some() && self.members[member].row.is_none() {
                    let span = Span::new(self.file, node.range.clone());
                    self.cx.report(lint::unknown_type::report(word, self.members[member].name, &span));
                }
                schema_of(&kind)
            }
            _ => from_value::schema(node),
        };
        schema.fields = if inner(node).members().is_empty() { Vec::new() } else { self.build(Parent::Member(member)) };
        schema
    }

    fn element_schema(&mut self, member: usize, element: &Node) -> Schema {
        match &element.value {
            Value::Object(_) => {
                Schema { kind: Type::Object, fields: self.build(Parent::Member(member)), ..Schema::default() }
            }
            Value::Array(elements) => {
                let items = elements.first().map(|inner| Box::new(self.element_schema(member, inner)));
                Schema { kind: Type::Array, items, ..Schema::default() }
            }
            _ => {
                self.report_unknown_element(member, element);
                self.shown_schema(member, element)
            }
        }
    }

    /// Reports an element whose word is no type, where no row tells what the elements are: without a row, the word is
    /// reported as that of the member.
    fn report_unknown_element(&mut self, member: usize, element: &Node) {
        let (Value::String(word) | Value::Word(word), Some(row)) = (&element.value, self.members[member].row) else {
            return;
        };
        let schema = &self.rows[row].param.schema;
        let known = schema.items.as_ref().is_some_and(|items| items.kind != Type::Any || !items.one_of.is_empty());
        let unread = resolve_type(self.cx.dialect, word).named.is_some();
        if unread && !known && schema.kind == Type::Array && self.side(member) == Side::Structure {
            let span = Span::new(self.file, element.range.clone());
            let name = format!("{}[]", self.members[member].name);
            self.cx.report(lint::unknown_type::report(word, &name, &span));
        }
    }

    fn compare(&mut self, member: usize, row: usize, shown: &Schema) {
        let Some((kind, span)) = &self.rows[row].kind else { return };
        // An example's value says little of a type: a date is a string, a price may be a whole number.
        if self.side(member) == Side::Example || kind.kind == Type::Any || agree(kind.kind, shown.kind) {
            return;
        }
        let word = |kind: Type| format!("{kind:?}").to_lowercase();
        let json = Span::new(self.file, self.members[member].node.range.clone());
        let param = &self.rows[row].param.name;
        let address = address(&self.members, self.rows, self.members[member].parent, param);
        let (table, shown) = (word(kind.kind), word(shown.kind));
        let name = self.members[member].name;
        let found = lint::type_differs::report(name, (&table, span), (&shown, &json), &address);
        self.cx.report(found);
    }
}

/// Puts fields into an object, or into the elements of an array.
pub(super) fn put_fields(schema: &mut Schema, fields: Vec<Param>) {
    if schema.kind == Type::Array {
        let items = schema.items.get_or_insert_with(Box::default);
        items.kind = Type::Object;
        items.fields = fields;
    } else {
        schema.kind = Type::Object;
        schema.fields = fields;
    }
}

/// Whether a table's type and a structure's say the same.
fn agree(table: Type, json: Type) -> bool {
    let number = |kind| matches!(kind, Type::Integer | Type::Number);
    let text = |kind| matches!(kind, Type::String | Type::Enum);
    table == json || json == Type::Any || (number(table) && number(json)) || (text(table) && text(json))
}

/// Adds to a parameter what the JSON shows of it. Of an object that only the names of its members tell of, the JSON says whether it is
/// a list.
fn complete(param: &mut Param, shown: Schema) {
    let told_by_names = param.schema.kind == Type::Object && param.inferred.iter().any(|fact| fact == "type");
    if told_by_names && shown.kind == Type::Array {
        into_list(param);
    }
    merge(&mut param.schema, shown);
}

/// Takes from the JSON what the table does not say: how things nest, what is an array, what its elements are.
fn merge(table: &mut Schema, shown: Schema) {
    let nests = matches!(shown.kind, Type::Array | Type::Object);
    if table.kind == Type::Any && table.one_of.is_empty()
        || (nests && table.kind != shown.kind && !shown.fields.is_empty())
    {
        table.kind = shown.kind;
        table.format = table.format.take().or(shown.format);
        table.documented_type = table.documented_type.take().or(shown.documented_type);
    }
    add_fields(&mut table.fields, shown.fields);
    match (&mut table.items, shown.items) {
        (items @ None, shown) if table.kind == Type::Array => *items = shown,
        (Some(items), Some(shown)) if items.kind == Type::Any && items.one_of.is_empty() => {
            let values = std::mem::take(&mut items.values);
            **items = Schema { values, ..*shown };
        }
        (Some(items), Some(shown)) => add_fields(&mut items.fields, shown.fields),
        _ => {}
    }
}

/// Adds the fields that the JSON alone shows, and to the others what it shows of them.
fn add_fields(table: &mut Vec<Param>, shown: Vec<Param>) {
    let known: BTreeMap<String, usize> =
        table.iter().enumerate().rev().map(|(at, field)| (field.name.clone(), at)).collect();
    for field in shown {
        match known.get(&field.name) {
            Some(at) => complete(&mut table[*at], field.schema),
            // The keys of a map from ids are no names.
            None if !is_number(&field.name) || known.is_empty() => table.push(field),
            None => {}
        }
    }
}
