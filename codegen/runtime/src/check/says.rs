//! Comparing a parameter with a word of the documents: `kind = fixed`.

use crate::{Number, Patch};

/// A member that can be compared with a word.
pub trait Says {
    /// Whether its value is this word; `None` where it has no value.
    fn is(&self, word: &str) -> Option<bool>;
}

/// Whether the value of a member is this word; `None` where it has no value.
pub fn says(member: &impl Says, word: &str) -> Option<bool> {
    member.is(word)
}

impl Says for String {
    fn is(&self, word: &str) -> Option<bool> {
        Some(self == word)
    }
}

impl Says for bool {
    fn is(&self, word: &str) -> Option<bool> {
        Some(word == if *self { "true" } else { "false" })
    }
}

impl Says for Number {
    fn is(&self, word: &str) -> Option<bool> {
        // By value, so that `1.0` is 1 as well.
        Some(word.parse::<i64>().is_ok_and(|number| *self == number))
    }
}

impl Says for i64 {
    fn is(&self, word: &str) -> Option<bool> {
        Number::from(*self).is(word)
    }
}

impl<T: Says> Says for Option<T> {
    fn is(&self, word: &str) -> Option<bool> {
        self.as_ref().and_then(|value| value.is(word))
    }
}

impl<T: Says> Says for Patch<T> {
    fn is(&self, word: &str) -> Option<bool> {
        self.value().and_then(|value| value.is(word))
    }
}

#[cfg(test)]
mod tests {
    use super::says;
    use crate::{Number, Patch};

    #[test]
    fn what_has_no_value_says_nothing() {
        assert_eq!(says(&Some("a".to_owned()), "a"), Some(true));
        assert_eq!(says(&Patch::Value("a".to_owned()), "b"), Some(false));
        assert_eq!(says(&None::<String>, "a"), None);
        assert_eq!((says(&Patch::<bool>::Null, "true"), says(&Patch::<bool>::Absent, "true")), (None, None));
        assert_eq!(
            (says(&true, "true"), says(&true, "false"), says(&false, "false")),
            (Some(true), Some(false), Some(true))
        );
        assert_eq!(
            (says(&Number::from_f64(1.0), "1"), says(&2_i64, "1"), says(&2_i64, "x")),
            (Some(true), Some(false), Some(false))
        );
    }
}
