//! `doctract lint`: every place where the documents contradict themselves.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use doctract_spec::diagnostic::{self, Baseline, Finding, Level};

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
    let findings = match &args.baseline {
        Some(path) if args.write_baseline => return write_baseline(path, &all, &read),
        Some(path) => unknown(path, &all)?,
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

/// Makes all findings the known ones. Documents that could not be read would leave theirs out.
fn write_baseline(path: &Path, findings: &[Finding], read: &Read) -> Result<Exit> {
    if read.incomplete {
        return Ok(Exit::Usage);
    }
    output::write_file(path, &Baseline::of(findings).render())
        .with_context(|| format!("cannot write {}", path.display()))?;
    output::tell!("{} findings are now known in {}", findings.len(), path.display());
    Ok(Exit::Fine)
}

/// The findings that the baseline does not know. Entries that were not found are told on stderr.
fn unknown<'r>(path: &Path, findings: &[Finding<'r>]) -> Result<Vec<Finding<'r>>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the baseline {}; write it with --write-baseline", path.display()))?;
    let baseline = Baseline::parse(&text).with_context(|| format!("the baseline {}", path.display()))?;
    let (new, stale) = baseline.compare(findings);
    for (known, count) in &stale {
        let times = if *count == 1 { String::new() } else { format!(" ({count} times)") };
        let (file, code, message) = (&known.file, &known.code, &known.message);
        output::tell!("stale in the baseline, for it is gone{times}: {file}: {code}: {message}");
    }
    if !stale.is_empty() {
        output::tell!("to take stale entries out, run again with --write-baseline");
    }
    Ok(new)
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
