//! The subcommands, one a file.

pub(crate) mod conform;
pub(crate) mod dialect;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod lint;
pub(crate) mod read;
pub(crate) mod verify;
