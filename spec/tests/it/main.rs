//! Tests of reading, driven by the files in the folders beside this one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bad_input;
mod bad_markup;
mod changes;
mod corpus;
mod dialect_files;
mod documents;
mod golden;
mod hand_checked;
mod hand_read;
mod lints;
mod nesting;
mod observing;
mod overrides;
mod overview;
mod places;
mod proposals;
#[path = "../score/mod.rs"]
mod score;
mod values_of;
mod whole_reference;

use std::path::{Path, PathBuf};

use doctract_spec::dialect::Dialect;
use doctract_spec::{Input, Options, Reading, read};

/// The folder of these tests.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")
}

/// Says that a test looks at nothing, because what it reads is not here. It is said past what captures the output of tests that pass.
pub(crate) fn skipped(what: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "SKIPPED: {what}");
}

/// The files of a folder, by name.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// The dialect of a test: `rpc` or `rest`.
pub(crate) fn dialect(name: &str) -> Dialect {
    let path = folder().join(format!("dialects/{name}.toml"));
    let text = std::fs::read_to_string(&path).unwrap();
    Dialect::from_toml(name, &text).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads one text by a dialect.
pub(crate) fn read_text(path: &str, bytes: &[u8], dialect: &Dialect) -> Reading {
    let input = Input { path: path.to_owned(), bytes: bytes.to_vec() };
    read(vec![input], &Options { dialect: Some(dialect), ..Options::default() })
}

/// The findings as people see them.
pub(crate) fn rendered(reading: &Reading) -> String {
    let render = |found| doctract_spec::diagnostic::human(found, &reading.files, false);
    reading.diagnostics.iter().map(render).collect::<Vec<_>>().join("\n")
}

/// The findings with their files, as the formats take them.
pub(crate) fn findings(reading: &Reading) -> Vec<doctract_spec::diagnostic::Finding<'_>> {
    reading.diagnostics.iter().map(|found| (found, &reading.files)).collect()
}
