//! `known-failures.toml`: what is known to fail, why, and until when.
//!
//! A case that fails although nobody expects it fails the run; so does an entry that is out of date: one whose cases pass, one that has
//! expired, one that names no case.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use doctract_conformance::report::Stale;
use doctract_conformance::run::Ended;
use doctract_conformance::{Select, Summary};
use jiff::civil::Date;
use serde::Deserialize;

use crate::targets::Held;

/// The name of the file where none is given.
pub(crate) const FILE: &str = "known-failures.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    failure: Vec<toml::Spanned<Entry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The ids of cases, as a glob.
    case: String,
    /// Why they fail.
    reason: String,
    /// The API; any where absent.
    api: Option<String>,
    /// The target; any where absent.
    target: Option<String>,
    /// The last day on which the failure is taken as known.
    expires: Option<toml::value::Date>,
}

/// The entries, and what the runs showed of each.
#[derive(Debug, Default)]
pub(crate) struct Known {
    path: PathBuf,
    entries: Vec<Watched>,
}

#[derive(Debug)]
struct Watched {
    entry: Entry,
    line: usize,
    pattern: Select,
    expired: bool,
    seen: RefCell<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    /// Whether some target was in question at all, and some of its cases.
    asked: bool,
    planned: bool,
    passed: BTreeSet<String>,
    failed: bool,
}

impl Known {
    /// Reads the file. `today` decides which entries have expired.
    pub(crate) fn load(path: &Path, today: Date) -> Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let position = |at| doctract_spec::files::File::new("", text.as_str()).position(at);
        let file: File = toml::from_str(&text).map_err(|error| {
            let (line, column) = position(error.span().map_or(0, |span| span.start));
            anyhow::anyhow!("{}:{line}:{column}: {}", path.display(), error.message())
        })?;
        let entries = file.failure.into_iter().map(|spanned| {
            let (line, _) = position(spanned.span().start);
            let entry = spanned.into_inner();
            let pattern = Select::new(&[], &[], std::slice::from_ref(&entry.case))
                .with_context(|| format!("{}:{line}", path.display()))?;
            let expired = entry.expires.is_some_and(|date| is_past(date, today));
            Ok(Watched { entry, line, pattern, expired, seen: RefCell::default() })
        });
        Ok(Self { path: path.to_owned(), entries: entries.collect::<Result<_>>()? })
    }

    /// Takes the known failures of a run as known.
    pub(crate) fn excuse(&self, held: &Held, summary: &mut Summary) {
        let (target, api) = (&held.label, &summary.api);
        let own: Vec<&Watched> = self.entries.iter().filter(|one| one.is_about(target, api)).collect();
        for one in &own {
            let mut seen = one.seen.borrow_mut();
            seen.asked = true;
            seen.planned |= held.ids.iter().any(|id| one.pattern.wants(id));
            let mut matching = summary.cases.iter().filter(|case| one.pattern.wants(&case.id));
            seen.failed |= matching.clone().any(|case| case.ended == Ended::Failed);
            seen.passed.extend(matching.by_ref().map(|case| case.id.clone()));
        }
        let valid = |id: &str| own.iter().find(|one| !one.expired && one.pattern.wants(id));
        summary.excuse(|id| valid(id).map(|one| one.entry.reason.clone()));
    }

    /// The entries that are out of date, when all runs are over.
    pub(crate) fn stale(&self) -> Vec<Stale> {
        let stale = |one: &Watched| {
            let reason = one.stale()?;
            let file = self.path.display().to_string();
            Some(Stale { file, line: one.line, case: one.entry.case.clone(), reason })
        };
        self.entries.iter().filter_map(stale).collect()
    }
}

impl Watched {
    fn is_about(&self, target: &str, api: &str) -> bool {
        let fits = |wanted: &Option<String>, name: &str| wanted.as_ref().is_none_or(|wanted| wanted == name);
        fits(&self.entry.target, target) && fits(&self.entry.api, api)
    }

    fn stale(&self) -> Option<String> {
        let seen = self.seen.borrow();
        let expires = self.entry.expires.map(|date| date.to_string()).unwrap_or_default();
        if !seen.asked {
            None
        } else if self.expired {
            Some(format!("expired on {expires}; mend the failure, or give it another date"))
        } else if !seen.planned {
            Some("no case has such an id; correct the entry, or take it out".to_owned())
        } else if !seen.passed.is_empty() && !seen.failed {
            Some("passes now; take the entry out".to_owned())
        } else {
            None
        }
    }
}

/// The date itself is the last day.
fn is_past(date: toml::value::Date, today: Date) -> bool {
    let (year, month, day) = (i32::from(today.year()), i32::from(today.month()), i32::from(today.day()));
    (i32::from(date.year), i32::from(date.month), i32::from(date.day)) < (year, month, day)
}

/// The day on which this runs, in UTC, so that it is the same one on all machines.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
