//! What rows must meet, free of any engine.

use super::Pattern;

/// A value that a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Scalar {
    /// The empty value.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, or beyond the whole ones.
    Real(f64),
    /// A text.
    Text(String),
}

/// How a field is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The same; the empty value is the same as itself.
    Equal,
    /// Not the same; the empty value differs from any other.
    NotEqual,
    /// Less.
    Less,
    /// Greater.
    Greater,
    /// Less or the same.
    LessOrEqual,
    /// Greater or the same.
    GreaterOrEqual,
}

/// What rows with fields `F` must meet.
#[derive(Clone, Debug)]
pub(crate) enum Predicate<F> {
    /// Every one of these; of none, always.
    All(Vec<Self>),
    /// One of these; of none, never.
    Any(Vec<Self>),
    /// A comparison with a value.
    Compare(F, Comparison, Scalar),
    /// One of the values.
    In(F, Vec<Scalar>),
    /// A text that fits a pattern in which `%` stands for any text; case counts.
    Like(F, String),
    /// A text in which the expression finds something; case counts.
    Matches(F, Pattern),
}

impl<F: Copy> Predicate<F> {
    /// Shows each field that it looks at, as often as it does.
    pub(super) fn each_field(&self, see: &mut impl FnMut(F)) {
        match self {
            Self::All(branches) | Self::Any(branches) => branches.iter().for_each(|branch| branch.each_field(see)),
            Self::Compare(field, ..) | Self::In(field, _) | Self::Like(field, _) | Self::Matches(field, _) => {
                see(*field);
            }
        }
    }
}
