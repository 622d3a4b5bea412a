//! Arguments of `lint` and `explain`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use doctract_spec::diagnostic::Level;

use super::Documents;

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(crate) struct LintArgs {
    #[command(flatten)]
    pub(crate) documents: Documents,

    /// Output format: rustc style, one per line, JSON, SARIF 2.1.0 or GitHub Actions commands.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: LintFormat,

    /// The same documents in another language: differences are reported. Read by the dialect that they fit.
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Vec<PathBuf>,

    /// The dialect of the other language, instead of recognising it.
    #[arg(long, value_name = "NAME|FILE", requires = "against")]
    pub(crate) against_dialect: Option<String>,

    /// The known findings: only others are reported, and the known ones that are gone.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Write all findings into the baseline instead of reporting them.
    #[arg(long, requires = "baseline")]
    pub(crate) write_baseline: bool,

    /// Exit with 1 when there are findings of this level or more severe: note, warning, error.
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(crate) deny: Level,
}

/// The forms of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintFormat {
    /// With the places underlined.
    #[default]
    Human,
    /// One a line: `file:line:column: level[code name]: message`.
    Concise,
    /// As JSON, with a version.
    Json,
    /// As SARIF 2.1.0, for code scanning.
    Sarif,
    /// As workflow commands, which GitHub shows beside the lines of a pull request.
    Github,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Lints and changes, by number or by name.
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,

    /// Print all lints, as one reference.
    #[arg(long, conflicts_with = "codes")]
    pub(crate) all: bool,
}
