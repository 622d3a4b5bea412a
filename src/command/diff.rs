//! `doctract diff`: what a new version of the documents changes for callers of the old one.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use doctract_spec::diff::{self, Changes, Impact, Version};
use doctract_spec::{Input, diagnostic};

use crate::cli::{DiffArgs, LintFormat};
use crate::exit::Exit;
use crate::inputs::{self, Inputs, gather};
use crate::output::{self, counted};
use crate::reading::read_alone;
use crate::stored;

/// Prints the changes; those of the denied impact or graver make the run fail.
pub(crate) fn run(args: &DiffArgs) -> Result<Exit> {
    let (old, old_incomplete) = version(&args.old, args)?;
    let (new, new_incomplete) = version(&args.new, args)?;
    let mut changes = diff::diff(old, new);
    let denied = changes.list.iter().any(|change| change.level >= args.deny.level());
    let all = counts(&changes);
    changes.list.retain(|change| change.level >= args.show.level());
    let findings = changes.findings();
    let text = match args.format {
        LintFormat::Human => human(&changes) + &all,
        LintFormat::Concise => diff::concise(&changes),
        LintFormat::Json => diagnostic::json(&findings),
        LintFormat::Sarif => diagnostic::sarif(&findings),
        LintFormat::Github => diagnostic::github(&findings),
    };
    output::print(&text)?;
    Ok(match (old_incomplete || new_incomplete, denied) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Fine,
    })
}

fn human(changes: &Changes) -> String {
    let rendered = changes.list.iter().map(|change| diagnostic::human(change, &changes.files, true) + "\n");
    rendered.collect()
}

/// The changes in one line: how many of each impact.
fn counts(changes: &Changes) -> String {
    if changes.list.is_empty() {
        return "nothing changed\n".to_owned();
    }
    let counts = Impact::ALL.iter().rev().map(|impact| format!("{} {}", changes.count(*impact), impact.name()));
    format!("{}: {}\n", counted(changes.list.len(), "change"), counts.collect::<Vec<_>>().join(", "))
}

/// Reads one version, and tells whether a part of it could not be read. A file is read once, so that a pipe serves too:
/// `doctract diff <(git show HEAD:api.json) api.json`.
fn version(path: &Path, args: &DiffArgs) -> Result<(Version, bool)> {
    let inputs = if path.is_dir() {
        gather(&[path.to_owned()])
    } else {
        let bytes = inputs::bytes(path).with_context(|| format!("cannot read {}", path.display()))?;
        if stored::is_json(&bytes) {
            return Ok((Version::without_texts(stored::parse(path, &bytes)?), false));
        }
        Inputs { documents: vec![Input { path: path.display().to_string(), bytes }], errors: Vec::new() }
    };
    let read = read_alone(inputs, path, args.dialect.as_deref());
    let (reading, incomplete) = read.with_context(|| path.display().to_string())?;
    if reading.ir.apis.iter().all(|api| api.methods.is_empty()) {
        bail!("no method was found in {}; `doctract lint {0}` tells why", path.display());
    }
    Ok((Version { ir: reading.ir, files: reading.files }, incomplete))
}
