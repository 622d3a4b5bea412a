//! What a finding can be of: a defect of documents, or a change between two versions of them.

use super::Level;
use crate::lint::Code;

/// A kind of findings: what the formats need to know of each.
pub trait Kind: Copy + PartialEq + 'static {
    /// All of the kind, by number.
    fn all() -> &'static [Self];
    /// The number, which never changes its meaning.
    fn id(self) -> &'static str;
    /// The name.
    fn name(self) -> &'static str;
    /// What it states, in one sentence.
    fn summary(self) -> &'static str;
    /// What it reports, why that matters, and an example, as Markdown.
    fn explanation(self) -> String;
    /// How grave it is where nobody says otherwise.
    fn level(self) -> Level;
    /// The word for a level.
    fn word(level: Level) -> &'static str {
        level.name()
    }
    /// How grave other tools are to show a level.
    fn severity(level: Level) -> Level {
        level
    }
}

impl Kind for Code {
    fn all() -> &'static [Self] {
        Self::ALL
    }

    fn id(self) -> &'static str {
        Self::id(self)
    }

    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn summary(self) -> &'static str {
        Self::summary(self)
    }

    fn explanation(self) -> String {
        Self::explanation(self)
    }

    fn level(self) -> Level {
        Self::level(self)
    }
}
