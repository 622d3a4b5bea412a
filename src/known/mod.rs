//! `known-failures.toml`: what is known to fail, why, and until when.
//!
//! A case that fails although nobody expects it fails the run; so does an entry that is out of date: one whose cases pass, one that has
//! expired, one that names no case, no API or no target. What was not run, because it was not asked for or because a run ended early, shows
//! nothing: an entry passes when all cases that it names ran.

mod entry;
mod scope;
mod shown;

use std::path::{Path, PathBuf};

use anyhow::Result;
use doctract_conformance::Summary;
use doctract_conformance::report::Stale;

use crate::targets::Held;
use entry::Entry;
pub(crate) use scope::Scope;
use shown::Shown;

/// The name of the file where none is given.
pub(crate) const FILE: &str = "known-failures.toml";

/// The entries, and what the runs showed of each.
#[derive(Debug, Default)]
pub(crate) struct KnownFailures {
    path: PathBuf,
    entries: Vec<(Entry, Shown)>,
}

impl KnownFailures {
    /// Reads the file.
    pub(crate) fn load(path: &Path) -> Result<Self> {
        let entries = entry::load(path, entry::today())?;
        Ok(Self { path: path.to_owned(), entries: entries.into_iter().map(|one| (one, Shown::default())).collect() })
    }

    /// Takes the known failures of a run as known.
    pub(crate) fn excuse(&mut self, held: &Held, summary: &mut Summary) {
        let (target, api) = (&held.label, &summary.api);
        for (entry, shown) in self.entries.iter_mut().filter(|(entry, _)| entry.is_about(target, api)) {
            shown.add(entry, held, summary);
        }
        let valid = |id: &str, target: &str, api: &str| {
            let fits =
                |entry: &&Entry| entry.expired.is_none() && entry.is_about(target, api) && entry.pattern.wants(id);
            self.entries.iter().map(|(entry, _)| entry).find(fits).map(|entry| entry.reason.clone())
        };
        let api = summary.api.clone();
        summary.excuse(|id| valid(id, target, &api));
    }

    /// The entries that are out of date, when all runs are over.
    pub(crate) fn stale(&self, scope: &Scope) -> Vec<Stale> {
        let stale = |(entry, shown): &(Entry, Shown)| {
            let reason = shown.stale(entry, scope)?;
            Some(Stale { file: self.path.display().to_string(), line: entry.line, case: entry.case.clone(), reason })
        };
        self.entries.iter().filter_map(stale).collect()
    }
}
