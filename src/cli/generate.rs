//! Arguments of `generate`.

use std::path::PathBuf;

use clap::Args;

use super::CONFIG;

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
