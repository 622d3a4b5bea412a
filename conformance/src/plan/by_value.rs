//! The condition that finds an entity by a value of one of its fields.

use doctract_spec::ir::{FilterOperation, Param};

use super::context::Context;
use super::object::Object;
use crate::condition::Condition;
use crate::draft::{Draft, Slot};
use crate::unique::is_own_text;

/// The condition that the row of an entity meets whose field has this value or, unless it is the `whole` value, holds this text. None where the
/// documents list no operator for that, or the rows that others may have by that value cannot be left out.
pub fn by_value(
    cx: &Context<'_>,
    object: &Object<'_>,
    entity: &Slot,
    field: &Param,
    (value, whole): (&Draft, bool),
) -> Option<Condition> {
    let own = value.known().is_some_and(|value| is_own_text(&value));
    if !whole {
        let any = object.list.filter.and_then(|(_, names)| names.wildcard.as_deref())?;
        let text = value.known()?;
        let pattern = Draft::text(format!("{any}{}{any}", text.as_str().filter(|_| own)?));
        let like = field.filterable == Some(true) && object.list.applies(cx, field, FilterOperation::Like);
        return like.then(|| Condition::leaf(&field.name, FilterOperation::Like, pattern));
    }
    let equal = field.filterable == Some(true) && object.list.applies(cx, field, FilterOperation::Equal);
    let leaf = equal.then(|| Condition::leaf(&field.name, FilterOperation::Equal, value.clone()))?;
    if own {
        return Some(leaf);
    }
    // A value that others may have, too, finds their rows as well.
    let alone = object.list.own(cx, &object.key, std::slice::from_ref(entity))?;
    Some(Condition::Node { all: true, parts: vec![alone, leaf] })
}
