//! The maintainers' word, as data: facts that hold whatever the documents say, each with a reason.
//!
//! An overrides file is TOML, a table for each method or parameter, addressed as findings address them:
//!
//! ```toml
//! ["create.contacts/phone_numbers[].status"]
//! reason = "The server has refused `archived` since 2023; the page is not ours to change."
//! values = ["active", "blocked"]
//! ```
//!
//! The other keys are those of the IR. `unset = ["maximum"]` takes a fact away, `drop = true` the whole parameter or method,
//! and `add = true` adds a parameter. An override that changes nothing any more is reported, so that the file stays short.

mod address;
mod apply;
mod change;
mod clash;
mod conflict;
mod file;

use std::ops::Range;

use serde_json::Value;

pub(crate) use apply::apply;
pub(crate) use clash::clashes;
pub use file::OverridesError;

/// An overrides file.
#[derive(Clone, Debug)]
pub struct Overrides {
    /// Its path, as it is to be shown.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// Its entries, in its order.
    entries: Vec<Entry>,
}

/// What is said of one method or parameter.
#[derive(Clone, Debug)]
struct Entry {
    address: String,
    /// The bytes of the address.
    place: Range<usize>,
    reason: String,
    act: Act,
    /// The facts to set, with the bytes of their values.
    set: Vec<(String, Value, Range<usize>)>,
    /// The facts to take away.
    unset: Vec<(String, Range<usize>)>,
}

/// What happens to the thing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// It stays, with other facts.
    Change,
    /// It is new.
    Add,
    /// It goes.
    Drop,
}

impl Overrides {
    /// Reads an overrides file. `path` is how it is shown.
    ///
    /// # Errors
    /// The text is no TOML, an entry has no reason, or a key is none of a fact; each with its line and column.
    pub fn from_toml(path: &str, text: &str) -> Result<Self, OverridesError> {
        file::parse(path, text)
    }
}
