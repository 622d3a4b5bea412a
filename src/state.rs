//! What runs leave on the disk for later ones: a folder `.doctract` beside the configuration, or wherever `--state` says.
//!
//! `last-run.json` holds the ids of the cases that failed, for `--last-failed`; `ledger/*.jsonl` hold, one file a run, what the run made and
//! took away, for `--cleanup`. A ledger of which nothing is left is deleted. No file holds a secret.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use doctract_conformance::{Entry, Ledger, Summary, run::Ended};
use serde::{Deserialize, Serialize};

use crate::files;
use crate::output;

/// The version of the files.
const VERSION: u32 = 1;

/// The folder.
#[derive(Clone, Debug)]
pub(crate) struct State(PathBuf);

#[derive(Debug, Default, Serialize, Deserialize)]
struct LastRun {
    version: u32,
    /// The ids of failed cases, by the target and the API.
    failed: BTreeMap<String, BTreeSet<String>>,
}

/// A line of a ledger.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    target: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<Entry>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed: Option<Entry>,
}

/// A ledger of an earlier run in which something is left.
#[derive(Debug)]
pub(crate) struct Left {
    /// The file.
    pub(crate) path: PathBuf,
    /// What is left, in the order in which it was made.
    pub(crate) entries: Vec<Entry>,
}

impl State {
    /// The folder `.doctract` in this one.
    pub(crate) fn beside(folder: &Path) -> Self {
        Self(folder.join(".doctract"))
    }

    /// This folder.
    pub(crate) fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// The cases that failed when this API of this target ran last.
    pub(crate) fn last_failed(&self, target: &str, api: &str) -> Result<BTreeSet<String>> {
        Ok(self.last_run()?.failed.remove(&key(target, api)).unwrap_or_default())
    }

    /// Keeps what failed. Of cases that did not run this time, what was known stays.
    pub(crate) fn remember(&self, target: &str, summary: &Summary) -> Result<()> {
        let mut last = self.last_run().unwrap_or_default();
        last.version = VERSION;
        let failed = last.failed.entry(key(target, &summary.api)).or_default();
        for case in &summary.cases {
            if case.ended == Ended::Failed {
                failed.insert(case.id.clone());
            } else {
                failed.remove(&case.id);
            }
        }
        last.failed.retain(|_, ids| !ids.is_empty());
        if last.failed.is_empty() && !self.0.join("last-run.json").exists() {
            return Ok(());
        }
        self.prepare(&self.0)?;
        let path = self.0.join("last-run.json");
        let text = serde_json::to_string_pretty(&last)? + "\n";
        files::write_file(&path, &text).with_context(|| format!("cannot write {}", path.display()))
    }

    fn last_run(&self) -> Result<LastRun> {
        let path = self.0.join("last-run.json");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(LastRun::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        let hint = || format!("{} is not as a run wrote it; delete it", path.display());
        let last: LastRun = serde_json::from_str(&text).with_context(hint)?;
        anyhow::ensure!(last.version == VERSION, hint());
        Ok(last)
    }

    /// Makes a folder that version control passes over.
    fn prepare(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let ignore = self.0.join(".gitignore");
        if ignore.exists() { Ok(()) } else { fs::write(ignore, "*\n") }
    }

    /// A new ledger. Its file is made when there is something to write.
    pub(crate) fn ledger(&self, target: &str, api: &str, seed: u64) -> FileLedger {
        let plain = |text: &str| text.replace(|char: char| !char.is_alphanumeric() && char != '-', "_");
        let name = format!("{}.{}.{seed}.jsonl", plain(target), plain(api));
        self.reopened(target, self.0.join("ledger").join(name))
    }

    /// The ledger of an earlier run, to be written on.
    pub(crate) fn reopened(&self, target: &str, path: PathBuf) -> FileLedger {
        FileLedger {
            state: self.clone(),
            target: target.to_owned(),
            path,
            file: Mutex::new(None),
            warned: AtomicBool::new(false),
        }
    }

    /// The ledgers in which something of this API of this target is left.
    pub(crate) fn left(&self, target: &str, api: &str) -> Result<Vec<Left>> {
        let folder = self.0.join("ledger");
        let files = match fs::read_dir(&folder) {
            Ok(files) => files,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", folder.display())),
        };
        let paths = files.map(|file| file.map(|file| file.path())).collect::<io::Result<_>>();
        let mut paths: Vec<PathBuf> = paths.with_context(|| format!("cannot read {}", folder.display()))?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "jsonl"));
        paths.sort();
        let mut left = Vec::new();
        for path in paths {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let entries = remaining(&text, target, api);
            if !entries.is_empty() {
                left.push(Left { path, entries });
            }
        }
        Ok(left)
    }
}

fn key(target: &str, api: &str) -> String {
    format!("{target} {api}")
}

/// What was made and not taken away. A line that was cut off by the end of a run is passed over.
fn remaining(text: &str, target: &str, api: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    for line in lines.filter(|line| line.target == target) {
        entries.extend(line.made.filter(|made| made.api == api));
        if let Some(removed) = line.removed {
            entries.retain(|entry| *entry != removed);
        }
    }
    entries
}

/// A ledger in a file, a line for each event, written at once.
#[derive(Debug)]
pub(crate) struct FileLedger {
    state: State,
    target: String,
    path: PathBuf,
    file: Mutex<Option<File>>,
    /// Whether it was told that it cannot be written: once is enough.
    warned: AtomicBool,
}

impl FileLedger {
    fn append(&self, line: &Line) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = self.write(&mut file, line)
            && !self.warned.swap(true, Ordering::Relaxed)
        {
            let path = self.path.display();
            output::tell!(
                "warning: cannot write the ledger {path}: {error}; --cleanup will not know what this run leaves"
            );
        }
    }

    fn write(&self, file: &mut Option<File>, line: &Line) -> io::Result<()> {
        if file.is_none() {
            self.state.prepare(self.path.parent().unwrap_or(&self.path))?;
            *file = Some(File::options().append(true).create(true).open(&self.path)?);
        }
        let text = serde_json::to_string(line)? + "\n";
        file.as_mut().map_or(Ok(()), |file| file.write_all(text.as_bytes()))
    }

    /// Deletes the file if nothing is left of what it tells.
    pub(crate) fn close(&self, api: &str) {
        let text = fs::read_to_string(&self.path).unwrap_or_default();
        if !text.is_empty() && remaining(&text, &self.target, api).is_empty() {
            // A ledger that stays says nothing wrong.
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Ledger for FileLedger {
    fn made(&self, entry: &Entry) {
        self.append(&Line { target: self.target.clone(), made: Some(entry.clone()), removed: None });
    }

    fn removed(&self, entry: &Entry) {
        self.append(&Line { target: self.target.clone(), made: None, removed: Some(entry.clone()) });
    }
}
