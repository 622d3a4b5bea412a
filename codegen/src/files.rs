//! The files of a crate.

use std::collections::BTreeMap;

/// The files of one generated crate, by their paths relative to its folder, with `/` between the parts of a path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, String>,
    skipped: Vec<String>,
}

impl Files {
    /// The paths and texts, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Facts of the documents that no code could be made of, each as one sentence with its place. They stay in the documentation
    /// of the generated code.
    pub fn skipped(&self) -> &[String] {
        &self.skipped
    }

    pub(crate) fn new(files: BTreeMap<String, String>, skipped: Vec<String>) -> Self {
        Self { files, skipped }
    }
}
