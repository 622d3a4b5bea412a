//! What the reader has to say about the documents: a code, a level, the places, and what to do.

mod human;
mod json;

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use crate::files::Span;
use crate::lint::Code;

pub use human::human;
pub use json::json;

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

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of defect.
    pub code: Code,
    /// How grave it is.
    pub level: Level,
    /// The finding in one sentence.
    pub message: String,
    /// Where it is.
    pub primary: Label,
    /// The other places that belong to it.
    pub related: Vec<Label>,
    /// How it was read, or what to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding at the code's own level.
    pub fn new(code: Code, message: impl Into<String>, primary: Label) -> Self {
        Self { code, level: code.level(), message: message.into(), primary, related: Vec::new(), help: None }
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
