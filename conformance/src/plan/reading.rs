//! Ids that no method makes but that stand in the rows of a list: the number of a member inside a group that the run made itself.

use doctract_spec::Deed;
use doctract_spec::ir::{Method, Param, ResultKind};

use super::context::Context;
use super::entity::Setup;
use super::reference;
use super::spot::spots;
use super::values::{Detail, Scope};
use super::verbs;
use super::{Effect, is_reference};
use crate::draft::{Path, Slot};
use crate::names::element;

/// How an id is found in the answer of a list method.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The entity in whose row the id stands.
    pub of: Slot,
    /// The member of a row that holds the id of the entity.
    pub id_member: String,
    /// The member of the result that holds the rows.
    pub rows: String,
    /// Where the id stands in the row.
    pub at: Path,
    /// In which element of the array on the way there.
    pub nth: usize,
}

/// Where an id can be read.
struct Source<'a> {
    list: &'a Method,
    whole: &'a Method,
    at: Path,
}

impl<'a> Context<'a> {
    /// The slot of an id that is read from the row of an entity; none where no list shows it.
    pub(super) fn read_id(&self, scope: &Scope<'a>, param: &Param) -> Option<Result<Slot, String>> {
        let source = self.source(scope.method, param)?;
        Some(self.reading_slot(scope, &source))
    }

    /// Whether some parameter of a method holds an id that is read from the row of what `whole` makes, for which the row must be full.
    pub(super) fn reads_from(&self, method: &'a Method, whole: &Method) -> bool {
        let inner = spots(method).into_iter().filter(|spot| !spot.ancestors.is_empty() && is_reference(spot.param));
        let mut unmade = inner.filter(|spot| self.made_by(method, spot.param, false).is_none());
        unmade.any(|spot| self.source(method, spot.param).is_some_and(|source| source.whole.name == whole.name))
    }

    fn reading_slot(&self, scope: &Scope<'a>, source: &Source<'a>) -> Result<Slot, String> {
        let key = self.key(scope, source.whole, false);
        let of = self.entity(source.whole, &format!("{key}, full"), Detail::Full)?;
        self.element_id(source.list, source.whole, &of, (source.at.clone(), 0))
    }

    /// The slot of an id that stands in the row of an entity, in this element of the array on the way there.
    pub fn element_id(
        &self,
        list: &'a Method,
        whole: &Method,
        of: &Slot,
        (at, nth): (Path, usize),
    ) -> Result<Slot, String> {
        let place = if nth == 0 { at.to_string() } else { format!("{at} (element {})", nth + 1) };
        let slot = Slot(format!("{place} of {of}"));
        if self.setups.borrow().contains_key(&slot) {
            return Ok(slot);
        }
        let mut call = self.call(list, &slot.0, Detail::Minimal, Effect::Shares)?.call;
        self.whole_page(&mut call);
        let request = call.request();
        let names = &self.api.conventions.list;
        let rows = list.result.as_ref().and_then(|result| result.list_in.clone()).or_else(|| names.rows.clone());
        let id_member = reference::id_field(whole).map(|field| field.name.clone()).unwrap_or_default();
        let reading = Reading { of: of.clone(), id_member, rows: rows.unwrap_or_default(), at, nth };
        let setup = Setup { method: list.name.clone(), request, fuller: None, reading: Some(reading) };
        self.setups.borrow_mut().insert(slot.clone(), setup);
        Ok(slot)
    }

    /// The list whose rows show the id, of entities that can be made: of the same object as the method's, otherwise of what that is a part of.
    fn source(&self, method: &'a Method, param: &Param) -> Option<Source<'a>> {
        let whole = reference::whole(self.api, method)?;
        let list = reference::with_act(self.api, verbs::object(whole), Deed::Read)?;
        let result = list.result.as_ref().filter(|result| result.kind == ResultKind::List)?;
        let at = result.fields.iter().find_map(|field| find(field, &Path::top(&field.name), &param.name))?;
        Some(Source { list, whole, at })
    }
}

/// The place of the field of this name inside a field.
fn find(field: &Param, path: &Path, name: &str) -> Option<Path> {
    let inner = if field.schema.items.is_some() { path.item() } else { path.clone() };
    element(&field.schema).fields.iter().find_map(|member| {
        let path = inner.member(&member.name);
        if member.name == name { Some(path) } else { find(member, &path, name) }
    })
}
