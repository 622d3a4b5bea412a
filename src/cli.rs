//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use doctract_conformance::Shard;
use doctract_spec::diagnostic::Level;

use crate::command::dialect::DialectCommand;

use crate::flags::ForApi;
use crate::report_file::ReportFile;

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

const EXIT_CODES: &str = "\
Exit codes:
  0    fine
  1    findings: a lint, drift, a failed case, a stale known failure
  2    the command line, a configuration or a file cannot be used
  3    the target cannot be reached
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
    /// Say what a lint reports, why that is bad, and how to mend it.
    #[command(
        after_help = "Examples:\n  doctract explain                # all lints, one a line\n  doctract explain D003\n  doctract explain name-differs"
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

/// Arguments of `read`.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) documents: Documents,

    /// As a table to be read, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReadFormat,

    /// Print how much was found and understood instead: methods, parameters, rules, and the cells of all tables.
    #[arg(long)]
    pub(crate) stats: bool,
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

    /// As rustc shows them, one a line, as JSON, as SARIF 2.1.0, or as commands of GitHub Actions.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: LintFormat,

    /// The same documents in another language: what they say otherwise is reported. Read by the dialect that they fit.
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

    /// Exit with 1 when there are findings of this level or graver: note, warning, error.
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub(crate) deny: Level,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Lints, by number or by name.
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,

    /// Print all of them, as one reference.
    #[arg(long, conflicts_with = "codes")]
    pub(crate) all: bool,
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

/// Which cases run, and how.
#[derive(Debug, Args)]
pub(crate) struct Running {
    /// The target of the configuration; all of them where absent.
    #[arg(long, value_name = "NAME")]
    pub(crate) target: Option<String>,

    /// The API; all that were read where absent.
    #[arg(long, value_name = "NAME")]
    pub(crate) api: Option<String>,

    /// The methods that the implementation has, as globs; the others count as missing.
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Vec<String>,

    /// The methods that the implementation lacks, as globs; they count as missing.
    #[arg(long, value_name = "GLOB")]
    pub(crate) skip: Vec<String>,

    #[command(flatten)]
    pub(crate) choice: Choice,

    #[command(flatten)]
    pub(crate) pace: Pace,

    #[command(flatten)]
    pub(crate) keeping: Keeping,
}

/// Which cases run. What is not chosen is not counted at all.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which cases")]
pub(crate) struct Choice {
    /// The cases to run, as globs of their ids.
    #[arg(long = "case", value_name = "GLOB")]
    pub(crate) cases: Vec<String>,

    /// The methods whose cases run, as globs.
    #[arg(long = "method", value_name = "GLOB")]
    pub(crate) methods: Vec<String>,

    /// The checks whose cases run, as globs.
    #[arg(long = "check", value_name = "GLOB")]
    pub(crate) checks: Vec<String>,

    /// The levels whose cases run.
    #[arg(long = "level", value_enum, value_name = "LEVEL")]
    pub(crate) levels: Vec<CaseLevel>,

    /// The cases that failed when they ran last.
    #[arg(long)]
    pub(crate) last_failed: bool,

    /// The K-th of N parts of the cases, for several machines to share them.
    #[arg(long, value_name = "K/N")]
    pub(crate) shard: Option<Shard>,

    /// Send nothing that could change data; the other cases count as missing.
    #[arg(long)]
    pub(crate) read_only: bool,

    /// The seed of all made-up values; a new one for each run where absent.
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,

    /// Run the cases in an order that the seed decides.
    #[arg(long)]
    pub(crate) shuffle: bool,
}

/// How fast, and for how long.
#[derive(Debug, Args)]
#[command(next_help_heading = "How")]
pub(crate) struct Pace {
    /// Make no rows by the hundreds: what only as many can show counts as missing.
    #[arg(long)]
    pub(crate) no_bulk: bool,

    /// How many cases run at a time.
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) jobs: usize,

    /// How many requests a second are sent at most.
    #[arg(long, value_name = "N")]
    pub(crate) rate: Option<f64>,

    /// How many seconds to wait for an answer.
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub(crate) timeout: u64,

    /// How often a request is sent again after the network failed.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) retries: usize,

    /// How many seconds the cases of one API may take; those that did not run by then count as missing.
    #[arg(long, value_name = "SECONDS")]
    pub(crate) max_time: Option<u64>,
}

/// What is written down.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is kept")]
pub(crate) struct Keeping {
    /// Write a report too: human, json, junit, sarif or html. May be given several times.
    #[arg(long = "report", value_name = "FORMAT=FILE")]
    pub(crate) reports: Vec<ReportFile>,

    /// The list of known failures; known-failures.toml beside the configuration where there is one.
    #[arg(long, value_name = "FILE")]
    pub(crate) known_failures: Option<PathBuf>,

    /// The folder for what later runs need to know; .doctract beside the configuration where absent.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) state: Option<PathBuf>,
}

/// How binding a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CaseLevel {
    /// The documents state it.
    Must,
    /// It was inferred from the documents.
    Should,
    /// The documents are silent.
    Info,
}

impl From<CaseLevel> for doctract_conformance::case::Level {
    fn from(level: CaseLevel) -> Self {
        match level {
            CaseLevel::Must => Self::Must,
            CaseLevel::Should => Self::Should,
            CaseLevel::Info => Self::Info,
        }
    }
}

/// Arguments of `conform`.
#[derive(Debug, Args)]
pub(crate) struct ConformArgs {
    #[command(flatten)]
    pub(crate) documents: Documents,

    #[command(flatten)]
    pub(crate) running: Running,

    /// The base URL of the implementation, instead of the targets of the configuration; for several APIs one for each.
    #[arg(long = "url", value_name = "[API=]URL", conflicts_with = "target")]
    pub(crate) urls: Vec<ForApi>,

    /// The environment variable that holds the credential, for `--url`.
    #[arg(long = "token-env", value_name = "[API=]VARIABLE", requires = "urls")]
    pub(crate) token_envs: Vec<ForApi>,

    /// What the documents cannot tell, for `--url`: `[API.][existing.|forbidden.|unknown.]PARAMETER=VALUE`, the value as JSON or text.
    #[arg(long = "fact", value_name = "FACT", requires = "urls")]
    pub(crate) facts: Vec<String>,

    /// A request that is sent before the cases, for `--url`: `POST /path`.
    #[arg(long = "reset", value_name = "[API=]REQUEST", requires = "urls")]
    pub(crate) resets: Vec<ForApi>,

    /// Print the cases and send nothing.
    #[arg(long, group = "instead")]
    pub(crate) list: bool,

    /// Print the requests as commands and send nothing.
    #[arg(long, group = "instead")]
    pub(crate) dry_run: bool,

    /// Run no case: take away what earlier runs made and left.
    #[arg(long, group = "instead")]
    pub(crate) cleanup: bool,

    /// For a reader, or as JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ConformFormat,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) running: Running,

    /// Fail on findings in the documents of this level or graver: note, warning, error.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) deny: Level,

    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    pub(crate) config: PathBuf,
}

/// The forms of a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConformFormat {
    /// The findings, each with a command to see it again, and a summary.
    #[default]
    Human,
    /// As JSON, with a version.
    Json,
}

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// The APIs, by their names in the configuration; all of them without any.
    #[arg(value_name = "API")]
    pub(crate) apis: Vec<String>,

    /// Write nothing; tell which files do not agree with the documents.
    #[arg(long)]
    pub(crate) check: bool,

    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    pub(crate) config: PathBuf,
}
