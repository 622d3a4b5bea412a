//! Arguments of `diff`.

use std::path::PathBuf;

use clap::Args;
use doctract_spec::diff::Impact;

use super::LintFormat;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The old version: a document, a folder of documents, or what `doctract read --format json` wrote.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// The new version, likewise.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,

    /// Output format: rustc style, one per line, JSON, SARIF 2.1.0 or GitHub Actions commands.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: LintFormat,

    /// Exit with 1 when there are changes of this impact or more severe: documentation, compatible, breaking.
    #[arg(long, value_name = "IMPACT", default_value = "breaking")]
    pub(crate) deny: Impact,

    /// Show the changes of this impact or more severe: documentation, compatible, breaking.
    #[arg(long, value_name = "IMPACT", default_value = "documentation")]
    pub(crate) show: Impact,

    /// The dialect of both, by name or as the path of a TOML file, instead of recognising it.
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) dialect: Option<String>,
}
