//! What the reader has to say about the documents: a code, a level, the places, and what to do.

mod baseline;
mod concise;
mod github;
mod human;
mod json;
mod kind;
mod levels;
mod reference;
mod sarif;
mod suggestion;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::files::{Files, Span};
use crate::lint::Code;

pub use baseline::{Baseline, BaselineError, FindingKey};
pub use concise::concise;
pub use github::github;
pub use human::human;
pub use json::json;
pub use kind::Kind;
pub use levels::{Levels, SettingError};
pub use reference::{explain, list, reference};
pub use sarif::sarif;
pub use suggestion::Suggestion;

/// A finding with the files that its places are in.
pub type Finding<'a, K = Code> = (&'a Diagnostic<K>, &'a Files);

/// How grave a finding is. Greater is graver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing: something was inferred, or stands elsewhere.
    Note,
    /// The documents contradict themselves, or something was not understood.
    Warning,
    /// What was read is certainly wrong or lost.
    Error,
}

impl Level {
    /// All levels, from the least grave.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let level = Self::ALL.into_iter().find(|level| level.name() == word);
        level.ok_or_else(|| format!("`{word}` is no level: use note, warning or error"))
    }
}

/// A place with what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be said of it.
    pub message: String,
}

impl Label {
    /// A place with what is to be said of it.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }
}

/// A finding: a defect of documents, or a change between two versions of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic<K = Code> {
    /// Which kind of defect or change.
    pub code: K,
    /// How grave it is.
    pub level: Level,
    /// The finding in one sentence.
    pub message: String,
    /// What it is about: a method (`create.contacts`), or one side of it (`get.contacts/result`); empty where it is about neither.
    pub subject: String,
    /// Where it is.
    pub primary: Label,
    /// The other places that belong to it.
    pub related: Vec<Label>,
    /// How it was read, or what to do.
    pub help: Option<String>,
    /// The override that settles it, where one can.
    pub suggestion: Option<Suggestion>,
}

impl<K: Kind> Diagnostic<K> {
    /// A finding at the code's own level.
    pub fn new(code: K, message: impl Into<String>, primary: Label) -> Self {
        let (message, subject, related) = (message.into(), String::new(), Vec::new());
        Self { code, level: code.level(), message, subject, primary, related, help: None, suggestion: None }
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Offers the override that settles it.
    #[must_use]
    pub fn suggest(mut self, suggestion: Suggestion) -> Self {
        self.suggestion = Some(suggestion);
        self
    }

    /// How it was read, what to do, and the override to paste; `None` where there is nothing to say.
    pub fn help_text(&self) -> Option<String> {
        let snippet = self.suggestion.as_ref().map(|offered| {
            format!("to settle it without the page, add to overrides.toml, with the reason:\n{}", offered.snippet())
        });
        let parts: Vec<_> = self.help.clone().into_iter().chain(snippet).collect();
        if parts.is_empty() { None } else { Some(parts.join("; ")) }
    }

    /// Adds another place.
    #[must_use]
    pub fn with(mut self, label: Label) -> Self {
        self.related.push(label);
        self
    }

    /// Says how it was read, or what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
