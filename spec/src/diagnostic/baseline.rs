//! Findings that are known: a later run reports only what is new, and which of the known ones are gone.
//!
//! A finding is known again by its lint, its file, the method or parameter that it is about, and its message. Lines do not
//! count, so that text may move. What occurs several times is counted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Finding, Kind};
use crate::files::Files;

/// The version of the file.
const VERSION: u32 = 1;

/// A baseline that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// The text is not what it should be.
    #[error("it is no baseline; name another file, or delete this one and write it anew with --write-baseline")]
    Parse(#[from] serde_json::Error),
    /// Another version of the program wrote it.
    #[error("it has version {0}, and this program reads version {VERSION}; write it anew with --write-baseline")]
    Version(u32),
}

/// By what a finding is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FindingKey {
    /// The file.
    pub file: String,
    /// The number of the lint.
    pub code: String,
    /// The method or parameter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The message.
    pub message: String,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    known: FindingKey,
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

fn once() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Serialize, Deserialize)]
struct BaselineFile {
    version: u32,
    findings: Vec<Entry>,
}

/// The known findings, and how often each occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<FindingKey, usize>,
}

impl Baseline {
    /// Takes in all findings of a run.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = BTreeMap::new();
        for (found, files) in findings {
            *counts.entry(known(found, files)).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// Reads the text of a baseline.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let Version { version } = serde_json::from_str(text)?;
        if version != VERSION {
            return Err(BaselineError::Version(version));
        }
        let file: BaselineFile = serde_json::from_str(text)?;
        Ok(Self { counts: file.findings.into_iter().map(|entry| (entry.known, entry.count)).collect() })
    }

    /// The entries of the files that `read` is true of, and those of all others: what was not read shows nothing of its findings.
    pub fn split(self, read: impl Fn(&str) -> bool) -> (Self, Self) {
        let (read, others) = self.counts.into_iter().partition(|(known, _)| read(&known.file));
        (Self { counts: read }, Self { counts: others })
    }

    /// Takes in the entries of another one.
    pub fn extend(&mut self, other: Self) {
        self.counts.extend(other.counts);
    }

    /// How many findings are known.
    pub fn count(&self) -> usize {
        self.counts.values().sum()
    }

    /// The text of the baseline: JSON, in an order that does not depend on the run, for small differences.
    pub fn render(&self) -> String {
        let entry = |(known, count): (&FindingKey, &usize)| Entry { known: known.clone(), count: *count };
        let file = BaselineFile { version: VERSION, findings: self.counts.iter().map(entry).collect() };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// The findings that are not known, in their order, and the entries that were not found, each as often as it is missing.
    pub fn compare<'a>(&self, findings: &[Finding<'a>]) -> (Vec<Finding<'a>>, Vec<(FindingKey, usize)>) {
        let mut left = self.counts.clone();
        let mut new = Vec::new();
        for (found, files) in findings {
            match left.get_mut(&known(found, files)) {
                Some(count) if *count > 0 => *count -= 1,
                _ => new.push((*found, *files)),
            }
        }
        left.retain(|_, count| *count > 0);
        (new, left.into_iter().collect())
    }
}

fn known<K: Kind>(found: &Diagnostic<K>, files: &Files) -> FindingKey {
    FindingKey {
        file: files.get(found.primary.span.file).path.to_string(),
        code: found.code.id().to_owned(),
        subject: found.subject.clone(),
        message: found.message.clone(),
    }
}

/// A text by which other tools know a finding again when lines have moved: a hash of the same parts (FNV-1a, 64 bits).
pub(super) fn fingerprint<K: Kind>(found: &Diagnostic<K>, files: &Files) -> String {
    let known = known(found, files);
    let parts = [known.file, known.code, known.subject, known.message].join("\0");
    let hash = parts
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
