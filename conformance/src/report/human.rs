//! The report for a reader at a terminal.

use std::fmt::{self, Write};

use super::{Report, counted};
use crate::run::{Finding, Ratio, Summary};

/// How many ids of further cases, and how many of reasons, are named one by one.
const NAMED: usize = 5;

/// How many leftovers are named one by one; the ledger has them all.
const LEFT: usize = 10;

/// Writes the findings of all runs, each with its summary.
pub fn human(report: Report<'_>, out: &mut dyn Write) -> fmt::Result {
    for summary in report.runs {
        run(summary, out)?;
    }
    for unheld in report.unheld {
        writeln!(out, "NOT RUN {}: {}", unheld.name(), unheld.reason)?;
    }
    for stale in report.stale {
        writeln!(out, "STALE {}:{} `{}` {}", stale.file, stale.line, stale.case, stale.reason)?;
    }
    Ok(())
}

fn run(summary: &Summary, out: &mut dyn Write) -> fmt::Result {
    for finding in &summary.findings {
        one(finding, "FAIL", out)?;
    }
    for finding in &summary.known_findings {
        one(finding, "KNOWN", out)?;
    }
    for finding in &summary.infos {
        one(finding, "SEEN", out)?;
    }
    totals(summary, out)?;
    for leftover in summary.leftovers.iter().take(LEFT) {
        writeln!(out, "LEFT {} {}: {}", leftover.method, leftover.id, leftover.reason)?;
    }
    let rest = summary.leftovers.len().saturating_sub(LEFT);
    if rest > 0 {
        writeln!(out, "LEFT {rest} more")?;
    }
    Ok(())
}

fn one(finding: &Finding, verdict: &str, out: &mut dyn Write) -> fmt::Result {
    let source = &finding.sentence.source;
    writeln!(
        out,
        "{verdict} {:<6} {}   {}:{} \"{}\"",
        finding.level.word(),
        finding.id,
        source.file,
        source.line,
        finding.sentence.text
    )?;
    let problem = &finding.failure.problem;
    writeln!(out, "     {}, expected {}, got {}", finding.does, problem.expected, problem.got)?;
    if let Some(across) = &finding.across {
        writeln!(out, "     {across}, as")?;
        for folded in finding.folded.iter().take(NAMED) {
            writeln!(out, "       {}: expected {}, got {}", folded.id, folded.problem.expected, folded.problem.got)?;
        }
    }
    if !finding.also.is_empty() {
        let named: Vec<&str> = finding.also.iter().take(NAMED).map(String::as_str).collect();
        let more = finding.also.len().saturating_sub(NAMED);
        let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
        writeln!(out, "     also seen in {}{rest}", named.join(", "))?;
    }
    writeln!(out, "     {}\n", finding.failure.curl)
}

fn totals(summary: &Summary, out: &mut dyn Write) -> fmt::Result {
    let known = if summary.known == 0 { String::new() } else { format!(", {} known", summary.known) };
    writeln!(
        out,
        "{}: {}, {} passed, {} failed ({}){known}, {} missing, {} in {:.1} s ({:.0} a second), seed {}",
        summary.api,
        counted(summary.ran(), "case"),
        summary.passed,
        summary.failed,
        counted(summary.findings.len(), "finding"),
        summary.missing.len(),
        counted(summary.requests, "request"),
        summary.seconds,
        summary.rate(),
        summary.seed
    )?;
    let mut reasons: Vec<(&str, usize)> = summary.missing_by_reason().into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (reason, count) in reasons.iter().take(NAMED) {
        writeln!(out, "     missing {count}: {reason}")?;
    }
    if reasons.len() > NAMED {
        let rest: usize = reasons[NAMED..].iter().map(|(_, count)| count).sum();
        writeln!(out, "     missing {rest}: for {}", counted(reasons.len() - NAMED, "other reason"))?;
    }
    covered(summary, out)?;
    unstable(summary, out)?;
    if let Some(ending) = &summary.ending {
        writeln!(out, "     ended early: {ending}")?;
    }
    if !summary.broken.is_empty() {
        let ids = summary.broken.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        writeln!(out, "     {} not judged for a defect of doctract itself: {ids}", summary.broken.len())?;
    }
    if summary.ran() == 0 {
        writeln!(out, "     nothing was run")?;
    }
    Ok(())
}

fn covered(summary: &Summary, out: &mut dyn Write) -> fmt::Result {
    let ratio = |ratio: Ratio| format!("{} of {}", ratio.exercised, ratio.documented);
    let coverage = &summary.coverage;
    writeln!(
        out,
        "     covered: methods {}, parameters {}, response fields {}, errors {}, rules {}",
        ratio(coverage.methods),
        ratio(coverage.params),
        ratio(coverage.fields),
        ratio(coverage.errors),
        ratio(coverage.rules)
    )
}

/// The cases of which a request had to be sent again: whatever they say, the network had a part in it.
fn unstable(summary: &Summary, out: &mut dyn Write) -> fmt::Result {
    let ids: Vec<&str> = summary.cases.iter().filter(|case| case.retries > 0).map(|case| case.id.as_str()).collect();
    if summary.retries == 0 {
        return Ok(());
    }
    let more = if ids.len() > NAMED { format!(" and {} more", ids.len() - NAMED) } else { String::new() };
    let named = ids.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
    let named = if named.is_empty() { named } else { format!(": {named}{more}") };
    writeln!(out, "     {} sent again after the network failed{named}", counted(summary.retries, "request"))
}
