//! A documentation convention as data: the headings, columns, type words and phrases of one family of documents.
//!
//! A dialect is one TOML file. Those that come with doctract stand in `spec/dialects/` and are embedded; others are given
//! on the command line or in `doctract.toml`. The reader knows no vendor: what is special about one is here.

mod builtin;
mod check;
mod compile;
mod complete;
mod component;
mod error;
mod file;
mod hint;
mod pattern;
mod recognise;
mod roles;
mod schema;
mod unread;
mod unused;

use regex::Regex;
use serde_json::Value;

use crate::ir::{Conventions, ErrorScope, Location, Protocol, Role, Type};
use std::collections::BTreeMap;

pub use builtin::{builtin, builtins};
pub(crate) use component::Attribute;
pub use error::DialectError;
pub(crate) use pattern::Pattern;
pub use recognise::recognise;
pub(crate) use recognise::{is_type_word, trial, trial_with};
pub(crate) use roles::{CardKey, ColumnRole, Place, SectionRole};
pub use schema::schema;
pub use unread::{Gap, Unread, unread};
pub use unused::{Unused, unused};

/// A dialect, ready to read with.
#[derive(Clone, Debug)]
pub struct Dialect {
    /// Its name, which is also the name of the API where the configuration gives no other.
    pub name: String,
    /// The protocol of the API.
    pub protocol: Protocol,
    /// What the generator and the conformance suite need to know.
    pub conventions: Conventions,
    /// The file, where it tells nothing of how methods and parameters are written: what documents show holds then.
    pub(crate) bare: Option<String>,
    /// Patterns all of which a document of this dialect holds.
    pub(crate) recognise: Vec<Regex>,
    /// The labels of a method's card, by what they introduce.
    pub(crate) card: BTreeMap<String, CardKey>,
    /// Lines that begin a REST method.
    pub(crate) request_lines: Vec<Pattern>,
    /// Whether a curl command tells the request line of a method that has no other.
    pub(crate) curl: bool,
    /// The request line of a method that is documented by its name alone: `POST /rest/{name}`.
    pub(crate) request: Option<(String, String)>,
    /// The HTTP method of methods of which nothing tells it.
    pub(crate) verb: Option<String>,
    /// What headings introduce.
    pub(crate) sections: Vec<Section>,
    /// Rows of a table that lost its bars.
    pub(crate) line_tables: Vec<LineTable>,
    /// Lines that state a fact of their own (`Host: {server}`).
    pub(crate) lines: Vec<Pattern>,
    /// Lines that are no part of what the documents say: directives of the tool that renders them.
    pub(crate) furniture: Vec<Pattern>,
    /// What columns hold, by their heading.
    pub(crate) columns: BTreeMap<String, ColumnRole>,
    /// What the columns of a table without a header hold, from the left.
    pub(crate) headerless: Vec<ColumnRole>,
    /// A prefix of the description that holds the type.
    pub(crate) description: Vec<Pattern>,
    /// What stands in the cell of the name beside the name.
    pub(crate) names: Vec<Pattern>,
    /// Parameters that stand in a list or in paragraphs rather than in a table.
    pub(crate) items: Vec<Pattern>,
    /// Components that begin a parameter, with what their attributes tell.
    pub(crate) components: BTreeMap<String, BTreeMap<String, Attribute>>,
    /// Errors that stand in a list.
    pub(crate) error_items: Vec<Pattern>,
    /// How names show that they stand in each other.
    pub(crate) nesting: Nesting,
    /// The words that say where a parameter travels.
    pub(crate) locations: BTreeMap<String, Location>,
    /// What stands between the types of a union.
    pub(crate) union: Vec<String>,
    /// The words for `null` among types.
    pub(crate) null: Vec<String>,
    /// Formats of text that may look like a number.
    pub(crate) text_formats: Vec<String>,
    /// Type words.
    pub(crate) types: Vec<TypeWord>,
    /// The words of the required column.
    pub(crate) required: Required,
    /// What parameters are for, by name.
    pub(crate) roles: BTreeMap<String, Role>,
    /// The names of what stands in a parameter of a role: the parts of a filter.
    pub(crate) role_members: BTreeMap<Role, Vec<String>>,
    /// What holds of the parameters of a role where the documents do not say it.
    pub(crate) role_facts: BTreeMap<Role, BTreeMap<String, Value>>,
    /// The errors of verbs, or of all methods, where the documents do not list them.
    pub(crate) shared_errors: Vec<ErrorScope>,
    /// A row name that stands for further members.
    pub(crate) additional: Option<String>,
    /// Names of rows that stand for the whole body.
    pub(crate) whole_body: Vec<String>,
    /// Sentences that state rules.
    pub(crate) phrases: Vec<Phrase>,
    /// Whether one of them sees the marks of code.
    pub(crate) has_marked_phrases: bool,
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
    /// The HTTP method of the methods of its table, where that does not tell it.
    pub(crate) verb: Option<String>,
    /// Only where a table follows.
    pub(crate) before_table: bool,
    /// The parameter whose members it lists, where the heading does not name it.
    pub(crate) parent: Option<String>,
    /// What the columns of its tables without a header hold, instead of those of all.
    pub(crate) headerless: Vec<ColumnRole>,
    /// Only headings of this level.
    pub(crate) level: Option<u8>,
    /// Only below a heading that this matches.
    pub(crate) under: Option<Pattern>,
}

/// How names show that they stand in each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nesting {
    /// What stands between the name of an object and that of its member: `.`.
    pub(crate) separators: Vec<String>,
    /// What stands ahead of the name of a member, once for each level: `→`.
    pub(crate) marks: Vec<String>,
}

/// A table of page text whose cells came out as lines.
#[derive(Clone, Debug)]
pub(crate) struct LineTable {
    /// The line that begins it; where absent, the first row does.
    pub(crate) header: Option<String>,
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
    /// Whether `null` is a value, too.
    pub(crate) nullable: bool,
    /// Whether an object has members of any name.
    pub(crate) open: bool,
    /// Whether it is a common word that the dialect does not tell itself.
    pub(crate) common: bool,
}

/// The words of the required column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Required {
    pub(crate) yes: Vec<String>,
    pub(crate) no: Vec<String>,
    /// What stands ahead of or behind the name of a required parameter: `*`.
    pub(crate) marks: Vec<String>,
    /// What stands ahead of or behind the name of an optional one: `?`.
    pub(crate) optional_marks: Vec<String>,
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
    pub(crate) set: BTreeMap<String, Value>,
    /// The fact whose value the document lost.
    pub(crate) lost: Option<String>,
}

impl Dialect {
    /// Where a parameter travels, by the dialect's word for it or by the IR's own.
    pub(crate) fn location(&self, word: &str) -> Option<Location> {
        let word = word.trim().to_lowercase();
        let own = [Location::Path, Location::Query, Location::Header, Location::Body];
        let own = || own.into_iter().find(|place| place.name() == word);
        self.locations.get(&word).copied().or_else(own)
    }

    /// A bare dialect with what a proposal says of the documents; `None` where the dialect tells by itself how they are written, or
    /// the two do not go together.
    pub(crate) fn filled(&self, proposal: &str) -> Option<Self> {
        compile::filled(self.bare.as_deref()?, proposal).ok()
    }

    /// Reads a dialect file. `path` stands in errors.
    pub fn from_toml(path: &str, text: &str) -> Result<Self, DialectError> {
        compile::compile(path, text)
    }
}
