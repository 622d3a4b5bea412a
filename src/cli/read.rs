//! Arguments of `read`.

use clap::{Args, ValueEnum};

use super::Documents;

/// Arguments of `read`.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) documents: Documents,

    /// Output format: a table or JSON.
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
