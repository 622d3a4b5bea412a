//! The report for programs.

use serde::Serialize;

use crate::run::Summary;

/// The version of the JSON form; it changes when a key changes its meaning.
pub const JSON_VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    runs: &'a [Summary],
}

/// Writes all runs as one JSON document. The error is that of serialization, which has no cause in practice.
pub fn json(runs: &[Summary]) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Report { version: JSON_VERSION, runs })
}
