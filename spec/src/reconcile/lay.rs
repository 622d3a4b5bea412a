//! Lays the rows of a table upon the members of a message.
//!
//! A name that stands once on both sides is sure. Where it stands several times, the rows around it decide: children stand
//! behind their parent's row and beside each other.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::facts::Row;
use crate::files::Span;
use crate::ir::{Param, Role, Schema, Type};
use crate::lint;
use crate::structure::Value;

use super::near::is_near;
use super::shape::{Member, address, is_number};

/// How many pairs of rows and members of one name are weighed; beyond it they are paired in order.
const MAX_PAIRS: usize = 4096;
/// How many rows a name without a row is compared with.
const MAX_NEAR: usize = 512;

/// The object in which a row without a member stands: the top one, that of a member, or that of a row which the message
/// does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Parent {
    Top,
    Member(usize),
    Row(usize),
}

impl From<Option<usize>> for Parent {
    fn from(member: Option<usize>) -> Self {
        member.map_or(Self::Top, Self::Member)
    }
}

/// Rows and members, and which belong together.
pub(super) struct Layout<'r, 'n> {
    rows: &'r [Row],
    pub(super) members: Vec<Member<'n>>,
    /// The member that each row was first laid upon.
    first: BTreeMap<usize, usize>,
    pub(super) found: Vec<Diagnostic>,
}

impl<'r, 'n> Layout<'r, 'n> {
    /// Pairs what belongs together.
    pub(super) fn new(rows: &'r [Row], members: Vec<Member<'n>>) -> Self {
        let mut layout = Self { rows, members, first: BTreeMap::new(), found: Vec::new() };
        layout.lay_exact();
        layout.lay_near();
        layout.lay_again();
        layout
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
        self.first.entry(row).or_insert(member);
    }

