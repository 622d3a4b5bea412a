//! Nests the flat rows of a table by the JSON of the same message.
//!
//! The table says which parameters exist and what they are; the JSON says how they nest. A row is laid upon the member of
//! its name; where a name stands under several parents, upon the one behind its parent's row. What remains on either side
//! is compared for names that nearly agree, and the rest is reported.

use crate::facts::{Context, Row, Shown, resolve_type, schema_of};
use crate::files::{FileId, Span};
use crate::ir::{Param, Role, Schema, Type};
use crate::lint;
use crate::structure::{Node, Value};

use super::from_value;
use super::near::is_near;
use super::shape::{Member, flatten, inner};

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
    let rows = once(cx, rows, message.is_some());
    let Some((shown, root)) = message else {
        return rows.into_iter().map(|row| row.param).collect();
    };
    let side = if shown.structure { Side::Structure } else { Side::Example };
    let members = flatten(root, shown.span.file);
    let root_span = Span::new(shown.span.file, root.range.clone());
    let mut nester =
        Nester { cx, used: vec![0; rows.len()], home: vec![None; rows.len()], rows, members, side, root_span };
    nester.lay_exact();
    nester.lay_near();
    nester.lay_again();
    nester.place_leftovers();
    nester.build(None)
}

/// Without a message that could tell them apart, a name that stands twice is a slip.
fn once(cx: &mut Context, rows: Vec<Row>, nested: bool) -> Vec<Row> {
    if nested {
        return rows;
    }
    let mut kept: Vec<Row> = Vec::new();
    for row in rows {
        match kept.iter().find(|known| known.param.name == row.param.name && known.param.location == row.param.location)
        {
            Some(known) => cx.report(lint::duplicate_parameter::report(&row.param.name, &known.name, &row.name)),
            None => kept.push(row),
        }
    }
    kept
}

/// The object in which a row without a member stands: the top one, or that of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parent {
    Top,
    Member(usize),
}

impl From<Option<usize>> for Parent {
    fn from(member: Option<usize>) -> Self {
        member.map_or(Self::Top, Self::Member)
    }
}

struct Nester<'c, 'a, 'n> {
    cx: &'c mut Context<'a>,
    rows: Vec<Row>,
    /// How often each row was laid upon a member.
    used: Vec<usize>,
    /// Where a row without a member goes.
    home: Vec<Option<Parent>>,
    members: Vec<Member<'n>>,
    side: Side,
    root_span: Span,
}

