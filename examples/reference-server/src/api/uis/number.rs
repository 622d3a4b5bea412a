//! Numbers that must be whole ones, though the documents call them numbers.

use doctract_runtime::Number;

use crate::storage::{Reason, Refusal};

/// A number that counts something.
///
/// # Errors
/// It has a fraction.
pub(super) fn whole(field: &'static str, number: Number) -> Result<i64, Refusal> {
    number.as_i64().ok_or_else(|| Refusal::new(Reason::Value, field, number))
}
