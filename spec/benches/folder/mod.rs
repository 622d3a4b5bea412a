//! The pages of a folder.

use std::path::{Path, PathBuf};

use doctract_spec::Input;

/// The folder that the command line names, or that of the corpus; nothing where it is not there.
pub(crate) fn named() -> Option<PathBuf> {
    // Cargo passes `--bench`.
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/comagic");
    Some(named.map_or(default, PathBuf::from)).filter(|folder| folder.exists())
}

/// The documents in a folder and those below it, by name.
pub(crate) fn load(folder: &Path) -> Vec<Input> {
    let mut paths = Vec::new();
    find(folder, &mut paths);
    let input = |path: &PathBuf| Input { path: path.display().to_string(), bytes: std::fs::read(path).unwrap() };
    paths.iter().map(input).collect()
}

fn find(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            find(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "html" || ending == "md" || ending == "txt") {
            into.push(path);
        }
    }
}
