//! The entries of `known-failures.toml`, as the file has them.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use doctract_conformance::Select;
use jiff::civil::Date;
use serde::Deserialize;

use crate::keys;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    failure: Vec<toml::Spanned<Words>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    case: String,
    reason: String,
    api: Option<String>,
    target: Option<String>,
    expires: Option<toml::value::Date>,
}

/// An entry of the file.
#[derive(Debug)]
pub(super) struct Entry {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// The ids of cases, as a glob.
    pub(super) case: String,
    /// The glob, read.
    pub(super) pattern: Select,
    /// Why they fail.
    pub(super) reason: String,
    /// The API; any where absent.
    pub(super) api: Option<String>,
    /// The target; any where absent.
    pub(super) target: Option<String>,
    /// The last day on which the failure was taken as known, if that is over.
    pub(super) expired: Option<String>,
}

impl Entry {
    /// Whether it is about an API of a target.
    pub(super) fn is_about(&self, target: &str, api: &str) -> bool {
        let fits = |wanted: &Option<String>, name: &str| wanted.as_ref().is_none_or(|wanted| wanted == name);
        fits(&self.target, target) && fits(&self.api, api)
    }
}

/// Reads the file. `today` decides which entries have expired.
pub(super) fn load(path: &Path, today: Date) -> Result<Vec<Entry>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let position = |at| doctract_spec::files::File::new("", text.as_str()).position(at);
    let file: File = toml::from_str(&text).map_err(|error| {
        let (line, column) = position(error.span().map_or(0, |span| span.start));
        anyhow::anyhow!("{}:{line}:{column}: {}", path.display(), keys::hinted(error.message()))
    })?;
    let entries = file.failure.into_iter().map(|spanned| {
        let (line, _) = position(spanned.span().start);
        let Words { case, reason, api, target, expires } = spanned.into_inner();
        if reason.trim().is_empty() {
            bail!(
                "{}:{line}: the reason is empty; say why the cases fail, or where that is followed up",
                path.display()
            );
        }
        let pattern = Select::new(&[], &[], std::slice::from_ref(&case));
        let pattern = pattern.with_context(|| format!("{}:{line}", path.display()))?;
        let expired = expires.filter(|date| is_past(*date, today)).map(|date| date.to_string());
        Ok(Entry { line, case, pattern, reason, api, target, expired })
    });
    entries.collect()
}

/// The date itself is the last day.
fn is_past(date: toml::value::Date, today: Date) -> bool {
    let (year, month, day) = (i32::from(today.year()), i32::from(today.month()), i32::from(today.day()));
    (i32::from(date.year), i32::from(date.month), i32::from(date.day)) < (year, month, day)
}

/// The day on which this runs, in UTC, so that it is the same one on all machines.
pub(super) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
