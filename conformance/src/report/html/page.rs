//! The page as a whole.

use askama::Template;

use super::cover::{Cover, GapGroup, covers, gap_groups};
use super::findings::{FindingView, Group, groups};
use super::matrix::Matrix;
use super::{Reason, Word, by_reason, pieces, words};
use crate::report::{Report, Stale, Unheld, counted};
use crate::run::{Leftover, Summary};

#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct Page<'a> {
    version: &'static str,
    title: String,
    verdict: Banner,
    runs: Vec<RunView<'a>>,
    unheld: Vec<Note>,
    stale: Vec<Note>,
    command: Option<&'a str>,
}

/// Something that is told ahead of all runs.
struct Note {
    name: Vec<String>,
    reason: Vec<Word>,
    place: String,
}

struct Banner {
    class: &'static str,
    mark: &'static str,
    headline: String,
    lead: String,
}

struct Part {
    class: &'static str,
    count: usize,
}

struct RunView<'a> {
    anchor: String,
    class: &'static str,
    api: &'a str,
    target: &'a str,
    url: &'a str,
    ending: Option<String>,
    bar: Vec<Part>,
    passed: usize,
    failed: usize,
    known: usize,
    missing: usize,
    requests: String,
    retries: usize,
    seconds: String,
    seed: u64,
    coverage: Vec<Cover>,
    gaps: Vec<GapGroup>,
    matrix: Matrix,
    defects: String,
    findings: usize,
    groups: Vec<Group>,
    leftovers: &'a [Leftover],
    reasons: Vec<Reason>,
}

impl<'a> Page<'a> {
    pub(super) fn of(report: Report<'a>) -> Self {
        let verdict = Banner::of(report);
        let names: Vec<&str> = report.runs.iter().map(|run| run.api.as_str()).collect();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            title: format!("{}: {}", names.join(", "), verdict.headline),
            verdict,
            runs: report.runs.iter().enumerate().map(|(at, run)| RunView::of(run, at)).collect(),
            unheld: report.unheld.iter().map(Note::unheld).collect(),
            stale: report.stale.iter().map(Note::stale).collect(),
            command: report.command,
        }
    }
}

impl Note {
    fn unheld(unheld: &Unheld) -> Self {
        Self { name: pieces(&unheld.name()), reason: words(&unheld.reason), place: String::new() }
    }

    fn stale(stale: &Stale) -> Self {
        let place = format!("{}:{}", stale.file, stale.line);
        Self { name: pieces(&stale.case), reason: words(&stale.reason), place }
    }
}

impl Banner {
    fn of(report: Report<'_>) -> Self {
        let sum = |count: fn(&Summary) -> usize| report.runs.iter().map(count).sum::<usize>();
        let (ran, failed, findings) = (sum(Summary::ran), sum(|run| run.failed), sum(|run| run.findings.len()));
        let ended = report.runs.iter().any(|run| run.ending.is_some());
        let stale = report.stale.len();
        let (class, mark, headline) = match (ran, findings) {
            (0, _) => ("nothing", "?", "Nothing was tested".to_owned()),
            (_, 1..) => ("failed", "✗", format!("{} found", counted(findings, "defect"))),
            _ if stale > 0 => ("failed", "✗", "The known failures are out of date".to_owned()),
            _ if !report.unheld.is_empty() => ("ended", "!", "Not every target was held to account".to_owned()),
            _ if report.runs.iter().any(|run| !run.broken.is_empty()) => {
                ("ended", "!", "A defect of doctract kept cases from being judged".to_owned())
            }
            _ if ended => ("ended", "!", "Ended early, nothing found so far".to_owned()),
            _ => ("passed", "✓", "Every tested promise is kept".to_owned()),
        };
        let (apis, ran) = (counted(report.runs.len(), "API"), counted(ran, "case"));
        let missing = sum(|run| run.missing.len());
        let lead = format!("{apis}, {ran}: {} passed, {failed} failed, {missing} not tested.", sum(|run| run.passed));
        Self { class, mark, headline, lead }
    }
}

impl<'a> RunView<'a> {
    fn of(run: &'a Summary, at: usize) -> Self {
        let anchor = format!("run-{}", at + 1);
        let missing = run.missing.len();
        let bar = [("passed", run.passed), ("failed", run.failed), ("known", run.known), ("missing", missing)];
        let groups = groups(run, &anchor);
        let failed: &[FindingView] =
            groups.iter().find(|group| group.class == "failed").map_or(&[], |group| group.findings.as_slice());
        Self {
            class: match (run.ran(), run.failed) {
                (0, _) => "nothing",
                (_, 0) => "passed",
                _ => "failed",
            },
            api: &run.api,
            target: &run.target,
            url: &run.url,
            ending: run.ending.as_ref().map(ToString::to_string),
            bar: bar.into_iter().filter(|(_, count)| *count > 0).map(|(class, count)| Part { class, count }).collect(),
            passed: run.passed,
            failed: run.failed,
            known: run.known,
            missing,
            requests: counted(run.requests, "request"),
            retries: run.retries,
            seconds: format!("{:.1}", run.seconds),
            seed: run.seed,
            coverage: covers(&run.coverage),
            gaps: gap_groups(&run.coverage),
            matrix: Matrix::of(run, failed),
            defects: counted(run.findings.len(), "defect"),
            findings: run.findings.len(),
            groups,
            leftovers: &run.leftovers,
            reasons: by_reason(run.missing.iter().map(|one| (one.id.as_str(), one.reason.as_str()))),
            anchor,
        }
    }
}
