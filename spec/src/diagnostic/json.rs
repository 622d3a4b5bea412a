//! Findings as JSON, for other programs.

use serde::Serialize;

use super::{Diagnostic, Label, Level};
use crate::files::Files;
use crate::ir::Source;

/// The version of this form; it changes when a key changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    name: &'static str,
    level: Level,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Place<'a> {
    source: Source,
    label: &'a str,
}

/// Renders findings as one JSON document with a version.
pub fn json(diagnostics: &[Diagnostic], files: &Files) -> String {
    let report = Report {
        version: VERSION,
        findings: diagnostics.iter().map(|diagnostic| finding(diagnostic, files)).collect(),
    };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'a>(diagnostic: &'a Diagnostic, files: &Files) -> Finding<'a> {
    Finding {
        code: diagnostic.code.id(),
        name: diagnostic.code.name(),
        level: diagnostic.level,
        message: &diagnostic.message,
        place: place(&diagnostic.primary, files),
        related: diagnostic.related.iter().map(|label| place(label, files)).collect(),
        help: diagnostic.help.as_deref(),
    }
}

fn place<'a>(label: &'a Label, files: &Files) -> Place<'a> {
    Place { source: files.source(&label.span), label: &label.message }
}
