//! `doctract lint`: every place where the documents contradict themselves.

use std::fmt::Write as _;

use anyhow::Result;
use doctract_spec::diagnostic::{self, Finding, Level};

use crate::baseline::{self, Extent};
use crate::cli::{LintArgs, LintFormat};
use crate::exit::Exit;
use crate::output;
use crate::reading::{Read, against, read};

/// Prints the findings; those of the denied level or graver make the run fail. With a baseline only new ones count.
pub(crate) fn run(args: &LintArgs) -> Result<Exit> {
    let mut read = read(&args.documents)?;
    if !args.against.is_empty() {
        against(&mut read, &args.against, args.against_dialect.as_deref(), &args.documents.config)?;
    }
    let all: Vec<_> = read.findings().collect();
    let extent = Extent::of(&args.documents.paths, &read);
    let findings = match &args.baseline {
        // Documents that could not be read would leave theirs out.
        Some(_) if args.write_baseline && read.incomplete => return Ok(Exit::Usage),
        Some(path) if args.write_baseline => {
            baseline::write(path, &all, &extent)?;
            return Ok(Exit::Fine);
        }
        Some(path) => baseline::unknown(path, &all, &extent)?,
        None => all.clone(),
    };
    let text = match args.format {
        LintFormat::Human => human(&read, &findings, all.len() - findings.len()),
        LintFormat::Concise => diagnostic::concise(&findings),
        LintFormat::Json => diagnostic::json(&findings),
        LintFormat::Sarif => diagnostic::sarif(&findings),
        LintFormat::Github => diagnostic::github(&findings),
    };
    output::print(&text)?;
    Ok(verdict(&findings, read.incomplete, args.deny))
}

/// The exit code that findings lead to.
pub(crate) fn verdict(findings: &[Finding], incomplete: bool, deny: Level) -> Exit {
    let denied = findings.iter().any(|(found, _)| found.level >= deny);
    match (incomplete, denied) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Fine,
    }
}

fn human(read: &Read, findings: &[Finding], known: usize) -> String {
    let mut text = String::new();
    for (found, files) in findings {
        text.push_str(&diagnostic::human(found, files, true));
        text.push('\n');
    }
    text.push_str(&summary(read, findings));
    if known > 0 {
        let _ = write!(text, "; {known} more are known");
    }
    text.push('\n');
    text
}

/// The findings in one line: how many of each level.
pub(crate) fn summary(read: &Read, findings: &[Finding]) -> String {
    let documents: usize = read.readings.iter().map(|reading| reading.documents).sum();
    let counts = Level::ALL.iter().rev().map(|level| {
        let count = findings.iter().filter(|(found, _)| found.level == *level).count();
        format!("{count} {level}{}", if count == 1 { "" } else { "s" })
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    format!("{documents} document{} read: {counts}", if documents == 1 { "" } else { "s" })
}
