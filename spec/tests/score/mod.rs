//! How much of what an API has its documents tell, as read by a dialect, held against an `OpenAPI` file of the same API.

pub mod compare;
pub mod ground_truth;
pub mod report;

use std::path::{Path, PathBuf};

use doctract_spec::dialect::Dialect;
use doctract_spec::{Input, Options, Reading, read};

/// A set of documents with the description that it is compared with.
pub struct Set {
    /// The name, which is that of its folder and of its dialect.
    pub name: &'static str,
    /// The documents, below the folder of the set.
    pub documents: &'static str,
    /// The paths of the description that the documents are about.
    pub paths: &'static str,
}

/// The sets that have a description.
pub const SETS: &[Set] = &[
    Set { name: "binance", documents: "docs", paths: "/api/v3/" },
    Set { name: "rocketchat", documents: "docs", paths: "/api/" },
];

/// Reads the documents of a set by its dialect.
pub fn reading(corpus: &Path, set: &str, documents: &str) -> Reading {
    let mut paths = Vec::new();
    walk(&corpus.join(set).join(documents), &mut paths);
    paths.sort();
    let inputs = paths.into_iter().filter_map(|path| {
        let shown = path.strip_prefix(corpus).unwrap_or(&path).display().to_string();
        Some(Input { path: shown, bytes: std::fs::read(&path).ok()? })
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("dialects/{set}.toml"));
    let text = std::fs::read_to_string(&path).expect("every set has a dialect");
    let dialect = &Dialect::from_toml(set, &text).unwrap_or_else(|error| panic!("{error}"));
    read(inputs.collect(), &Options { dialect: Some(dialect), ..Options::default() })
}

/// The files of a folder with one of these endings.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    walk(folder, &mut paths);
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { walk(&path, paths) } else { paths.push(path) }
    }
}

/// Reads a set and compares it with its description.
pub fn score(corpus: &Path, set: &Set) -> compare::Score {
    let truth = ground_truth::load(&files(&corpus.join(set.name).join("ground_truth"), "yaml"), set.paths);
    compare::compare(&reading(corpus, set.name, set.documents), &truth)
}
