//! Lengths: of strings in characters, of numbers in digits.

use serde::Serialize;
use serde_json::Value;

use crate::{Number, NumberOrString};

/// A value that has a length.
pub trait Measured: Serialize {
    /// Its characters, or digits.
    fn length(&self) -> usize;

    /// Whether it is longer than that, found without counting all of it where that is not needed.
    fn is_longer(&self, bound: usize) -> bool {
        self.length() > bound
    }
}

impl Measured for String {
    fn length(&self) -> usize {
        self.chars().count()
    }

    fn is_longer(&self, bound: usize) -> bool {
        // A character has at least one byte.
        self.len() > bound && self.length() > bound
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

    fn is_longer(&self, bound: usize) -> bool {
        match self {
            Self::Number(number) => number.is_longer(bound),
            Self::String(text) => text.is_longer(bound),
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
