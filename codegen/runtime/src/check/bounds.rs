//! Bounds: numbers, counts and lists of values.

use serde::Serialize;

use super::broken;
use crate::{Kind, Rule, Violation};

/// The least value allowed.
///
/// # Errors
/// `InvalidValue` for a smaller one.
pub fn minimum<T: PartialOrd<B> + Serialize, B: Copy>(
    name: &str,
    value: &T,
    bound: B,
    rule: Rule,
) -> Result<(), Violation> {
    if *value < bound { Err(broken(Kind::InvalidValue, name, value, rule)) } else { Ok(()) }
}

/// The greatest value allowed.
///
/// # Errors
/// `InvalidValue` for a greater one.
pub fn maximum<T: PartialOrd<B> + Serialize, B: Copy>(
    name: &str,
    value: &T,
    bound: B,
    rule: Rule,
) -> Result<(), Violation> {
    if *value > bound { Err(broken(Kind::InvalidValue, name, value, rule)) } else { Ok(()) }
}

/// The least number of elements.
///
/// # Errors
/// `InvalidValue` for fewer.
pub fn min_items<T: Serialize>(name: &str, list: &[T], bound: usize, rule: Rule) -> Result<(), Violation> {
    if list.len() < bound { Err(broken(Kind::InvalidValue, name, list, rule)) } else { Ok(()) }
}

/// The greatest number of elements.
///
/// # Errors
/// `InvalidValue` for more.
pub fn max_items<T: Serialize>(name: &str, list: &[T], bound: usize, rule: Rule) -> Result<(), Violation> {
    if list.len() > bound { Err(broken(Kind::InvalidValue, name, list, rule)) } else { Ok(()) }
}

/// A closed list of values, where an enum type could not be made of it.
///
/// # Errors
/// `InvalidValue` for a value whose JSON text is not among those listed.
pub fn one_of(name: &str, value: &impl Serialize, texts: &[&str], rule: Rule) -> Result<(), Violation> {
    let text = serde_json::to_string(value).unwrap_or_default();
    if texts.contains(&text.as_str()) { Ok(()) } else { Err(broken(Kind::InvalidValue, name, value, rule)) }
}
