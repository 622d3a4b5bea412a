//! Arguments of `conform` and `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use doctract_spec::diagnostic::Level;

use super::{CONFIG, Documents, Running};
use crate::flags::ForApi;

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
    #[arg(long = "token-env", value_name = "[API=]VARIABLE")]
    pub(crate) token_envs: Vec<ForApi>,

    /// What the documents cannot tell, for `--url`: `[API.][existing.|forbidden.|unknown.]PARAMETER=VALUE`, the value as JSON or text.
    #[arg(long = "fact", value_name = "FACT")]
    pub(crate) facts: Vec<String>,

    /// A request that is sent before the cases, for `--url`: `POST /path`.
    #[arg(long = "reset", value_name = "[API=]REQUEST")]
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

    /// Output format: text or JSON.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ConformFormat,
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

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) running: Running,

    /// Fail on findings in the documents of this level or more severe: note, warning, error.
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(crate) deny: Level,

    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = CONFIG)]
    pub(crate) config: PathBuf,
}
