//! Overrides of several files that say different things of one fact: the later one would win, and nobody would know.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use super::Overrides;
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span};
use crate::lint;

/// Reports the facts that a later entry sets otherwise than an earlier one. `first` is the number of the first overrides file.
pub(crate) fn clashes(all: &[Overrides], first: usize) -> Vec<Diagnostic> {
    let mut said: BTreeMap<(&str, &str), (&Value, Span)> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, overrides) in all.iter().enumerate() {
        let file = FileId(u32::try_from(first + at).unwrap_or(u32::MAX));
        let span = |place: &Range<usize>| Span::new(file, place.clone());
        for entry in &overrides.entries {
            for (key, value, place) in &entry.set {
                let here = span(place);
                let (before, there) = said.entry((&entry.address, key)).or_insert_with(|| (value, here.clone()));
                if *before != value {
                    found.push(lint::unknown_override::clashes(&entry.address, key, &here, there));
                }
            }
        }
    }
    found
}
