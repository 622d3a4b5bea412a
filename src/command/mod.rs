//! The subcommands, one a file.

pub(crate) mod lint;
pub(crate) mod read;
