//! Findings as JSON, for other programs.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{Diagnostic, Kind, Label, Suggestion};
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
    level: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    related: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(rename = "override", skip_serializing_if = "Option::is_none")]
    suggestion: Option<Override<'a>>,
}

/// The entry for `overrides.toml`.
#[derive(Serialize)]
struct Override<'a> {
    address: &'a str,
    set: BTreeMap<&'static str, &'a Value>,
}

#[derive(Serialize)]
struct Place<'a> {
    source: Source,
    label: &'a str,
}

/// Renders findings as one JSON document with a version.
pub fn json<K: Kind>(findings: &[super::Finding<K>]) -> String {
    let findings = findings.iter().map(|(diagnostic, files)| finding(diagnostic, files)).collect();
    let report = Report { version: VERSION, findings };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'a, K: Kind>(diagnostic: &'a Diagnostic<K>, files: &Files) -> Finding<'a> {
    Finding {
        code: diagnostic.code.id(),
        name: diagnostic.code.name(),
        level: K::word(diagnostic.level),
        message: &diagnostic.message,
        subject: &diagnostic.subject,
        place: place(&diagnostic.primary, files),
        related: diagnostic.related.iter().map(|label| place(label, files)).collect(),
        help: diagnostic.help.as_deref(),
        suggestion: diagnostic.suggestion.as_ref().map(offered),
    }
}

fn offered(suggestion: &Suggestion) -> Override<'_> {
    let set = suggestion.set.iter().map(|(key, value)| (*key, value)).collect();
    Override { address: &suggestion.address, set }
}

fn place<'a>(label: &'a Label, files: &Files) -> Place<'a> {
    Place { source: files.source(&label.span), label: &label.message }
}
