//! A documentation convention as data: the headings, columns, type words and phrases of one family of documents.
//!
//! A dialect is one TOML file. Those that come with doctract stand in `spec/dialects/` and are embedded; others are given
//! on the command line or in `doctract.toml`. The reader knows no vendor: what is special about one is here.

mod builtin;
mod compile;
mod error;
mod file;
mod pattern;
mod recognise;

use regex::Regex;

use crate::ir::{Conventions, Location, Protocol, Role, Type};
use std::collections::BTreeMap;

pub use builtin::{builtin, builtins};
pub use error::DialectError;
pub(crate) use file::{ColumnRole, Place, SectionRole};
pub(crate) use pattern::Pattern;
pub use recognise::recognise;

/// A dialect, ready to read with.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// Its name, which is also the name of the API where the configuration gives no other.
    pub name: String,
    /// The protocol of the API.
    pub protocol: Protocol,
    /// What the generator and the conformance suite need to know.
    pub conventions: Conventions,
    /// Patterns all of which a document of this dialect holds.
    pub(crate) recognise: Vec<Regex>,
    /// The first cell of a method's card, by what it introduces.
    pub(crate) card: BTreeMap<String, String>,
    /// Lines that begin a REST method.
    pub(crate) request_lines: Vec<Pattern>,
    /// What headings introduce.
    pub(crate) sections: Vec<Section>,
    /// Rows of a table that lost its bars.
    pub(crate) line_table: Option<LineTable>,
    /// Lines that state a fact of their own (`Host: {server}`).
    pub(crate) lines: Vec<Pattern>,
    /// What columns hold, by their heading.
    pub(crate) columns: BTreeMap<String, ColumnRole>,
    /// A prefix of the description that holds the type.
    pub(crate) description: Vec<Pattern>,
    /// Type words.
    pub(crate) types: Vec<TypeWord>,
    /// The words of the required column.
    pub(crate) required: Required,
    /// What parameters are for, by name.
    pub(crate) roles: BTreeMap<String, Role>,
    /// The names of what stands in a parameter of a role: the parts of a filter.
    pub(crate) role_members: BTreeMap<Role, Vec<String>>,
    /// A row name that stands for further members.
    pub(crate) additional: Option<String>,
    /// Sentences that state rules.
    pub(crate) phrases: Vec<Phrase>,
    /// Sentences that look like a rule: one of these words in a sentence that no phrase knows is reported.
    pub(crate) rule_words: Option<Regex>,
}

/// A heading and what it introduces.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub(crate) pattern: Pattern,
    pub(crate) role: SectionRole,
    pub(crate) location: Option<Location>,
    pub(crate) status: Option<u16>,
    pub(crate) scope: Option<String>,
    /// Only where a table follows.
    pub(crate) before_table: bool,
}

/// A table of page text whose cells came out as lines.
#[derive(Clone, Debug)]
pub(crate) struct LineTable {
    pub(crate) header: String,
    pub(crate) row: Vec<LineCell>,
}

/// One line of a row.
#[derive(Clone, Debug)]
pub(crate) struct LineCell {
    pub(crate) pattern: Pattern,
    pub(crate) optional: bool,
}

/// A type word.
#[derive(Clone, Debug)]
pub(crate) struct TypeWord {
    pub(crate) pattern: Pattern,
    pub(crate) kind: Type,
    pub(crate) format: Option<String>,
}

/// The words of the required column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Required {
    pub(crate) yes: Vec<String>,
    pub(crate) no: Vec<String>,
    /// What holds where a table has no such column.
    pub(crate) unmarked: Option<bool>,
    /// What an empty cell of the column means; a cell that says nothing is reported where this is absent.
    pub(crate) blank: Option<bool>,
    /// Whether the rows ahead of the alphabetical ones are the required ones.
    pub(crate) ahead_of_alphabetical: bool,
}

impl Required {
    /// Whether a word, in small letters, says yes or no.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.yes.iter().chain(&self.no).any(|known| known == word)
    }
}

/// A sentence that states a rule.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) pattern: Pattern,
    pub(crate) places: Vec<Place>,
    pub(crate) types: Vec<Type>,
    pub(crate) set: BTreeMap<String, serde_json::Value>,
    /// The fact whose value the document lost.
    pub(crate) lost: Option<String>,
}

impl Dialect {
    /// Reads a dialect file. `path` stands in errors.
    pub fn from_toml(path: &str, text: &str) -> Result<Self, DialectError> {
        compile::compile(path, text)
    }
}
