//! Arguments that tell which cases run, and how.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use doctract_conformance::Shard;

use super::numbers;
use crate::report_file::ReportFile;

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
    #[arg(long, value_name = "N", default_value = "4", value_parser = numbers::count)]
    pub(crate) jobs: usize,

    /// How many requests a second are sent at most.
    #[arg(long, value_name = "N", value_parser = numbers::rate)]
    pub(crate) rate: Option<f64>,

    /// How many seconds to wait for an answer.
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = numbers::seconds())]
    pub(crate) timeout: u64,

    /// How often a request is sent again after the network failed.
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) retries: usize,

    /// How many seconds the cases of one API may take; those that did not run by then count as missing, and fail nothing.
    #[arg(long, value_name = "SECONDS", value_parser = numbers::seconds())]
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
