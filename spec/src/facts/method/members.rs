//! Sections that list the members of something: of a parameter that stands above, or of a type that has a name.

use std::collections::BTreeMap;

use super::{Reader, Side};
use crate::dialect::ColumnRole;
use crate::document::{Block, Table, Text};
use crate::facts::columns::Cells;
use crate::facts::outline::SectionBlocks;
use crate::facts::{Context, MethodFacts, Row, TypeFacts, cells, items, nesting, table, values};
use crate::ir::{Param, Type};
use crate::lint::{self, unread_list::Expected};

impl Reader<'_, '_> {
    /// The members of a parameter that stands above, or of a type that has this name.
    pub(super) fn fields(&mut self, section: &SectionBlocks) {
        let mut rows = items::expected(self.cx, &section.blocks);
        for block in &section.blocks {
            if let Block::Table(table) = block {
                rows.extend(table::rows(self.cx, table));
            }
        }
        let fixed = section.section.and_then(|section| section.parent.as_deref());
        let named = self.open_type.clone();
        let name = section.capture("parent").or_else(|| section.capture("type")).or(fixed).or(named.as_deref());
        let Some(name) = name.map(str::to_owned) else { return self.members(rows) };
        let name = name.as_str();
        let mut owners = owners(&mut self.facts, self.side, self.response);
        owners.reverse();
        // A heading may be in capitals where the name is not.
        let exact = owners.iter_mut().any(|row| find(&mut row.param, &|known| known == name, 0).is_some());
        let is_name = |known: &str| if exact { known == name } else { known.eq_ignore_ascii_case(name) };
        match owners.into_iter().find_map(|row| find(&mut row.param, &is_name, 0)) {
            Some(owner) => rows.into_iter().for_each(|row| nesting::adopt(self.cx, owner, row)),
            None => match self.facts.types.get_mut(name) {
                Some(known) if named.is_some() => known.rows.extend(rows),
                _ => {
                    self.facts.types.entry(name.to_owned()).or_insert(TypeFacts { rows, shown: None });
                }
            },
        }
    }

    /// Members of nothing that has a name are those of the message that is being described.
    fn members(&mut self, rows: Vec<Row>) {
        match self.side {
            Side::Request => self.facts.params.extend(rows.into_iter().map(|row| (None, row))),
            Side::Response => self.body().rows.extend(rows),
        }
    }

    /// Tables that list the values of parameters above.
    pub(super) fn values(&mut self, section: &SectionBlocks) {
        let parent = section.capture("parent").or(section.section.and_then(|section| section.parent.as_deref()));
        for block in &section.blocks {
            let Block::Table(table) = block else { continue };
            for (name, values) in values_by_owner(self.cx, table) {
                let owner = parent.unwrap_or(&name);
                match self.owner(owner) {
                    Some(owner) => values.iter().for_each(|value| add_value(owner, value)),
                    None => unknown_owner(self.cx, owner, &values),
                }
            }
        }
        self.values_in_items(section, parent);
    }

    /// The values that the items of a list begin with.
    fn values_in_items(&mut self, section: &SectionBlocks, parent: Option<&str>) {
        let lines = section.blocks.iter().filter_map(|block| block.line());
        let listed = lines.filter(|text| items::depth(text) == 1).map(|text| values::listed(text, Type::Enum));
        let values: Vec<String> = listed.flatten().collect();
        match parent.and_then(|name| self.owner(name)).filter(|_| !values.is_empty()) {
            Some(owner) => values.into_iter().for_each(|value| nesting::add_value(owner, value)),
            None => items::report_lost(self.cx, &section.blocks, Expected::Values),
        }
    }

    /// The parameter of a name that was read before, the last one first: of the named type whose section is open, or of the message
    /// that is being described.
    fn owner(&mut self, name: &str) -> Option<&mut Param> {
        let named = self.open_type.as_ref().filter(|open| self.facts.types.contains_key(*open));
        let mut all: Vec<&mut Row> = match named {
            Some(open) => self.facts.types.get_mut(open).into_iter().flat_map(|known| &mut known.rows).collect(),
            None => owners(&mut self.facts, self.side, self.response),
        };
        all.reverse();
        all.into_iter().find_map(|row| find(&mut row.param, &|known| known == name, 0))
    }

    pub(super) fn named_type(&mut self, section: &SectionBlocks) {
        let Some(name) = section.capture("type").map(str::to_owned) else { return };
        named_type(self.cx, &mut self.facts.types, &name, section);
        self.open_type = Some(name.clone());
        self.named = Some(name);
    }
}

