//! The documented rules as tables: each type of a request states its own, and [`Rules::validate`] goes through them.
//!
//! A row of a table is the wire name of a parameter, how it is checked, and the documented sentence. A check costs a call and a
//! comparison when the value is right; what an answer needs is made only when it is wrong.

mod at;
mod format;
mod leaves;
mod length;
mod pattern;
mod runs;
mod says;
mod unique;

use std::fmt;

use serde::Serialize;

pub use at::At;
pub use format::{Format, Texted};
pub use leaves::{Leaves, Lists};
pub use length::Measured;
pub use pattern::Pattern;
pub use says::{Says, says};

use crate::{Kind, Patch, Rule, Violation};

/// One documented rule of the type `T`.
pub struct Check<T> {
    at: At,
    holds: fn(&T, &At) -> Result<(), Violation>,
}

impl<T> Check<T> {
    /// The wire name of a parameter, how it is checked, the documented sentence and its place as `file:line`.
    pub const fn new(
        name: &'static str,
        holds: fn(&T, &At) -> Result<(), Violation>,
        text: &'static str,
        source: &'static str,
    ) -> Self {
        Self { at: At { name, rule: Rule::new(text, source) }, holds }
    }
}

impl<T> fmt::Debug for Check<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("at", &self.at).finish_non_exhaustive()
    }
}

/// A value that is held to documented rules: implemented by generated types, and by what holds values of these.
pub trait Rules: Sized + 'static {
    /// The rules, in the order in which they are checked.
    const RULES: &'static [Check<Self>] = &[];

    /// Holds the value to its rules.
    ///
    /// # Errors
    /// The first rule that is broken.
    fn validate(&self) -> Result<(), Violation> {
        Self::RULES.iter().try_for_each(|check| (check.holds)(self, &check.at))
    }
}

impl<T: Rules> Rules for Option<T> {
    fn validate(&self) -> Result<(), Violation> {
        self.as_ref().map_or(Ok(()), T::validate)
    }
}

impl<T: Rules> Rules for Patch<T> {
    fn validate(&self) -> Result<(), Violation> {
        self.value().map_or(Ok(()), T::validate)
    }
}

impl<T: Rules> Rules for Vec<T> {
    fn validate(&self) -> Result<(), Violation> {
        self.iter().try_for_each(T::validate)
    }
}

impl<T: Rules> Rules for Box<T> {
    fn validate(&self) -> Result<(), Violation> {
        T::validate(self)
    }
}

/// The violation of a rule by a value.
#[cold]
pub(crate) fn broken(kind: Kind, name: &str, value: &(impl Serialize + ?Sized), rule: Rule) -> Violation {
    let mut violation = Violation::new(kind, name).with_rule(rule);
    violation.value = serde_json::to_value(value).ok();
    violation
}