impl Nester<'_, '_, '_> {
    fn file(&self) -> FileId {
        self.root_span.file
    }

    /// The row of the nearest ancestor that has one: a child's row stands behind it.
    fn row_above(&self, member: usize) -> Option<usize> {
        let mut above = self.members[member].parent;
        while let Some(at) = above {
            if self.members[at].row.is_some() {
                return self.members[at].row;
            }
            above = self.members[at].parent;
        }
        None
    }

    fn take(&mut self, member: usize, row: usize) {
        self.members[member].row = Some(row);
        self.used[row] += 1;
    }

    fn lay_exact(&mut self) {
        for member in 0..self.members.len() {
            let above = self.row_above(member);
            let name = self.members[member].name;
            let free = |row: &usize| self.used[*row] == 0 && self.rows[*row].param.name == name;
            let behind = (0..self.rows.len()).filter(|row| above.is_none_or(|above| *row > above)).find(free);
            if let Some(row) = behind.or_else(|| (0..self.rows.len()).find(free)) {
                self.take(member, row);
            }
        }
    }

    fn lay_near(&mut self) {
        for member in 0..self.members.len() {
            if self.members[member].row.is_some() || self.is_elsewhere(member) {
                continue;
            }
            let above = self.row_above(member);
            let name = self.members[member].name;
            let near = |row: &usize| self.used[*row] == 0 && is_near(name, &self.rows[*row].param.name);
            let Some(row) = (0..self.rows.len()).filter(|row| above.is_none_or(|above| *row > above)).find(near) else {
                continue;
            };
            let (table, json) = (&self.rows[row], &self.members[member]);
            let found = lint::name_differs::report(&table.param.name, &table.name, json.name, &json.span);
            self.cx.report(found);
            self.take(member, row);
        }
    }

    /// One row may describe a member that stands in several places.
    fn lay_again(&mut self) {
        for member in 0..self.members.len() {
            if self.members[member].row.is_some() || self.members[member].parent.is_none() {
                continue;
            }
            let name = self.members[member].name;
            if let Some(row) = (0..self.rows.len()).find(|row| self.rows[*row].param.name == name) {
                self.take(member, row);
            }
        }
    }

    /// Whether a member is described in a section of its own, which the row above it points to, or stands in an open object.
    fn is_elsewhere(&self, member: usize) -> bool {
        let Some(row) = self.row_above(member) else { return false };
        let param = &self.rows[row].param;
        let control = matches!(param.role, Some(Role::Filter | Role::Sort | Role::Fields));
        control || !param.see_sections.is_empty() || !param.schema.fields.is_empty() || param.schema.items.is_some()
    }

    fn place_leftovers(&mut self) {
        for member in 0..self.members.len() {
            if self.members[member].row.is_none() && !self.rows.is_empty() && !self.is_elsewhere(member) {
                let path = self.path(member);
                let found = lint::only_in_json::report(
                    &path,
                    &self.members[member].span,
                    self.rows.first().map(|row| &row.name),
                );
                self.cx.report(found);
            }
        }
        for row in 0..self.rows.len() {
            if self.used[row] > 0 {
                continue;
            }
            let parent_of =
                |at: usize| self.members.iter().find(|member| member.row == Some(at)).map(|member| member.parent);
            let before = (0..row).rev().find_map(parent_of);
            let behind = (row + 1..self.rows.len()).find_map(parent_of);
            // Between two children of one parent it is their sibling; otherwise it stands at the top.
            let home = if before == behind { before.flatten() } else { None };
            self.home[row] = Some(home.into());
            let (name, span) = (&self.rows[row].param.name, &self.rows[row].name);
            if !name.is_empty() && !self.members.is_empty() {
                let found = lint::only_in_table::report(name, span, &self.root_span);
                self.cx.report(found);
            }
        }
    }

    fn path(&self, member: usize) -> String {
        let mut names = vec![self.members[member].name];
        let mut above = self.members[member].parent;
        while let Some(at) = above {
            names.push(self.members[at].name);
            above = self.members[at].parent;
        }
        names.reverse();
        names.join(".")
    }

    /// The parameters that nest under a member, in the order of the table; what stands only in the JSON comes last.
    fn build(&mut self, parent: Option<usize>) -> Vec<Param> {
        let mut found: Vec<(usize, Param)> = Vec::new();
        for at in 0..self.members.len() {
            if self.members[at].parent == parent {
                let order = self.members[at].row.unwrap_or(usize::MAX);
                let param = self.param(at);
                found.push((order, param));
            }
        }
        for row in 0..self.rows.len() {
            if self.home[row] == Some(parent.into()) && !self.rows[row].param.name.is_empty() {
                found.push((row, self.rows[row].param.clone()));
            }
        }
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, param)| param).collect()
    }

    fn param(&mut self, member: usize) -> Param {
        let node = self.members[member].node;
        let shown = self.shown_schema(member, node);
        let Some(row) = self.members[member].row else {
            let source = self.cx.source(&self.members[member].span);
            let inferred = if self.side == Side::Example { vec!["type".to_owned()] } else { Vec::new() };
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
        merge(&mut param.schema, shown);
        if let (Some(format), Some(items)) = (&param.item_format, &mut param.schema.items) {
            items.format.get_or_insert_with(|| format.clone());
        }
        param
    }

    /// What the JSON alone says of a member, its children included.
    fn shown_schema(&mut self, member: usize, node: &Node) -> Schema {
        let mut schema = match (&node.value, self.side) {
            (Value::Array(elements), _) => {
                let items = elements.first().map(|element| Box::new(self.element_schema(member, element)));
                return Schema { kind: Type::Array, items, ..Schema::default() };
            }
            (Value::Object(_), _) => Schema { kind: Type::Object, ..Schema::default() },
            (Value::String(word) | Value::Word(word), Side::Structure) => {
                let kind = resolve_type(self.cx.dialect, word);
                if kind.named.is_some() && self.members[member].row.is_none() {
                    let span = Span::new(self.file(), node.range.clone());
                    self.cx.report(lint::unknown_type::report(word, self.members[member].name, &span));
                }
                schema_of(&kind)
            }
            _ => from_value::schema(node),
        };
        schema.fields = if inner(node).members().is_empty() { Vec::new() } else { self.build(Some(member)) };
        schema
    }

    fn element_schema(&mut self, member: usize, element: &Node) -> Schema {
        match &element.value {
            Value::Object(_) => Schema { kind: Type::Object, fields: self.build(Some(member)), ..Schema::default() },
            Value::Array(elements) => {
                let items = elements.first().map(|inner| Box::new(self.element_schema(member, inner)));
                Schema { kind: Type::Array, items, ..Schema::default() }
            }
            _ => self.shown_schema(member, element),
        }
    }

    fn compare(&mut self, member: usize, row: usize, shown: &Schema) {
        let Some((kind, span)) = &self.rows[row].kind else { return };
        // An example's value says little of a type: a date is a string, a price may be a whole number.
        if self.side == Side::Example || kind.kind == Type::Any || agree(kind.kind, shown.kind) {
            return;
        }
        let word = |kind: Type| format!("{kind:?}").to_lowercase();
        let json = Span::new(self.file(), self.members[member].node.range.clone());
        let found =
            lint::type_differs::report(self.members[member].name, &word(kind.kind), span, &word(shown.kind), &json);
        self.cx.report(found);
    }
}

/// Whether a table's type and a structure's say the same.
fn agree(table: Type, json: Type) -> bool {
    let number = |kind| matches!(kind, Type::Integer | Type::Number);
    let text = |kind| matches!(kind, Type::String | Type::Enum);
    table == json || json == Type::Any || (number(table) && number(json)) || (text(table) && text(json))
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
    if table.fields.is_empty() {
        table.fields = shown.fields;
    }
    match (&mut table.items, shown.items) {
        (items @ None, shown) if table.kind == Type::Array => *items = shown,
        (Some(items), Some(shown)) if items.fields.is_empty() => items.fields = shown.fields,
        _ => {}
    }
}
