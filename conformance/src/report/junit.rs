//! `JUnit` XML, as build servers read it: one suite an API, one test case a rule.

use std::fmt::Write as _;

use super::escape::xml;
use super::{Report, Stale, Unheld};
use crate::run::{Ended, Failure, Summary, Verdict};

/// Writes all runs as one document.
pub fn junit(report: Report<'_>) -> String {
    let Report { runs, unheld, stale, .. } = report;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let sum = |count: fn(&Summary) -> usize| runs.iter().map(count).sum::<usize>();
    let tests = sum(|run| run.ran() + run.missing.len()) + unheld.len() + stale.len();
    // A sum of nothing would be a negative zero.
    let seconds = runs.iter().fold(0.0, |sum, run| sum + run.seconds);
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"doctract\" tests=\"{tests}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{seconds:.3}\">",
        sum(|run| run.failed) + stale.len(),
        sum(|run| run.broken.len()) + unheld.len(),
        sum(skipped)
    );
    for run in runs {
        suite(run, &mut out);
    }
    not_run(unheld, &mut out);
    outdated(stale, &mut out);
    out.push_str("</testsuites>\n");
    out
}

fn skipped(run: &Summary) -> usize {
    run.missing.len() - run.broken.len() + run.known
}

/// The targets that could not be held to account, each an error.
fn not_run(unheld: &[Unheld], out: &mut String) {
    if unheld.is_empty() {
        return;
    }
    let count = unheld.len();
    let _ = writeln!(out, "  <testsuite name=\"targets\" tests=\"{count}\" failures=\"0\" errors=\"{count}\">");
    for one in unheld {
        let _ = writeln!(
            out,
            "    <testcase name=\"{}\" classname=\"targets\"><error message=\"{}\"/></testcase>",
            xml(&one.name()),
            xml(&one.reason)
        );
    }
    out.push_str("  </testsuite>\n");
}

fn outdated(stale: &[Stale], out: &mut String) {
    if stale.is_empty() {
        return;
    }
    let count = stale.len();
    let _ = writeln!(out, "  <testsuite name=\"known failures\" tests=\"{count}\" failures=\"{count}\">");
    for one in stale {
        let _ = writeln!(
            out,
            "    <testcase name=\"{}\" classname=\"known-failures\" file=\"{}\" line=\"{}\"><failure message=\"{}\"/></testcase>",
            xml(&one.case),
            xml(&one.file),
            one.line,
            xml(&one.reason)
        );
    }
    out.push_str("  </testsuite>\n");
}

fn suite(run: &Summary, out: &mut String) {
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"{:.3}\">",
        xml(&run.api),
        run.ran() + run.missing.len(),
        run.failed,
        run.broken.len(),
        skipped(run),
        run.seconds
    );
    for (name, value) in [("target", run.target.clone()), ("seed", run.seed.to_string())] {
        let open = if name == "target" { "    <properties>\n" } else { "" };
        let _ = writeln!(out, "{open}      <property name=\"{name}\" value=\"{}\"/>", xml(&value));
    }
    out.push_str("    </properties>\n");
    for case in &run.cases {
        one(&run.api, case, out);
    }
    for missing in &run.missing {
        let what = if run.broken.contains(&missing.id) { "error" } else { "skipped" };
        let _ = writeln!(
            out,
            "    <testcase name=\"{}\" classname=\"{}.{}\"><{what} message=\"{}\"/></testcase>",
            xml(&missing.id),
            xml(&run.api),
            missing.check,
            xml(&missing.reason)
        );
    }
    out.push_str("  </testsuite>\n");
}

fn one(api: &str, case: &Verdict, out: &mut String) {
    let source = &case.sentence.source;
    let _ = write!(
        out,
        "    <testcase name=\"{}\" classname=\"{}.{}\" file=\"{}\" line=\"{}\"",
        xml(&case.id),
        xml(api),
        case.check,
        xml(&source.file),
        source.line
    );
    match case.ended {
        Ended::Passed => out.push_str("/>\n"),
        Ended::Known => {
            let reason = case.known.as_deref().unwrap_or_default();
            let _ = writeln!(out, "><skipped message=\"known: {}\"/></testcase>", xml(reason));
        }
        Ended::Seen => {
            let _ = writeln!(out, "><system-out>{}</system-out></testcase>", xml(&details(case)));
        }
        Ended::Failed => {
            let first = case.failures.first();
            let message = first.map_or_else(String::new, |failure| words(case, failure));
            let _ = writeln!(
                out,
                ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
                case.level.word(),
                xml(&message),
                xml(&details(case))
            );
        }
    }
}

fn words(case: &Verdict, failure: &Failure) -> String {
    let problem = &failure.problem;
    format!("{}, expected {}, got {}", case.does, problem.expected, problem.got)
}

fn details(case: &Verdict) -> String {
    let source = &case.sentence.source;
    let mut text = format!("{}:{} \"{}\"\n", source.file, source.line, case.sentence.text);
    for failure in &case.failures {
        let _ = writeln!(text, "{}\n{}\n{}", words(case, failure), failure.curl, failure.answer);
    }
    text
}
