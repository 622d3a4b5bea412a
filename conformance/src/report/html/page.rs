//! The page as a whole.

use askama::Template;

use super::cover::{Cover, GapGroup, covers, gap_groups};
use super::findings::{FindingView, Group, groups};
use super::matrix::Matrix;
use super::{Reason, by_reason};
use crate::report::{Report, Stale, Unheld};
use crate::run::{Leftover, Summary};

#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct Page<'a> {
    version: &'static str,
    title: String,
    verdict: Banner,
    runs: Vec<RunView<'a>>,
    unheld: &'a [Unheld],
    stale: &'a [Stale],
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
    ending: Option<String>,
    bar: Vec<Part>,
    passed: usize,
    failed: usize,
    known: usize,
    missing: usize,
    requests: usize,
    retries: usize,
    seconds: String,
    seed: u64,
    coverage: Vec<Cover>,
    gaps: Vec<GapGroup>,
    matrix: Matrix,
    findings: Vec<&'a str>,
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
            unheld: report.unheld,
            stale: report.stale,
        }
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
            (_, 1) => ("failed", "✗", "1 defect found".to_owned()),
            (_, 2..) => ("failed", "✗", format!("{findings} defects found")),
            _ if stale > 0 => ("failed", "✗", "The known failures are out of date".to_owned()),
            _ if !report.unheld.is_empty() => ("ended", "!", "Not every target was held to account".to_owned()),
            _ if report.runs.iter().any(|run| !run.broken.is_empty()) => {
                ("ended", "!", "A defect of doctract kept cases from being judged".to_owned())
            }
            _ if ended => ("ended", "!", "Ended early, nothing found so far".to_owned()),
            _ => ("passed", "✓", "Every tested promise is kept".to_owned()),
        };
        let apis = report.runs.len();
        let apis = if apis == 1 { "1 API".to_owned() } else { format!("{apis} APIs") };
        let missing = sum(|run| run.missing.len());
        let lead =
            format!("{apis}, {ran} cases: {} passed, {failed} failed, {missing} not tested.", sum(|run| run.passed));
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
            ending: run.ending.as_ref().map(ToString::to_string),
            bar: bar.into_iter().filter(|(_, count)| *count > 0).map(|(class, count)| Part { class, count }).collect(),
            passed: run.passed,
            failed: run.failed,
            known: run.known,
            missing,
            requests: run.requests,
            retries: run.retries,
            seconds: format!("{:.1}", run.seconds),
            seed: run.seed,
            coverage: covers(&run.coverage),
            gaps: gap_groups(&run.coverage),
            matrix: Matrix::of(run, failed),
            findings: run.findings.iter().map(|finding| finding.id.as_str()).collect(),
            groups,
            leftovers: &run.leftovers,
            reasons: by_reason(run.missing.iter().map(|one| (one.id.as_str(), one.reason.as_str()))),
            anchor,
        }
    }
}
