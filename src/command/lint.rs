//! `doctract lint`: every place where the documents contradict themselves.

use std::fmt::Write as _;

use anyhow::Result;
use doctract_spec::diagnostic::{self, Level};

use crate::cli::{LintArgs, LintFormat};
use crate::exit::Exit;
use crate::output;
use crate::reading::{Read, read};

/// Prints the findings; those of the denied level or graver make the run fail.
pub(crate) fn run(args: &LintArgs) -> Result<Exit> {
    let read = read(&args.documents)?;
    let text = match args.format {
        LintFormat::Human => human(&read),
        LintFormat::Concise => concise(&read),
        LintFormat::Json => {
            read.readings.iter().map(|reading| diagnostic::json(&reading.diagnostics, &reading.files)).collect()
        }
    };
    output::print(&text)?;
    Ok(verdict(&read, args.deny))
}

/// The exit code that the findings of a reading lead to.
pub(crate) fn verdict(read: &Read, deny: Level) -> Exit {
    let denied = read.findings().any(|(found, _)| found.level >= deny);
    match (read.incomplete, denied) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Fine,
    }
}

fn human(read: &Read) -> String {
    let mut text = String::new();
    for (found, files) in read.findings() {
        text.push_str(&diagnostic::human(found, files, true));
        text.push('\n');
    }
    text.push_str(&summary(read));
    text.push('\n');
    text
}

fn concise(read: &Read) -> String {
    let mut text = String::new();
    for (found, files) in read.findings() {
        let place = files.source(&found.primary.span);
        let _ = writeln!(text, "{place}: {}[{}]: {}", found.level, found.code, found.message);
    }
    text
}

/// The findings in one line: how many of each level.
pub(crate) fn summary(read: &Read) -> String {
    let documents: usize = read.readings.iter().map(|reading| reading.files.iter().count()).sum();
    let counts = Level::ALL.iter().rev().map(|level| (read.count(*level), level));
    let counts: Vec<_> =
        counts.map(|(count, level)| format!("{count} {level}{}", if count == 1 { "" } else { "s" })).collect();
    format!("{documents} document{} read: {}", if documents == 1 { "" } else { "s" }, counts.join(", "))
}
