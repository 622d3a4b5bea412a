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

    /// Whether it is shorter than that, found without counting all of it where that is not needed.
    fn is_shorter(&self, bound: usize) -> bool {
        self.length() < bound
    }
}

/// The most bytes that a character has in UTF-8 (RFC 3629, section 3). The least is one.
const WIDEST: usize = 4;

impl Measured for String {
    fn length(&self) -> usize {
        self.chars().count()
    }

    fn is_longer(&self, bound: usize) -> bool {
        self.len() > bound && (self.len() > bound.saturating_mul(WIDEST) || self.length() > bound)
    }

    fn is_shorter(&self, bound: usize) -> bool {
        self.len() < bound || (self.len() < bound.saturating_mul(WIDEST) && self.length() < bound)
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

    fn is_shorter(&self, bound: usize) -> bool {
        match self {
            Self::Number(number) => number.is_shorter(bound),
            Self::String(text) => text.is_shorter(bound),
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

#[cfg(test)]
mod tests {
    use super::Measured;

    #[test]
    fn characters_are_counted_whatever_their_width() {
        for character in ["a", "я", "世", "🜁"] {
            for length in 0..20 {
                let text = character.repeat(length);
                for bound in 0..20 {
                    assert_eq!(text.is_longer(bound), length > bound, "{text} {bound}");
                    assert_eq!(text.is_shorter(bound), length < bound, "{text} {bound}");
                }
            }
        }
    }
}
