//! The picture of methods and checks.

use std::collections::BTreeMap;

use super::findings::FindingView;
use super::pieces;
use crate::run::{Ended, Summary};

/// How many characters of a name stand beside the cells of a wide screen.
const SHORT: usize = 44;

/// How the cases of one check at one method ended.
#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    known: usize,
    seen: usize,
    missing: usize,
    first_failed: Option<String>,
}

/// The picture.
pub(super) struct Matrix {
    pub(super) checks: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A method.
pub(super) struct Row {
    pub(super) method: Vec<String>,
    /// Whether its name need not be broken on a wide screen.
    pub(super) is_short: bool,
    pub(super) cells: Vec<Cell>,
}

/// A check at a method.
pub(super) struct Cell {
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) link: Option<String>,
}

impl Matrix {
    pub(super) fn of(run: &Summary, findings: &[FindingView]) -> Self {
        let (mut methods, mut checks): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        let mut counts: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
        let ran = run.cases.iter().map(|case| (case.method.as_str(), case.check, Some(case)));
        let missing = run.missing.iter().map(|missing| (missing.method.as_str(), missing.check, None));
        for (method, check, case) in ran.chain(missing) {
            if !methods.contains(&method) {
                methods.push(method);
            }
            if !checks.contains(&check) {
                checks.push(check);
            }
            let count = counts.entry((method, check)).or_default();
            match case.map(|case| case.ended) {
                None => count.missing += 1,
                Some(Ended::Passed) => count.passed += 1,
                Some(Ended::Known) => count.known += 1,
                Some(Ended::Seen) => count.seen += 1,
                Some(Ended::Failed) => {
                    count.failed += 1;
                    count.first_failed = count.first_failed.take().or(case.map(|case| case.id.clone()));
                }
            }
        }
        let row = |method: &&str| {
            let cell = |check: &&str| Cell::of(method, check, counts.get(&(*method, *check)), findings);
            Row {
                method: pieces(method),
                is_short: method.chars().count() <= SHORT,
                cells: checks.iter().map(cell).collect(),
            }
        };
        let rows = methods.iter().map(row).collect();
        Self { rows, checks: checks.iter().map(|check| check.replace('_', " ")).collect() }
    }
}

impl Cell {
    fn of(method: &str, check: &str, counts: Option<&Counts>, findings: &[FindingView]) -> Self {
        let check = check.replace('_', " ");
        let Some(counts) = counts else {
            let title = format!("{method}, {check}: nothing documented");
            return Self { class: "none", title, text: String::new(), link: None };
        };
        let all = [
            ("failed", counts.failed, "failed"),
            ("known", counts.known, "known to fail"),
            ("seen", counts.seen, "seen"),
            ("passed", counts.passed, "passed"),
            ("missing", counts.missing, "not tested"),
        ];
        let some: Vec<_> = all.into_iter().filter(|(_, count, _)| *count > 0).collect();
        let words: Vec<String> = some.iter().map(|(_, count, word)| format!("{count} {word}")).collect();
        let (class, count, _) = some.first().copied().unwrap_or(("none", 0, ""));
        let first = counts.first_failed.as_ref();
        let met = |finding: &&FindingView| {
            first.is_some_and(|id| &finding.id == id || finding.also.iter().any(|also| &also.id == id))
        };
        let link = findings.iter().find(met).map(|finding| finding.anchor.clone());
        Self { class, title: format!("{method}, {check}: {}", words.join(", ")), text: count.to_string(), link }
    }
}
