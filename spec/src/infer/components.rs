//! The components whose attributes name parameters, with what the attributes tell by their names.

use std::collections::BTreeMap;

use super::draft::{Draft, Noted};
use super::sample::Sample;
use crate::document::Block;
use crate::ir::Location;
use crate::language::{COMMON, look_up};

/// What the attributes of a row may tell.
const FACTS: [&str; 7] = ["name", "type", "required", "default", "description", "values", "in"];

/// Writes the components that tell of parameters.
pub(super) fn components(draft: &mut Draft, sample: &Sample) {
    let mut found: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for block in sample.documents.iter().flat_map(|document| &document.blocks) {
        if let Block::Component(component) = block {
            let counts = found.entry(&component.name).or_default();
            component.attributes.iter().for_each(|(name, _)| *counts.entry(name).or_default() += 1);
        }
    }
    for (name, counts) in found {
        let told: Vec<_> = counts.iter().map(|(attribute, count)| (*attribute, tells(attribute), *count)).collect();
        let has =
            |wanted: &str| told.iter().any(|(_, role, _)| role.as_deref().is_some_and(|role| role.starts_with(wanted)));
        if has("name") && (has("type") || has("required")) {
            let noted = |(attribute, role, count): (&str, Option<String>, usize)| {
                let note = if role.is_some() { count.to_string() } else { format!("{count}, unsure") };
                (attribute.to_owned(), Noted::new(role.unwrap_or_else(|| "ignore".to_owned()), note))
            };
            draft.components.push((name.to_owned(), told.into_iter().map(noted).collect()));
        }
    }
}

/// What an attribute tells by its name.
fn tells(attribute: &str) -> Option<String> {
    let known = [Location::Path, Location::Query, Location::Header, Location::Body];
    if let Some(place) = known.into_iter().find(|place| place.name() == attribute) {
        return Some(format!("name in {}", place.name()));
    }
    let (role, sure) = look_up(&COMMON.columns, attribute)?;
    (sure && FACTS.contains(&role)).then(|| role.to_owned())
}
