//! The plan, without sending anything: every case with its documented sentence, for a reader and for a program.

use std::fmt::{self, Write};

use serde::Serialize;

use super::{JSON_VERSION, counted};
use crate::case::{Case, Level, Missing, Sentence};
use crate::plan::Plan;

/// A plan with the name of the target that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The target.
    pub target: &'a str,
    /// What would be run.
    pub plan: &'a Plan,
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    plans: Vec<PlanView<'a>>,
}

#[derive(Serialize)]
struct PlanView<'a> {
    api: &'a str,
    target: &'a str,
    cases: Vec<CaseView<'a>>,
    missing: &'a [Missing],
}

#[derive(Serialize)]
struct CaseView<'a> {
    id: &'a str,
    level: Level,
    check: &'static str,
    method: &'a str,
    does: &'a str,
    sentence: &'a Sentence,
}

impl<'a> PlanView<'a> {
    fn of(listed: &Listed<'a>) -> Self {
        let plan = listed.plan;
        let cases = plan.cases.iter().map(CaseView::of).collect();
        Self { api: &plan.api.name, target: listed.target, cases, missing: &plan.missing }
    }
}

impl<'a> CaseView<'a> {
    fn of(case: &'a Case) -> Self {
        let Case { id, level, check, method, does, sentence, .. } = case;
        Self { id, level: *level, check, method, does, sentence }
    }
}

/// Writes all plans as one JSON document. The error is that of serialization, which has no cause in practice.
pub fn list_json(plans: &[Listed<'_>]) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Document { version: JSON_VERSION, plans: plans.iter().map(PlanView::of).collect() })
}

/// Writes one line a case, then one a missing case with its reason.
pub fn list(plan: &Plan, out: &mut dyn Write) -> fmt::Result {
    for case in &plan.cases {
        let source = &case.sentence.source;
        let sentence = &case.sentence.text;
        writeln!(out, "{:<7} {}   {}:{} \"{sentence}\"", case.level.word(), case.id, source.file, source.line)?;
    }
    for missing in &plan.missing {
        writeln!(out, "missing {}   {}", missing.id, missing.reason)?;
    }
    writeln!(out, "{}: {}, {} missing", plan.api.name, counted(plan.cases.len(), "case"), plan.missing.len())
}
