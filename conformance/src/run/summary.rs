//! The verdict of a run, and what it covers.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::entities::Leftover;
use super::outcome::{Failure, Outcome, Status};
use super::stop::Ending;
use crate::case::{Case, Level, Missing, Sentence};
use crate::plan::{Plan, spots};

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
}

/// So many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// So many.
    pub exercised: usize,
    /// Of how many.
    pub documented: usize,
}

/// How much of the documents the cases that ran cover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Methods that were called.
    pub methods: Ratio,
    /// Parameters, nested ones too, at which a case aimed.
    pub params: Ratio,
    /// Rules (a check at a parameter or method) of those that were planned or missing.
    pub rules: Ratio,
}

/// The outcome of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The API.
    pub api: String,
    /// How many cases kept their promise.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// The defects, in the order of the plan.
    pub findings: Vec<Finding>,
    /// What was seen where the documents are silent.
    pub infos: Vec<Finding>,
    /// What was not tested.
    pub missing: Vec<Missing>,
    /// What the run made and could not take away.
    pub leftovers: Vec<Leftover>,
    /// How many requests were sent.
    pub requests: usize,
    /// How many of them were sent because the network had failed before.
    pub retries: usize,
    /// The cases of which a request had to be sent again, by their ids.
    pub retried: Vec<String>,
    /// How long the cases took together.
    pub seconds: f64,
    /// Why the run ended before all cases had run.
    pub ending: Option<Ending>,
    /// How much was covered.
    pub coverage: Coverage,
}

impl Summary {
    pub(super) fn of(plan: &Plan, outcomes: Vec<Outcome>, leftovers: Vec<Leftover>, traffic: (usize, usize)) -> Self {
        let mut summary = Self {
            api: plan.api.name.clone(),
            passed: 0,
            failed: 0,
            findings: Vec::new(),
            infos: Vec::new(),
            missing: plan.missing.clone(),
            leftovers,
            requests: traffic.0,
            retries: traffic.1,
            retried: Vec::new(),
            seconds: 0.0,
            ending: None,
            coverage: Coverage::default(),
        };
        let ran = summary.sort(plan, outcomes);
        summary.coverage = coverage(plan, &ran, &summary.missing);
        summary
    }

    /// Puts each outcome where it belongs; gives the cases that ran.
    fn sort<'p>(&mut self, plan: &'p Plan, outcomes: Vec<Outcome>) -> Vec<&'p Case> {
        let mut by_cause = BTreeMap::new();
        let mut ran = Vec::new();
        for outcome in outcomes {
            let case = &plan.cases[outcome.position];
            self.retried.extend((outcome.retries > 0).then(|| case.id.clone()));
            match outcome.status {
                Status::Passed => self.passed += 1,
                Status::Failed(failures) => self.fail(case, failures, &mut by_cause),
                Status::Missing(reason) => {
                    self.missing.push(case.not_run(reason));
                    continue;
                }
            }
            ran.push(case);
        }
        ran
    }

    /// How many cases ran.
    pub fn cases(&self) -> usize {
        self.passed + self.failed
    }

    /// The exit code: 0 for all kept, 1 for findings, 4 for nothing run, 130 for a run that was interrupted.
    pub fn exit_code(&self) -> u8 {
        match (self.cases(), self.failed) {
            _ if self.ending == Some(Ending::Interrupted) => 130,
            (0, _) => 4,
            (_, 0) => 0,
            _ => 1,
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

    fn fail(&mut self, case: &Case, failures: Vec<Failure>, by_cause: &mut BTreeMap<(String, bool), usize>) {
        let info = case.level == Level::Info;
        if info {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        let findings = if info { &mut self.infos } else { &mut self.findings };
        for failure in failures {
            let key = (failure.problem.cause.clone(), info);
            let known = by_cause.get(&key).and_then(|position| findings.get_mut(*position));
            if let Some(finding) = known {
                if finding.id != case.id && finding.also.last() != Some(&case.id) {
                    finding.also.push(case.id.clone());
                }
                continue;
            }
            by_cause.insert(key, findings.len());
            findings.push(Finding {
                id: case.id.clone(),
                level: case.level,
                check: case.check,
                method: case.method.clone(),
                sentence: case.sentence.clone(),
                does: case.does.clone(),
                failure,
                also: Vec::new(),
            });
        }
    }
}

fn coverage(plan: &Plan, ran: &[&Case], missing: &[Missing]) -> Coverage {
    let methods: BTreeSet<&str> = ran.iter().map(|case| case.method.as_str()).collect();
    let params: BTreeSet<String> = ran
        .iter()
        .filter_map(|case| case.param.as_ref().map(|param| format!("{} {}", case.method, param.dotted())))
        .collect();
    let documented: BTreeSet<String> = plan
        .api
        .methods
        .iter()
        .flat_map(|method| spots(method).into_iter().map(|spot| format!("{} {}", method.name, spot.path.dotted())))
        .collect();
    Coverage {
        methods: Ratio { exercised: methods.len(), documented: plan.api.methods.len() },
        params: Ratio { exercised: params.intersection(&documented).count(), documented: documented.len() },
        rules: Ratio { exercised: ran.len(), documented: ran.len() + missing.len() },
    }
}
