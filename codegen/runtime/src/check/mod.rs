//! The documented rules, one function each. Generated `validate` functions call them one after the other.
//!
//! Each takes the wire name of the parameter, its value, the bound and the documented sentence, and costs a comparison when the
//! value is right; what an answer needs is made only when it is wrong.

mod bounds;
mod format;
mod length;
mod unique;

use serde::Serialize;

pub use bounds::{max_items, maximum, min_items, minimum, one_of};
pub use format::{Format, format};
pub use length::{Measured, max_length, min_length};
pub use unique::{unique, unique_text};

use crate::{Kind, Rule, Violation};

/// The violation of a rule by a value.
#[cold]
pub(crate) fn broken(kind: Kind, name: &str, value: &(impl Serialize + ?Sized), rule: Rule) -> Violation {
    let mut violation = Violation::new(kind, name).with_rule(rule);
    violation.value = serde_json::to_value(value).ok();
    violation
}

/// A parameter that may only be set together with another one.
///
/// # Errors
/// `InvalidCombination` when it is set and the other is not.
pub fn requires(name: &str, value: &impl Serialize, set: bool, other_set: bool, rule: Rule) -> Result<(), Violation> {
    if set && !other_set { Err(broken(Kind::InvalidCombination, name, value, rule)) } else { Ok(()) }
}

/// Holds every element of a list to its own rules.
///
/// # Errors
/// What the first element at fault answers, seen from the list.
pub fn each<T>(name: &str, list: &[T], check: impl Fn(&T) -> Result<(), Violation>) -> Result<(), Violation> {
    list.iter().try_for_each(|element| check(element).map_err(|violation| violation.within(name)))
}
