//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use doctract_spec::diagnostic::Level;

/// Documentation as contract: reads API reference pages, generates code from them, and holds servers to them.
#[derive(Debug, Parser)]
#[command(name = "doctract", version, propagate_version = true, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; `NO_COLOR` is honoured too.
    #[arg(long, value_enum, default_value_t, global = true, value_name = "WHEN")]
    pub(crate) color: Color,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  fine
  1  findings: a lint, drift, a failed case
  2  the command line, a configuration or a file cannot be used
  3  the target cannot be reached
  4  nothing was selected to run";

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Sets the choice for everything that is printed.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read documents and print what they say.
    #[command(after_help = "Examples:\n  doctract read docs/\n  doctract read --format json api.md general.md > ir.json")]
    Read(ReadArgs),
    /// Print every place where the documents contradict themselves.
    #[command(after_help = "Examples:\n  doctract lint docs/\n  doctract lint --deny note --format json docs/api.md")]
    Lint(LintArgs),
}

/// Which documents, and how to read them.
#[derive(Debug, Args)]
pub(crate) struct Documents {
    /// Files and folders; without any, the documents that doctract.toml names.
    #[arg(value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,

    /// The dialect, by name or as the path of a TOML file, instead of recognising it.
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) dialect: Option<String>,

    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "doctract.toml")]
    pub(crate) config: PathBuf,
}

/// Arguments of `read`.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) documents: Documents,

    /// As a table to be read, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReadFormat,
}

/// The forms of what was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// A table.
    #[default]
    Human,
    /// The IR as JSON, with its version.
    Json,
}

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(crate) struct LintArgs {
    #[command(flatten)]
    pub(crate) documents: Documents,

    /// As rustc shows them, one a line, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: LintFormat,

    /// Exit with 1 when there are findings of this level or graver: note, warning, error.
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
}
