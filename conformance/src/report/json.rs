//! The report for programs.

use serde::Serialize;

use super::{Report, Stale, Unheld};
use crate::run::Summary;

/// The version of the JSON form; it changes when a key changes its meaning.
pub const JSON_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<&'a str>,
    runs: &'a [Summary],
    unheld: &'a [Unheld],
    stale: &'a [Stale],
}

/// Writes all runs as one JSON document. The error is that of serialization, which has no cause in practice.
pub fn json(report: Report<'_>) -> Result<String, serde_json::Error> {
    let Report { runs, unheld, stale, command } = report;
    serde_json::to_string_pretty(&Document { version: JSON_VERSION, command, runs, unheld, stale })
}
