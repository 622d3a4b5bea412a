//! From paths to the bytes of the documents.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use doctract_spec::Input;

/// How deep folders are entered.
const MAX_DEPTH: usize = 32;
/// The endings of documents in folders; a file that is named itself may have any.
const ENDINGS: &[&str] = &["md", "markdown", "mdx", "html", "htm", "xhtml", "txt"];

/// A path that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}", path.display())]
pub(crate) struct InputError {
    path: PathBuf,
    source: io::Error,
}

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The documents, in the order of the paths; those of a folder by name.
    pub(crate) documents: Vec<Input>,
    /// The paths that could not be read.
    pub(crate) errors: Vec<InputError>,
}

/// Reads files and the documents in folders. What cannot be read does not keep the rest from being read.
pub(crate) fn gather(paths: &[PathBuf]) -> Inputs {
    let mut files = Vec::new();
    let mut inputs = Inputs::default();
    for path in paths {
        if path.is_dir() {
            let before = files.len();
            let mut seen = BTreeSet::new();
            walk(path, 0, &mut seen, &mut files, &mut inputs.errors);
            if files.len() == before {
                let source =
                    io::Error::other(format!("no document in this folder; they end in {}", ENDINGS.join(", ")));
                inputs.errors.push(InputError { path: path.clone(), source });
            }
        } else {
            files.push(path.clone());
        }
    }
    let mut known = BTreeSet::new();
    // What is named twice, or stands in a folder that is named too, is one document.
    files.retain(|path| fs::canonicalize(path).map_or(true, |real| known.insert(real)));
    for path in files {
        match bytes(&path) {
            Ok(bytes) => inputs.documents.push(Input { path: path.display().to_string(), bytes }),
            Err(source) => inputs.errors.push(InputError { path, source }),
        }
    }
    inputs
}

/// The bytes of a file; `-` is stdin.
pub(crate) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Enters a folder once, wherever links lead.
fn walk(
    folder: &Path,
    depth: usize,
    seen: &mut BTreeSet<PathBuf>,
    files: &mut Vec<PathBuf>,
    errors: &mut Vec<InputError>,
) {
    let known = fs::canonicalize(folder).is_ok_and(|real| !seen.insert(real));
    if known {
        return;
    }
    if depth > MAX_DEPTH {
        let source = io::Error::other(format!("folders are entered {MAX_DEPTH} deep; name this one itself"));
        return errors.push(InputError { path: folder.to_owned(), source });
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(source) => return errors.push(InputError { path: folder.to_owned(), source }),
    };
    let mut paths = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(source) => errors.push(InputError { path: folder.to_owned(), source }),
        }
    }
    paths.sort();
    for path in paths {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if path.is_dir() {
            walk(&path, depth + 1, seen, files, errors);
        } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        {
            files.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_lies_too_deep_is_told() {
        let root = tempfile::tempdir().unwrap();
        let deep = (0..=MAX_DEPTH).fold(root.path().to_owned(), |folder, _| folder.join("d"));
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("page.md"), "# Page").unwrap();
        fs::write(root.path().join("page.md"), "# Page").unwrap();
        let read = gather(&[root.path().to_owned()]);
        assert_eq!(read.documents.len(), 1);
        let told = read.errors.first().map(ToString::to_string).unwrap_or_default();
        assert!(told.contains("name this one itself"), "{told}");
    }
}
