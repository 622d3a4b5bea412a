//! The plan for a reader: every case with its documented sentence, without sending anything.

use std::fmt::{self, Write};

use crate::plan::Plan;

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
    writeln!(out, "{}: {} cases, {} missing", plan.api.name, plan.cases.len(), plan.missing.len())
}
