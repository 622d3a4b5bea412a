//! Lengths: of strings in characters, of numbers in digits.

use serde::Serialize;
use serde_json::Value;

use super::broken;
use crate::{Kind, Number, NumberOrString, Rule, Violation};

/// A value that has a length.
pub trait Measured: Serialize {
    /// Its characters, or digits.
    fn length(&self) -> usize;
}

impl Measured for String {
    fn length(&self) -> usize {
        self.chars().count()
    }
}

impl Measured for Number {
    fn length(&self) -> usize {
        self.digits()
    }
}

impl Measured for i64 {
    fn length(&self) -> usize {
        Number::from(*self).digits()
    }
}

impl Measured for NumberOrString {
    fn length(&self) -> usize {
        match self {
            Self::Number(number) => number.digits(),
            Self::String(text) => text.length(),
        }
    }
}

impl Measured for Value {
    /// A value that is neither string nor number has the length 0, so that only a least length refuses it.
    fn length(&self) -> usize {
        match self {
            Self::String(text) => text.length(),
            Self::Number(number) => number.to_string().bytes().filter(u8::is_ascii_digit).count(),
            _ => 0,
        }
    }
}

/// The least length allowed.
///
/// # Errors
/// `InvalidValue` for a shorter value.
pub fn min_length<T: Measured>(name: &str, value: &T, bound: usize, rule: Rule) -> Result<(), Violation> {
    if value.length() < bound { Err(broken(Kind::InvalidValue, name, value, rule)) } else { Ok(()) }
}

/// The greatest length allowed.
///
/// # Errors
/// `InvalidValue` for a longer value.
pub fn max_length<T: Measured>(name: &str, value: &T, bound: usize, rule: Rule) -> Result<(), Violation> {
    if value.length() > bound { Err(broken(Kind::InvalidValue, name, value, rule)) } else { Ok(()) }
}
