//! Sections that list the members of something: of a parameter that stands above, or of a type that has a name.

use std::collections::BTreeMap;

use super::{Reader, Side};
use crate::document::Block;
use crate::facts::outline::SectionBlocks;
use crate::facts::{Context, MethodFacts, Row, TypeFacts, items, nesting, table};
use crate::ir::Param;

impl Reader<'_, '_> {
    /// The members of a parameter that stands above, or of a type that has this name.
    pub(super) fn fields(&mut self, section: &SectionBlocks) {
        let mut rows = items::rows(self.cx, &section.blocks);
        for block in &section.blocks {
            if let Block::Table(table) = block {
                rows.extend(table::rows(self.cx, table));
            }
        }
        let fixed = section.section.and_then(|section| section.parent.as_deref());
        let Some(name) = section.capture("parent").or_else(|| section.capture("type")).or(fixed) else { return };
        let mut owners = owners(&mut self.facts, self.side, self.response);
        owners.reverse();
        // A heading may be in capitals where the name is not.
        let exact = owners.iter_mut().any(|row| find(&mut row.param, &|known| known == name, 0).is_some());
        let is_name = |known: &str| if exact { known == name } else { known.eq_ignore_ascii_case(name) };
        match owners.into_iter().find_map(|row| find(&mut row.param, &is_name, 0)) {
            Some(owner) => rows.into_iter().for_each(|row| nesting::adopt(self.cx, owner, row)),
            None => {
                self.facts.types.entry(name.to_owned()).or_insert(TypeFacts { rows, shown: None });
            }
        }
    }

    pub(super) fn named_type(&mut self, section: &SectionBlocks) {
        let Some(name) = section.capture("type").map(str::to_owned) else { return };
        named_type(self.cx, &mut self.facts.types, &name, section);
        self.named = Some(name);
    }
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
    let mut rows = items::rows(cx, &section.blocks);
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
fn find<'p>(param: &'p mut Param, is_name: &dyn Fn(&str) -> bool, depth: usize) -> Option<&'p mut Param> {
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
