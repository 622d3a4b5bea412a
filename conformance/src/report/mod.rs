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
pub use list::{Listed, list, list_json};
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

/// A target that could not be held to account, or one API of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unheld {
    /// The name of the target.
    pub target: String,
    /// The API; none where it is the whole target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api: Option<String>,
    /// Why.
    pub reason: String,
}

impl Unheld {
    /// What it is, in words.
    pub fn name(&self) -> String {
        self.api.as_ref().map_or_else(|| self.target.clone(), |api| format!("{} ({api})", self.target))
    }
}

/// A count with its noun: `1 case`, `2 cases`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What reports are made from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report<'a> {
    /// One summary for each API of each target.
    pub runs: &'a [Summary],
    /// The targets that could not be held to account.
    pub unheld: &'a [Unheld],
    /// The entries of the list of known failures that are out of date.
    pub stale: &'a [Stale],
    /// The command of the run, for it to be repeated; it holds no secret.
    pub command: Option<&'a str>,
}
