//! The verdict of a run, and what it covers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::coverage::{self, Coverage};
use super::entities::Leftover;
use super::finding::{Finding, grouped};
use super::outcome::{Outcome, Status};
use super::seen::Sightings;
use super::stop::Ending;
use super::verdict::{Ended, Verdict};
use crate::case::Missing;
use crate::check::UNDEMONSTRATED;
use crate::plan::Plan;

/// The outcome of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The API.
    pub api: String,
    /// The name of the target; its base URL where it has none.
    pub target: String,
    /// The base URL where it was held to account.
    pub url: String,
    /// The seed with which the run can be repeated.
    pub seed: u64,
    /// How many cases kept their promise.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// How many did not, as was known before.
    pub known: usize,
    /// The defects, in the order of the plan.
    pub findings: Vec<Finding>,
    /// The defects that were known before.
    pub known_findings: Vec<Finding>,
    /// What was seen where the documents are silent.
    pub infos: Vec<Finding>,
    /// What was not tested.
    pub missing: Vec<Missing>,
    /// The ids of those that a defect of the suite itself kept from their end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<String>,
    /// What the run made and could not take away.
    pub leftovers: Vec<Leftover>,
    /// How many requests were sent.
    pub requests: usize,
    /// How many of them were sent because the network had failed before.
    pub retries: usize,
    /// How long the cases took together.
    pub seconds: f64,
    /// Why the run ended before all cases had run.
    pub ending: Option<Ending>,
    /// How much was covered.
    pub coverage: Coverage,
    /// Every case that ran, in the order of the plan.
    pub cases: Vec<Verdict>,
}

/// What the plan has no case for, without the errors that a target answered by itself.
fn unanswered(plan: &Plan, seen: &Sightings) -> Vec<Missing> {
    let answered = |missing: &Missing| {
        let name = missing.id.rsplit_once("/error.").filter(|_| missing.check == UNDEMONSTRATED);
        name.is_some_and(|(_, name)| seen.has_error(&plan.api, name))
    };
    plan.missing.iter().filter(|missing| !answered(missing)).cloned().collect()
}

impl Summary {
    pub(super) fn of(plan: &Plan, outcomes: Vec<Outcome>, seen: &Sightings) -> Self {
        let mut missing = unanswered(plan, seen);
        let (mut cases, mut broken) = (Vec::new(), Vec::new());
        for outcome in outcomes {
            let case = &plan.cases[outcome.position];
            if outcome.status == Status::Broken {
                broken.push(case.id.clone());
            }
            match Verdict::of(case, outcome) {
                Ok(verdict) => cases.push(verdict),
                Err(reason) => missing.push(case.not_run(reason)),
            }
        }
        let mut summary = Self {
            api: plan.api.name.clone(),
            target: String::new(),
            url: String::new(),
            seed: plan.seed,
            passed: 0,
            failed: 0,
            known: 0,
            findings: Vec::new(),
            known_findings: Vec::new(),
            infos: Vec::new(),
            coverage: coverage::coverage(plan, &cases, &missing, seen),
            missing,
            broken,
            leftovers: Vec::new(),
            requests: 0,
            retries: 0,
            seconds: 0.0,
            ending: None,
            cases,
        };
        summary.count();
        summary
    }

    /// Takes the failures for which `reason` has one (given the id of the case) as known.
    pub fn excuse(&mut self, reason: impl Fn(&str) -> Option<String>) {
        for case in self.cases.iter_mut().filter(|case| case.ended == Ended::Failed) {
            case.known = reason(&case.id);
            if case.known.is_some() {
                case.ended = Ended::Known;
            }
        }
        self.count();
    }

    fn count(&mut self) {
        let count = |ended: &[Ended]| self.cases.iter().filter(|case| ended.contains(&case.ended)).count();
        (self.failed, self.known) = (count(&[Ended::Failed]), count(&[Ended::Known]));
        self.passed = count(&[Ended::Passed, Ended::Seen]);
        self.findings = grouped(&self.cases, Ended::Failed);
        self.known_findings = grouped(&self.cases, Ended::Known);
        self.infos = grouped(&self.cases, Ended::Seen);
    }

    /// How many cases ran.
    pub fn ran(&self) -> usize {
        self.cases.len()
    }

    /// How many requests were answered in a second.
    pub fn rate(&self) -> f64 {
        // A run of no time at all has no rate.
        let requests = f64::from(u32::try_from(self.requests).unwrap_or(u32::MAX));
        if self.seconds > 0.0 { requests / self.seconds } else { 0.0 }
    }

    /// The exit code: 0 for all kept, 1 for findings, 2 for a defect of the suite, 3 for a target that did not let the run come to its end,
    /// 4 for nothing run, 130 for a run that was interrupted. A run that had a time and used it up did what was asked for.
    pub fn exit_code(&self) -> u8 {
        match (&self.ending, self.ran(), self.failed) {
            (Some(Ending::Interrupted), ..) => 130,
            _ if !self.broken.is_empty() => 2,
            (_, _, 1..) => 1,
            (Some(Ending::Silent(_) | Ending::Limited(..)), ..) => 3,
            (_, 0, _) => 4,
            (None | Some(Ending::OutOfTime(_)), ..) => 0,
        }
    }

    /// How many cases are missing, by the reason.
    pub fn missing_by_reason(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for missing in &self.missing {
            *counts.entry(missing.reason.as_str()).or_default() += 1;
        }
        counts
    }
}
