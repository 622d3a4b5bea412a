//! `--report FORMAT=FILE`: reports beside the one on stdout.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use doctract_conformance::report::{self, Report};

use crate::exit::Exit;
use crate::files;
use crate::output;

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Human,
    Json,
    Junit,
    Sarif,
    Html,
}

/// The formats by their names.
const FORMATS: &[(&str, Format)] = &[
    ("human", Format::Human),
    ("json", Format::Json),
    ("junit", Format::Junit),
    ("sarif", Format::Sarif),
    ("html", Format::Html),
];

/// A report that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportFile {
    pub(crate) format: Format,
    pub(crate) path: PathBuf,
}

impl FromStr for ReportFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || FORMATS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let (name, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or("write FORMAT=FILE")?;
        let format = FORMATS.iter().find(|(known, _)| *known == name);
        let format = format.ok_or_else(|| format!("there is no format `{name}`; there are {}", names()))?.1;
        Ok(Self { format, path: PathBuf::from(path) })
    }
}

/// Refuses reports that could not be written, before a run is made for them.
pub(crate) fn check(reports: &[ReportFile]) -> Result<()> {
    for (at, report) in reports.iter().enumerate() {
        let shown = report.path.display();
        if reports[..at].iter().any(|before| before.path == report.path) {
            bail!("two reports are to be written to {shown}; give each a file of its own");
        }
        files::can_write(&report.path).with_context(|| format!("cannot write the report {shown}"))?;
    }
    Ok(())
}

/// Writes all reports. One that cannot be written is told, and takes nothing from the others.
pub(crate) fn write(reports: &[ReportFile], report: Report<'_>) -> Exit {
    reports.iter().fold(Exit::Fine, |exit, file| match file.write(report) {
        Ok(()) => exit,
        Err(error) => {
            output::error(format_args!("{error:#}"));
            Exit::Usage
        }
    })
}

impl ReportFile {
    /// Writes the report whole, or not at all.
    fn write(&self, report: Report<'_>) -> Result<()> {
        let text = text(self.format, report)?;
        files::write_file(&self.path, &text).with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// A report in a format.
pub(crate) fn text(format: Format, report: Report<'_>) -> Result<String> {
    Ok(match format {
        Format::Human => {
            let mut text = String::new();
            report::human(report, &mut text)?;
            text
        }
        Format::Json => report::json(report)? + "\n",
        Format::Junit => report::junit(report),
        Format::Sarif => report::sarif(report)? + "\n",
        Format::Html => report::html(report)?,
    })
}
