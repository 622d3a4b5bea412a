//! The command line.

mod conform;
mod diff;
mod generate;
mod lint;
mod numbers;
mod read;
mod running;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use conform::{ConformArgs, ConformFormat, VerifyArgs};
pub(crate) use diff::DiffArgs;
pub(crate) use generate::GenerateArgs;
pub(crate) use lint::{ExplainArgs, LintArgs, LintFormat};
pub(crate) use read::{ReadArgs, ReadFormat};
pub(crate) use running::Running;

use crate::command::dialect::DialectCommand;

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

/// The name of the configuration where none is given.
pub(crate) const CONFIG: &str = "doctract.toml";

const CONFORM_EXAMPLES: &str = "\
Examples:
  doctract conform --list
  doctract conform --target reference --report html=report.html --report junit=junit.xml
  doctract conform --url http://127.0.0.1:8080 --token-env API_TOKEN --fact existing.orgId=1 docs/
  doctract conform --last-failed          # only what failed last time
  doctract conform --cleanup              # takes away what an interrupted run left";

const DIFF_EXAMPLES: &str = "\
Examples:
  doctract diff docs/v1 docs/v2
  doctract diff --show breaking --format concise old.md new.md
  doctract read --format json docs/ > api.json && git add api.json      # keep what was promised …
  doctract diff api.json docs/ --format github                          # … and hold every pull request to it
  git worktree add ../base origin/main && doctract diff ../base/docs docs";

const EXIT_CODES: &str = "\
Exit codes:
  0    fine
  1    findings: a lint, drift, a breaking change, a failed case, a stale known failure
  2    the command line, a configuration or a file cannot be used
  3    the target cannot be reached, or limits requests so much that the run did not come to its end
  4    nothing was selected to run
  130  the run was interrupted";

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
    #[command(
        after_help = "Examples:\n  doctract read docs/\n  doctract read --format json api.md general.md > ir.json"
    )]
    Read(ReadArgs),
    /// Print every place where the documents contradict themselves.
    #[command(
        after_help = "Examples:\n  doctract lint docs/\n  doctract lint --deny note --format json docs/api.md\n  doctract lint docs/en --against docs/de\n  doctract lint --baseline lints.json --write-baseline\n  doctract lint --baseline lints.json --format github      # in CI: fails on new findings alone"
    )]
    Lint(LintArgs),
    /// Compare two versions of the documents: what breaks callers, what does not, and what only rewords.
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Say what a lint reports, why that is bad, and how to fix it; what a change means for callers.
    #[command(
        after_help = "Examples:\n  doctract explain                # all lints and changes, one a line\n  doctract explain D003 C022\n  doctract explain name-differs"
    )]
    Explain(ExplainArgs),
    /// Propose, describe and check dialects: the files that tell how documents are written.
    #[command(subcommand)]
    Dialect(DialectCommand),
    /// Write the crates of the APIs that doctract.toml names: types, rules, server skeleton and client.
    #[command(
        after_help = "Examples:\n  doctract generate\n  doctract generate --check        # in CI: exit 1 when a file is stale, missing or orphaned"
    )]
    Generate(GenerateArgs),
    /// Hold an implementation to its documents.
    #[command(after_help = CONFORM_EXAMPLES)]
    Conform(ConformArgs),
    /// Read, lint, check the generated code, start the targets, hold them to the documents, stop them, and sum up.
    #[command(after_help = "Examples:\n  doctract verify\n  doctract verify --target reference --deny warning")]
    Verify(VerifyArgs),
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

    /// Overrides, beside those that stand with the documents under the name `overrides.toml`.
    #[arg(long, value_name = "FILE")]
    pub(crate) overrides: Vec<PathBuf>,

    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    pub(crate) config: PathBuf,
}
