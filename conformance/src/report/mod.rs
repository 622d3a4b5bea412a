//! Writing a run down: one file a format. No format shows a secret.

pub(crate) mod curl;
mod dry_run;
mod escape;
mod html;
mod human;
mod json;
mod junit;
mod list;
mod sarif;

pub use dry_run::dry_run;
pub use html::html;
pub use human::human;
pub use json::{JSON_VERSION, json};
pub use junit::junit;
pub use list::list;
pub use sarif::sarif;

use serde::Serialize;

use crate::run::Summary;

/// An entry of the list of known failures that is out of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The pattern of case ids.
    pub case: String,
    /// What is out of date.
    pub reason: String,
}

/// What reports are made from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// One summary for each API of each target.
    pub runs: &'a [Summary],
    /// The entries of the list of known failures that are out of date.
    pub stale: &'a [Stale],
}
