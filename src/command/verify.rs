//! `doctract verify`: the whole way from the documents to the implementations, in one command.

use std::fmt::Write as _;

use anyhow::Result;
use doctract_conformance::Summary;

use super::{conform, generate, lint};
use crate::cli::VerifyArgs;
use crate::config::Config;
use crate::exit::Exit;
use crate::output::{self, counted};
use crate::reading::read_config;
use crate::report_file::{self, Format};

/// Reads and lints the documents, checks that the generated code agrees with them, starts the targets, runs the cases, stops the targets, and
/// prints one summary. A step with findings does not keep the next from being made.
pub(crate) fn run(args: &VerifyArgs) -> Result<Exit> {
    let config = Config::load(&args.config)?;
    let mut read = read_config(&config)?;
    let ir = read.take_ir();
    let findings: Vec<_> = read.findings().collect();
    let linted = lint::verdict(&findings, read.incomplete, args.deny);
    let stale = generate::stale(&config)?;
    let held = conform::hold_configured(&ir, &config, &args.running)?;

    let mut text = report_file::text(Format::Human, held.report())?;
    for file in &stale {
        writeln!(text, "{file}")?;
    }
    let methods: usize = ir.apis.iter().map(|api| api.methods.len()).sum();
    let fresh = if stale.is_empty() { Exit::Fine } else { Exit::Findings };
    let exit = linted.worse(fresh).worse(held.exit);
    writeln!(text, "\nread       {}, {}", counted(ir.apis.len(), "API"), counted(methods, "method"))?;
    writeln!(
        text,
        "lint       {}{}",
        lint::summary(&read, &findings),
        hint(linted, "run `doctract lint` to see them")
    )?;
    writeln!(
        text,
        "generated  {} {} from the documents{}",
        counted(stale.len(), "file"),
        if stale.len() == 1 { "differs" } else { "differ" },
        hint(fresh, "run `doctract generate`")
    )?;
    writeln!(text, "conform    {}", cases(&held.summaries))?;
    writeln!(text, "{}", if exit == Exit::Fine { "verified" } else { "not verified" })?;
    output::print(&text)?;
    Ok(exit)
}

/// All runs in one line.
fn cases(summaries: &[Summary]) -> String {
    let sum = |count: fn(&Summary) -> usize| summaries.iter().map(count).sum::<usize>();
    format!(
        "{}, {} passed, {} failed ({}), {} missing",
        counted(sum(Summary::ran), "case"),
        sum(|summary| summary.passed),
        sum(|summary| summary.failed),
        counted(sum(|summary| summary.findings.len()), "finding"),
        sum(|summary| summary.missing.len())
    )
}

/// What to do about a step that has findings.
fn hint(exit: Exit, what: &str) -> String {
    if exit == Exit::Fine { String::new() } else { format!("; {what}") }
}