    fn lay_exact(&mut self) {
        let mut by_name: BTreeMap<&str, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.param.name.is_empty()) {
            by_name.entry(row.param.name.as_str()).or_default().0.push(at);
        }
        for (at, member) in self.members.iter().enumerate() {
            if let Some(known) = by_name.get_mut(member.name) {
                known.1.push(at);
            }
        }
        let (sure, open): (Vec<_>, Vec<_>) =
            by_name.into_values().partition(|(rows, members)| rows.len() == 1 && members.len() == 1);
        for (rows, members) in sure {
            self.take(members[0], rows[0]);
        }
        let mut open: Vec<_> = open.into_iter().filter(|(_, members)| !members.is_empty()).collect();
        open.sort();
        for (rows, members) in open {
            self.lay_repeated(rows, members);
        }
    }

    /// Pairs the rows and members of one name, the likeliest pairs first.
    fn lay_repeated(&mut self, mut rows: Vec<usize>, mut members: Vec<usize>) {
        while !rows.is_empty() && !members.is_empty() {
            let weigh = rows.len() * members.len() <= MAX_PAIRS;
            let pairs = rows.iter().flat_map(|row| members.iter().map(move |member| (*row, *member)));
            let best = if weigh {
                pairs.max_by_key(|(row, member)| (self.score(*row, *member), std::cmp::Reverse((*row, *member))))
            } else {
                pairs.min()
            };
            let Some((row, member)) = best else { return };
            self.take(member, row);
            rows.retain(|other| *other != row);
            members.retain(|other| *other != member);
        }
    }

    /// How well a member fits a row, by what stands around the row.
    fn score(&self, row: usize, member: usize) -> i32 {
        let parent = self.members[member].parent;
        let before = self.first.range(..row).next_back().map(|(_, member)| *member);
        let behind = self.first.range(row + 1..).next().map(|(_, member)| *member);
        let mut score = 0;
        if let Some(before) = before {
            let opens = self.has_children(before);
            let child = parent == Some(before);
            let sibling = self.members[before].parent == parent;
            score += match (opens, child, sibling) {
                (true, true, _) => 4,
                (false, _, true) => 3,
                (true, _, true) => 1,
                _ => 0,
            };
        } else if parent.is_none() {
            score += 3;
        }
        if behind.is_some_and(|behind| self.members[behind].parent == parent) {
            score += 2;
        }
        if self.row_above(member).is_some_and(|above| row < above) {
            score -= 4;
        }
        if let Some((kind, _)) = &self.rows[row].kind
            && is_container(kind.kind) == is_nested(&self.members[member].node.value)
        {
            score += 1;
        }
        score
    }

    fn has_children(&self, member: usize) -> bool {
        // The children of a member follow it in the list of members, though not at once.
        is_nested(&self.members[member].node.value)
            && !super::shape::inner(self.members[member].node).members().is_empty()
    }

    fn lay_near(&mut self) {
        for member in 0..self.members.len() {
            if self.members[member].row.is_some() || self.is_elsewhere(member) {
                continue;
            }
            let above = self.row_above(member);
            let name = self.members[member].name;
            let free =
                (above.map_or(0, |above| above + 1)..self.rows.len()).filter(|row| !self.first.contains_key(row));
            let Some(row) = free.take(MAX_NEAR).find(|row| is_near(name, &self.rows[*row].param.name)) else {
                continue;
            };
            let (table, json) = (&self.rows[row], &self.members[member]);
            let (name, span) = (&table.param.name, &table.name);
            let address = self.address(json.parent.into(), name);
            self.found.push(lint::name_differs::report(name, span, json.name, &json.span, &address));
            self.take(member, row);
        }
    }

    /// One row may describe a member that stands in several places: the nearest of its name does.
    fn lay_again(&mut self) {
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            by_name.entry(row.param.name.as_str()).or_default().push(at);
        }
        for member in 0..self.members.len() {
            if self.members[member].row.is_some() || self.members[member].parent.is_none() {
                continue;
            }
            let above = self.row_above(member).unwrap_or(0);
            let same = by_name.get(self.members[member].name).into_iter().flatten().copied().take(MAX_NEAR);
            let fits = same.filter(|row| self.is_alike(member, *row));
            if let Some(row) = fits.min_by_key(|row| row.abs_diff(above)) {
                self.take(member, row);
            }
        }
    }

    /// Whether a row that describes another member may describe this one, too: both stand in objects of one name, or one in
    /// itself, as a tree does. The `id` of another object is another id.
    fn is_alike(&self, member: usize, row: usize) -> bool {
        let Some(first) = self.first.get(&row) else { return true };
        let home = |member: usize| self.members[member].parent.map(|parent| self.members[parent].name);
        home(*first) == home(member) || home(member) == Some(self.members[member].name)
    }

    /// Whether a member is described in a section of its own, which the row above it points to, or stands in an open object.
    pub(super) fn is_elsewhere(&self, member: usize) -> bool {
        let Some(row) = self.row_above(member) else { return false };
        let param = &self.rows[row].param;
        let control = matches!(param.role, Some(Role::Filter | Role::Sort | Role::Fields));
        let fields = fields_of(&param.schema);
        let told = if fields.is_empty() { param.schema.items.is_some() } else { self.is_field(member, fields) };
        control || !param.see_sections.is_empty() || told
    }

    /// Whether a member is one of the fields of the row above it, or of a field of these.
    fn is_field(&self, member: usize, fields: &[Param]) -> bool {
        let mut names = Vec::new();
        let mut at = Some(member);
        while let Some(below) = at.filter(|at| self.members[*at].row.is_none()) {
            names.push(self.members[below].name);
            at = self.members[below].parent;
        }
        let mut fields = fields;
        while let Some(name) = names.pop().filter(|name| !is_number(name)) {
            let Some(field) = fields.iter().find(|field| field.name == name) else { return false };
            fields = fields_of(&field.schema);
            // What is told of no member of an object is told of all of them.
            if fields.is_empty() {
                return true;
            }
        }
        true
    }

    /// The rows that no member has, each with the object in which it goes: between two children of one parent it is their
    /// sibling; behind the last child it is one more; otherwise it stands at the top. Where its name is there already, it
    /// stands in the object or list above it that the message does not open; without one it is a slip.
    pub(super) fn leftovers(&mut self, root: &Span, structure: bool) -> Vec<(usize, Parent)> {
        let mut taken = self.taken();
        let behind = self.parents_behind();
        let (mut before, mut closed) = (None, None);
        let mut homes = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let Some(member) = self.first.get(&at) {
                let parent = self.members[*member].parent;
                before = Some(Parent::from(parent));
                closed = if self.is_closed(at) { Some(at) } else { closed.filter(|_| parent.is_some()) };
                continue;
            }
            let name = row.param.name.as_str();
            if name.is_empty() {
                continue;
            }
            let mut home = before.filter(|parent| Some(*parent) == behind[at]).unwrap_or(Parent::Top);
            if taken.contains_key(&(home, name))
                && let Some(closed) = closed
            {
                home = Parent::Row(closed);
            }
            if self.is_closed(at) {
                closed = Some(at);
            }
            if let Some(first) = taken.get(&(home, name)) {
                self.found.push(lint::duplicate_parameter::report(name, first, &row.name));
                continue;
            }
            taken.insert((home, name), row.name.clone());
            // An example need not show what may be left out, as what has a default may.
            let may_lack = row.param.required == Some(false)
                || row.param.required.is_none() && row.param.rules.contains_key("default");
            if !self.members.is_empty() && (structure || !may_lack) {
                let address = self.address(home, name);
                self.found.push(lint::only_in_table::report(name, &row.name, root, &address));
            }
            homes.push((at, home));
        }
        homes
    }

    /// Which names stand in which objects, each with the place of its row.
    fn taken(&self) -> BTreeMap<(Parent, &'r str), Span> {
        let known = |member: &Member<'_>| {
            let row = &self.rows[member.row?];
            Some(((member.parent.into(), row.param.name.as_str()), row.name.clone()))
        };
        self.members.iter().filter_map(known).collect()
    }

    /// The path of a parameter in the message, as it is read: `phone_numbers[].status`.
    pub(super) fn address(&self, parent: Parent, name: &str) -> String {
        let parent = match parent {
            Parent::Top | Parent::Row(_) => None,
            Parent::Member(at) => Some(at),
        };
        address(&self.members, self.rows, parent, name)
    }

    /// Whether a row is an object or a list of which the message does not show what it holds.
    fn is_closed(&self, row: usize) -> bool {
        let schema = &self.rows[row].param.schema;
        let shown = self.first.get(&row).is_some_and(|member| self.has_children(*member));
        is_container(schema.kind) && schema.fields.is_empty() && !shown
    }

    /// For each row, the parent of the next row that has a member.
    fn parents_behind(&self) -> Vec<Option<Parent>> {
        let mut next = None;
        let mut behind = vec![None; self.rows.len()];
        for at in (0..self.rows.len()).rev() {
            behind[at] = next;
            if let Some(member) = self.first.get(&at) {
                next = Some(self.members[*member].parent.into());
            }
        }
        behind
    }
}

fn is_container(kind: Type) -> bool {
    matches!(kind, Type::Array | Type::Object)
}

fn is_nested(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}
/// The fields of an object, or of the elements of an array.
fn fields_of(schema: &Schema) -> &[Param] {
    let mut schema = schema;
    while let Some(items) = &schema.items {
        schema = items;
    }
    &schema.fields
}
