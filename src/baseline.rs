//! The file of known findings: what of it a reading can judge, and how it is written without a loss.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use doctract_spec::diagnostic::{Baseline, BaselineError, Finding};

use crate::files;
use crate::output::{self, counted};
use crate::reading::Read;

/// Which files a reading is about. Of other files it shows nothing.
pub(crate) struct Extent {
    files: BTreeSet<String>,
    /// The folders that were named: a file in one of them that was not read is not there any more.
    folders: Vec<PathBuf>,
    /// Whether the configuration was read whole.
    whole: bool,
}

impl Extent {
    /// That of a reading of these paths; of none where the configuration names the documents.
    pub(crate) fn of(paths: &[PathBuf], read: &Read) -> Self {
        let files = read.readings.iter().flat_map(|reading| reading.files.iter());
        let files = files.map(|(_, file)| file.path.to_string()).collect();
        let folders = paths.iter().filter(|path| path.is_dir()).cloned().collect();
        Self { files, folders, whole: paths.is_empty() }
    }

    fn has(&self, file: &str) -> bool {
        let below = || self.folders.iter().any(|folder| Path::new(file).starts_with(folder));
        self.whole || self.files.contains(file) || below()
    }
}

/// Makes all findings the known ones. Entries of files that are not read stay; a file that is no baseline is not written over.
pub(crate) fn write(path: &Path, findings: &[Finding], extent: &Extent) -> Result<()> {
    let mut baseline = Baseline::of(findings);
    let known = baseline.count();
    let before = match std::fs::read_to_string(path) {
        Ok(text) if text.trim().is_empty() => None,
        Ok(text) => match Baseline::parse(&text) {
            // What another version of the program wrote is written anew.
            Err(BaselineError::Version(_)) => None,
            before => Some(before.with_context(|| format!("{} is not written over", path.display()))?),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| format!("cannot read the baseline {}", path.display())),
    };
    let (_, others) = before.unwrap_or_default().split(|file| extent.has(file));
    let stay = match others.count() {
        0 => String::new(),
        count => format!("; {count} of files that were not read stay"),
    };
    baseline.extend(others);
    files::write_file(path, &baseline.render()).with_context(|| format!("cannot write {}", path.display()))?;
    let verb = if known == 1 { "is" } else { "are" };
    output::tell!("{} {verb} now known in {}{stay}", counted(known, "finding"), path.display());
    Ok(())
}

/// The findings that the baseline does not know. Entries of the files that were read and were not found are told on stderr.
pub(crate) fn unknown<'r>(path: &Path, findings: &[Finding<'r>], extent: &Extent) -> Result<Vec<Finding<'r>>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the baseline {}; write it with --write-baseline", path.display()))?;
    let baseline = Baseline::parse(&text).with_context(|| format!("the baseline {}", path.display()))?;
    let (of_read, _) = baseline.split(|file| extent.has(file));
    let (new, stale) = of_read.compare(findings);
    for (known, count) in &stale {
        let times = if *count == 1 { String::new() } else { format!(" ({count} times)") };
        let (file, code, message) = (&known.file, &known.code, &known.message);
        output::tell!("stale in the baseline, for it is gone{times}: {file}: {code}: {message}");
    }
    if !stale.is_empty() {
        output::tell!("to take stale entries out, run again with --write-baseline");
    }
    Ok(new)
}
