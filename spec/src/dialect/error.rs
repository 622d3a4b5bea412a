//! What is wrong with a dialect file, and where.

use std::ops::Range;

use crate::files::File;

/// A dialect file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path}:{line}:{column}: {message}")]
pub struct DialectError {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl DialectError {
    pub(super) fn at(path: &str, text: &str, range: Option<Range<usize>>, message: impl Into<String>) -> Self {
        let (line, column) = File::new(path, text).position(range.map_or(0, |range| range.start));
        Self { path: path.to_owned(), line, column, message: message.into() }
    }
}
