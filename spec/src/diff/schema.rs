//! Compares what a value may be, down to the elements of arrays and the members of objects.

use super::fields::Level;
use super::found::{At, Found};
use super::{fields, types, values};
use crate::ir::{Param, Schema};

/// Compares the values of two parameters or fields at one place.
pub(super) fn compare(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    let at = |fact: &str| At { address, request, old: place(old, fact), new: place(new, fact) };
    if !types::compare(&old.schema, &new.schema, &new.name, at("type"), found) {
        return;
    }
    single(old, new, address, request, found);
    let items = "equal elements in `{}`";
    values::uniqueness(old.unique_items, new.unique_items, items, &new.name, at("unique_items"), found);
    let entities = "the same `{}` twice";
    values::uniqueness(old.unique, new.unique, entities, &new.name, at("unique"), found);
    let formats = [old.item_format.as_ref(), new.item_format.as_ref()];
    values::format("format of the elements", formats, &new.name, at("item_format"), found);
    inside([&old.schema, &new.schema], [old, new], address, request, found);
}

/// Compares the facts of the value itself, each at the sentence that states it.
fn single(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    let stated = ["values", "minimum", "maximum", "min_length", "max_length", "min_items", "max_items", "format"];
    // The sentence of a fact that differs is the place; several sentences of one parameter are told apart by their rules.
    let differing =
        stated.iter().find(|fact| old.rule(fact).map(|rule| &rule.text) != new.rule(fact).map(|rule| &rule.text));
    let fact = differing.copied().unwrap_or_default();
    let at = At { address, request, old: place(old, fact), new: place(new, fact) };
    values::compare(&old.schema, &new.schema, &new.name, at, found);
}

/// Compares the members of an object and the elements of an array, however deep arrays lie in each other.
fn inside(schemas: [&Schema; 2], params: [&Param; 2], address: &str, request: bool, found: &mut Found) {
    let [mut old, mut new] = schemas;
    let mut address = address.to_owned();
    loop {
        let level = Level { address: &format!("{address}."), request, old: &params[0].source, new: &params[1].source };
        fields::compare(&old.fields, &new.fields, level, found);
        let (Some(old_items), Some(new_items)) = (&old.items, &new.items) else { return };
        (old, new) = (old_items, new_items);
        address.push_str("[]");
        let at = At { address: &address, request, old: &params[0].source, new: &params[1].source };
        let name = format!("{}[]", params[1].name);
        if !types::compare(old, new, &name, at, found) {
            return;
        }
        values::compare(old, new, &name, at, found);
    }
}

/// The place of the sentence that states a fact, or that of the parameter.
pub(super) fn place<'p>(param: &'p Param, fact: &str) -> &'p crate::ir::Source {
    param.rule(fact).map_or(&param.source, |rule| &rule.source)
}
