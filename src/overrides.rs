//! Finds the overrides that belong to documents.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use doctract_spec::overrides::Overrides;

/// The name under which overrides stand beside the documents.
const NAME: &str = "overrides.toml";

/// Reads the overrides in the folders of the documents, and those that are named. `documents` are files and folders.
pub(crate) fn load(documents: &[PathBuf], named: &[PathBuf]) -> Result<Vec<Overrides>> {
    let folder = |path: &PathBuf| {
        if path.is_dir() { path.clone() } else { path.parent().map(Path::to_owned).unwrap_or_default() }
    };
    let beside = documents.iter().map(|path| folder(path).join(NAME)).filter(|path| path.is_file());
    let mut known = BTreeSet::new();
    let paths = beside.chain(named.iter().cloned()).filter(|path| known.insert(path.clone()));
    paths.map(|path| read(&path)).collect()
}

fn read(path: &Path) -> Result<Overrides> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read the overrides {}", path.display()))?;
    Ok(Overrides::from_toml(&path.display().to_string(), &text)?)
}
