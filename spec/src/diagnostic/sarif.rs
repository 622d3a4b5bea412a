//! Findings as SARIF 2.1.0 (OASIS), which code scanning services take in.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Diagnostic, Finding, Kind, Label, Level};
use crate::files::Files;

/// Where the schema of the format stands.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Renders findings as one run. Every kind of them is among the rules, with its explanation as help.
pub fn sarif<K: Kind>(findings: &[Finding<K>]) -> String {
    let rules: Vec<_> = K::all().iter().map(|code| rule(*code)).collect();
    let results: Vec<_> = findings.iter().map(|(found, files)| result(found, files)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "doctract", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule<K: Kind>(code: K) -> Value {
    let explanation = code.explanation();
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": { "text": code.summary() },
        "help": { "text": explanation, "markdown": explanation },
        "defaultConfiguration": { "level": level::<K>(code.level()) },
    })
}

/// The words of SARIF are those of our own levels.
fn level<K: Kind>(level: Level) -> &'static str {
    K::severity(level).name()
}

fn result<K: Kind>(found: &Diagnostic<K>, files: &Files) -> Value {
    let related = found.related.iter().enumerate().map(|(at, label)| {
        let mut place = location(label, files);
        place["id"] = json!(at);
        place["message"] = json!({ "text": text(&label.message) });
        place
    });
    let message = match found.help_text() {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    json!({
        "ruleId": found.code.id(),
        "ruleIndex": K::all().iter().position(|code| *code == found.code),
        "level": level::<K>(found.level),
        "message": { "text": message },
        "locations": [location(&found.primary, files)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "doctract/v1": super::baseline::fingerprint(found, files) },
    })
}

/// A message may not be empty (SARIF 2.1.0, 3.11.8).
fn text(message: &str) -> &str {
    if message.is_empty() { "here" } else { message }
}

fn location(label: &Label, files: &Files) -> Value {
    let region = files.region(&label.span);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&region.start.file) },
        "region": {
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        },
    } })
}

/// A path as a relative reference (RFC 3986, 4.2): everything but unreserved characters and `/` is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_becomes_a_relative_reference() {
        assert_eq!(super::uri("docs/a b/é:1.md"), "docs/a%20b/%C3%A9%3A1.md");
    }
}
