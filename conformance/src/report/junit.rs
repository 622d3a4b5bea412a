//! `JUnit` XML, as build servers read it: one suite an API, one test case a rule.

use std::fmt::Write as _;

use super::escape::xml;
use super::{Report, Stale};
use crate::run::{Ended, Failure, Summary, Verdict};

/// Writes all runs as one document.
pub fn junit(report: Report<'_>) -> String {
    let Report { runs, stale } = report;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let sum = |count: fn(&Summary) -> usize| runs.iter().map(count).sum::<usize>();
    let tests = sum(|run| run.ran() + run.missing.len()) + stale.len();
    let seconds: f64 = runs.iter().map(|run| run.seconds).sum();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<testsuites name=\"doctract\" tests=\"{tests}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{seconds:.3}\">",
        sum(|run| run.failed) + stale.len(),
        sum(|run| run.missing.len() + run.known)
    );
    for run in runs {
        suite(run, &mut out);
    }
    outdated(stale, &mut out);
    out.push_str("</testsuites>\n");
    out
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
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{:.3}\">",
        xml(&run.api),
        run.ran() + run.missing.len(),
        run.failed,
        run.missing.len() + run.known,
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
        let _ = writeln!(
            out,
            "    <testcase name=\"{}\" classname=\"{}.{}\"><skipped message=\"{}\"/></testcase>",
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
