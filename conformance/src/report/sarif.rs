//! SARIF 2.1.0, as code hosts read it: every finding points to the sentence in the documents that was broken.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Report, Stale, Unheld};
use crate::case::Level;
use crate::run::{Finding, Summary};
use crate::unique::hash;

/// Writes all runs as one document. The error is that of serialization, which has no cause in practice.
pub fn sarif(report: Report<'_>) -> Result<String, serde_json::Error> {
    let outdated = (!report.stale.is_empty()).then(|| outdated(report.stale));
    let not_run = (!report.unheld.is_empty()).then(|| not_run(report.unheld));
    let runs: Vec<Value> = report.runs.iter().map(run).chain(not_run).chain(outdated).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": runs,
    });
    serde_json::to_string_pretty(&document)
}

fn run(summary: &Summary) -> Value {
    let new = summary.findings.iter().map(|finding| result(summary, finding, None));
    let reason = |finding: &Finding| {
        let case = summary.cases.iter().find(|case| case.id == finding.id);
        case.and_then(|case| case.known.clone()).unwrap_or_default()
    };
    let known = summary.known_findings.iter().map(|finding| result(summary, finding, Some(reason(finding))));
    let infos = summary.infos.iter().map(|finding| result(summary, finding, None));
    let rules: BTreeSet<&str> = summary.cases.iter().map(|case| case.check).collect();
    let rules: Vec<Value> = rules.into_iter().map(rule).collect();
    json!({
        "tool": {"driver": {
            "name": "doctract",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        }},
        "automationDetails": {"id": format!("conformance/{}/", summary.api)},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": summary.ending.is_none() && summary.broken.is_empty()}],
        "results": new.chain(known).chain(infos).collect::<Vec<_>>(),
    })
}

/// The targets that could not be held to account: an invocation that was no success (SARIF 2.1.0, section 3.20.14).
fn not_run(unheld: &[Unheld]) -> Value {
    let notification = |one: &Unheld| {
        let text = format!("{}: {}", one.name(), one.reason);
        json!({"level": "error", "message": {"text": text}})
    };
    let notifications: Vec<Value> = unheld.iter().map(notification).collect();
    json!({
        "tool": {"driver": {"name": "doctract", "version": env!("CARGO_PKG_VERSION")}},
        "automationDetails": {"id": "conformance/targets/"},
        "invocations": [{"executionSuccessful": false, "toolExecutionNotifications": notifications}],
        "results": [],
    })
}

/// The list of known failures is held to account in a run of its own.
fn outdated(stale: &[Stale]) -> Value {
    let results = stale.iter().map(|one| {
        json!({
            "ruleId": "known_failures",
            "level": "error",
            "message": {"text": format!("{}: {}", one.case, one.reason)},
            "locations": [{"physicalLocation": {
                "artifactLocation": {"uri": uri(&one.file)}, "region": {"startLine": one.line.max(1)},
            }}],
        })
    });
    json!({
        "tool": {"driver": {
            "name": "doctract", "version": env!("CARGO_PKG_VERSION"), "rules": [rule("known_failures")],
        }},
        "automationDetails": {"id": "conformance/known-failures/"},
        "results": results.collect::<Vec<_>>(),
    })
}

fn rule(check: &str) -> Value {
    let words = check.replace('_', " ");
    json!({
        "id": check,
        "name": check,
        "shortDescription": {"text": format!("The implementation keeps the documents: {words}")},
    })
}

fn result(summary: &Summary, finding: &Finding, known: Option<String>) -> Value {
    let problem = &finding.failure.problem;
    let sentence = &finding.sentence;
    let level = match finding.level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::Info => "note",
    };
    let text = format!(
        "{} ({}): {}, expected {}, got {}. The documents: \"{}\"",
        finding.id, summary.api, finding.does, problem.expected, problem.got, sentence.text
    );
    let mut result = json!({
        "ruleId": finding.check,
        "level": level,
        "kind": if finding.level == Level::Info { "informational" } else { "fail" },
        "message": {"text": text},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&sentence.source.file)},
            "region": {"startLine": sentence.source.line.max(1), "startColumn": sentence.source.column.max(1)},
        }}],
        "partialFingerprints": {"cause/v1": format!("{:016x}", hash(format!("{}\n{}", summary.api, problem.cause).as_bytes()))},
        "properties": {
            "case": finding.id, "also": finding.also, "target": summary.target, "expected": problem.expected,
            "got": problem.got, "curl": finding.failure.curl, "answer": finding.failure.answer,
        },
    });
    if finding.level == Level::Info {
        // With any kind but `fail` the level is `none` (SARIF 2.1.0, section 3.27.10).
        result["level"] = json!("none");
    }
    if let Some(reason) = known {
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": reason}]);
    }
    result
}

/// A path as a relative URI reference (RFC 3986, section 4.2): what is no part of a path segment is percent-encoded.
fn uri(path: &str) -> String {
    path.replace('\\', "/").split('/').map(crate::request::percent_encode).collect::<Vec<_>>().join("/")
}
