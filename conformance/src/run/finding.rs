//! Failures with one cause are one finding.

use std::collections::BTreeMap;

use serde::Serialize;

use super::consequences;
use super::folding;
use super::outcome::Failure;
use super::verdict::{Ended, Verdict};
use crate::case::{Level, Sentence};
use crate::judge::Problem;

/// One defect: failures with the same cause.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The first case that met it.
    pub id: String,
    /// How binding the sentence is.
    pub level: Level,
    /// The check.
    pub check: &'static str,
    /// The method.
    pub method: String,
    /// The documented sentence that was broken.
    pub sentence: Sentence,
    /// What the request does.
    pub does: String,
    /// What was expected, what came, and how to see it again.
    #[serde(flatten)]
    pub failure: Failure,
    /// The ids of the other cases that met it.
    pub also: Vec<String>,
    /// Where it shows, in words, if that is more than one place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub across: Option<String>,
    /// How it shows in the other places, one of each kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub folded: Vec<Folded>,
}

/// One more way in which a defect shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Folded {
    /// The first case that met it so.
    pub id: String,
    /// What was expected, and what came.
    #[serde(flatten)]
    pub problem: Problem,
}

/// The findings among the cases that ended so, in the order of the plan. A cause hides no other of the same case.
pub(super) fn grouped(cases: &[Verdict], ended: Ended) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut by_cause = BTreeMap::new();
    for case in cases.iter().filter(|case| case.ended == ended) {
        for failure in &case.failures {
            let known = by_cause.get(&failure.problem.cause).and_then(|position: &usize| findings.get_mut(*position));
            if let Some(finding) = known {
                if finding.id != case.id && finding.also.last() != Some(&case.id) {
                    finding.also.push(case.id.clone());
                }
                continue;
            }
            by_cause.insert(&failure.problem.cause, findings.len());
            findings.push(Finding::of(case, failure));
        }
    }
    consequences::joined(folding::folded(findings, cases))
}

impl Finding {
    fn of(case: &Verdict, failure: &Failure) -> Self {
        Self {
            id: case.id.clone(),
            level: case.level,
            check: case.check,
            method: case.method.clone(),
            sentence: case.sentence.clone(),
            does: case.does.clone(),
            failure: failure.clone(),
            also: Vec::new(),
            across: None,
            folded: Vec::new(),
        }
    }
}
