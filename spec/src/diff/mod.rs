//! Compares two versions of the documents of an API: what a caller of the old one meets at the new one.
//!
//! Every fact of the IR is compared. Each difference is a [`Rule`], whose impact may depend on whether it stands in a
//! request or in an answer: what a server accepts may grow, and what it gives may shrink, without harm to callers.

mod answers;
mod api;
mod concise;
mod conditions;
mod conventions;
mod errors;
mod fields;
mod found;
mod methods;
mod pairs;
mod params;
mod reference;
mod rule;
mod schema;
mod types;
mod values;
mod words;

use std::collections::BTreeMap;

pub use concise::concise;
pub use reference::{explain, list, table};
pub use rule::{Impact, Rule};

use crate::diagnostic::{Diagnostic, Finding};
use crate::files::{File, Files};
use crate::ir::{Ir, Source};
use found::Found;

/// One version: what its documents say, and their texts.
#[derive(Clone, Debug)]
pub struct Version {
    /// What they say.
    pub ir: Ir,
    /// The texts, by which places are shown.
    pub files: Files,
}

impl Version {
    /// A version of which only the IR is at hand: its places are told, and their lines cannot be shown.
    pub fn without_texts(ir: Ir) -> Self {
        let mut places: BTreeMap<_, Vec<Source>> = BTreeMap::new();
        found::each_source(&ir, &mut |source| places.entry(source.file.clone()).or_default().push(source.clone()));
        let files = places.into_iter().map(|(path, places)| File::of_places(path, places));
        Self { ir, files: Files::new(files.collect()) }
    }
}

/// What changed.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The changes, in the order of the new documents' methods, what is gone behind them.
    pub list: Vec<Diagnostic<Rule>>,
    /// The files of both versions, the new ones first.
    pub files: Files,
}

impl Changes {
    /// The changes as the formats of [`crate::diagnostic`] take them.
    pub fn findings(&self) -> Vec<Finding<'_, Rule>> {
        self.list.iter().map(|change| (change, &self.files)).collect()
    }

    /// How many changes have an impact.
    pub fn count(&self, impact: Impact) -> usize {
        self.list.iter().filter(|change| change.level == impact.level()).count()
    }
}

/// Compares two versions.
pub fn diff(mut old: Version, mut new: Version) -> Changes {
    for version in [&mut old, &mut new] {
        let places = version.ir.apis.iter().map(api::dialect_place);
        version
            .files
            .append(Files::new(places.map(|place| File::of_places(place.file.clone(), vec![place])).collect()));
    }
    let mut files = new.files;
    let shift = files.append(old.files);
    let mut found = Found::new(&files, shift);
    api::compare_all(&old.ir, &new.ir, &mut found);
    let list = found.into_list();
    Changes { list, files }
}