/// Tables that list the values of members of a type that has a name.
pub(in crate::facts) fn values_of_type(
    cx: &mut Context,
    types: &mut BTreeMap<String, TypeFacts>,
    name: &str,
    section: &SectionBlocks,
) {
    for block in &section.blocks {
        let Block::Table(table) = block else { continue };
        for (member, values) in values_by_owner(cx, table) {
            let rows = types.get_mut(name).into_iter().flat_map(|known| &mut known.rows);
            let mut rows = rows.filter_map(|row| find(&mut row.param, &|known| known == member, 0));
            match rows.next() {
                Some(member) => values.iter().for_each(|value| add_value(member, value)),
                None => unknown_owner(cx, &member, &values),
            }
        }
    }
}

/// The values that a table lists, by the parameters that they are of.
fn values_by_owner(cx: &mut Context, table: &Table) -> Vec<(String, Vec<Text>)> {
    let listed = listed_values(cx, table);
    by_owner(cx, listed)
}

/// The rows of a table of values: the name of the parameter, where the table has it, and the value.
pub(in crate::facts) fn listed_values(cx: &mut Context, table: &Table) -> Vec<(Option<Text>, Text)> {
    let Some(columns) = table::columns(cx, table) else {
        table::unread(cx, table);
        return Vec::new();
    };
    columns.count_header(cx, table);
    let mut found = Vec::new();
    for (row, placed) in table::body(cx, &columns, table) {
        let cells = Cells::new(&columns, placed);
        let get = |role| cells.get(role).map(|cell| cell.text.clone());
        let (name, value) = (get(ColumnRole::Name), get(ColumnRole::Values));
        cells.report_left_over(cx, row, "");
        row.cells.iter().flat_map(|cell| &cell.tables).for_each(|inner| table::unread(cx, inner));
        match (name, value) {
            (name, Some(value)) => found.push((name, value)),
            (Some(value), None) => found.push((None, value)),
            (None, None) => {}
        }
    }
    found
}

/// How many parameters one table may give values to: each name is looked for among all of them.
const MAX_OWNERS: usize = 1000;

/// The values of each name, in the order in which the names stand. What is left out is reported.
fn by_owner(cx: &mut Context, listed: Vec<(Option<Text>, Text)>) -> Vec<(String, Vec<Text>)> {
    let mut owners: Vec<(String, Vec<Text>)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut left_out: Vec<Text> = Vec::new();
    for (name, value) in listed {
        let name = name.as_ref().map(cells::name).unwrap_or_default();
        let at = *places.entry(name.clone()).or_insert(owners.len());
        if at == owners.len() && at < MAX_OWNERS {
            owners.push((name, Vec::new()));
        }
        match owners.get_mut(at) {
            Some((_, values)) => values.push(value),
            None => left_out.push(value),
        }
    }
    if let Some(first) = left_out.first() {
        cx.report(lint::unread_cell::too_many_owners(first, MAX_OWNERS, left_out.len()));
    }
    owners
}

fn unknown_owner(cx: &mut Context, owner: &str, values: &[Text]) {
    if let Some(value) = values.first() {
        cx.report(lint::unread_cell::report(value, owner, "a value of a parameter above"));
    }
}

/// Adds a value to those of a parameter, or of its elements.
pub(in crate::facts) fn add_value(param: &mut Param, text: &Text) {
    nesting::add_value(param, cells::name(text));
}

/// The rows of the message that is being described.
fn owners(facts: &mut MethodFacts, side: Side, response: Option<usize>) -> Vec<&mut Row> {
    let open = response.and_then(|at| facts.responses.get_mut(at));
    match (side, open) {
        (Side::Request, _) => facts.params.iter_mut().map(|(_, row)| row).collect(),
        (Side::Response, Some(response)) => response.body.rows.iter_mut().collect(),
        (Side::Response, None) => facts.result.rows.iter_mut().collect(),
    }
}

/// Reads the section of a type that has a name.
pub(in crate::facts) fn named_type(
    cx: &mut Context,
    types: &mut BTreeMap<String, TypeFacts>,
    name: &str,
    section: &SectionBlocks,
) {
    let mut rows = items::expected(cx, &section.blocks);
    let mut said = !rows.is_empty();
    for block in &section.blocks {
        if let Block::Table(table) = block {
            rows.extend(table::rows(cx, table));
            said = true;
        }
    }
    if said {
        types.entry(name.to_owned()).or_insert(TypeFacts { rows, shown: None });
    }
}

/// How deep a parameter is looked for inside others.
const MAX_DEPTH: usize = 16;

/// The parameter of a name, in itself or among its members.
pub(in crate::facts) fn find<'p>(
    param: &'p mut Param,
    is_name: &dyn Fn(&str) -> bool,
    depth: usize,
) -> Option<&'p mut Param> {
    if is_name(&param.name) {
        return Some(param);
    }
    if depth == MAX_DEPTH {
        return None;
    }
    let schema = &mut param.schema;
    let items = schema.items.iter_mut().flat_map(|items| &mut items.fields);
    schema.fields.iter_mut().chain(items).find_map(|member| find(member, is_name, depth + 1))
}
