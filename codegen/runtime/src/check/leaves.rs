//! The values within a member, however it may be absent and however deep its lists go.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Number, NumberOrString, Patch, Violation};

/// A member whose single values can be held to a rule. What is absent has none, and breaks no rule.
pub trait Leaves {
    /// What a single value is.
    type Leaf: Serialize;

    /// Holds each value to a check.
    ///
    /// # Errors
    /// What the check says of the first value that fails it.
    fn leaves<F: FnMut(&Self::Leaf) -> Result<(), Violation>>(&self, check: &mut F) -> Result<(), Violation>;
}

macro_rules! leaf {
    ($($ty:ty),*) => {$(
        impl Leaves for $ty {
            type Leaf = Self;
            fn leaves<F: FnMut(&Self) -> Result<(), Violation>>(&self, check: &mut F) -> Result<(), Violation> {
                check(self)
            }
        }
    )*};
}

leaf!(bool, i64, String, Number, NumberOrString, Value, Map<String, Value>);

impl<T: Leaves> Leaves for Option<T> {
    type Leaf = T::Leaf;
    fn leaves<F: FnMut(&T::Leaf) -> Result<(), Violation>>(&self, check: &mut F) -> Result<(), Violation> {
        self.as_ref().map_or(Ok(()), |value| value.leaves(check))
    }
}

impl<T: Leaves> Leaves for Patch<T> {
    type Leaf = T::Leaf;
    fn leaves<F: FnMut(&T::Leaf) -> Result<(), Violation>>(&self, check: &mut F) -> Result<(), Violation> {
        self.value().map_or(Ok(()), |value| value.leaves(check))
    }
}

impl<T: Leaves> Leaves for Vec<T> {
    type Leaf = T::Leaf;
    fn leaves<F: FnMut(&T::Leaf) -> Result<(), Violation>>(&self, check: &mut F) -> Result<(), Violation> {
        self.iter().try_for_each(|value| value.leaves(check))
    }
}

/// A member that is a list, unless it is absent.
pub trait Lists {
    /// What its elements are.
    type Item: Serialize;

    /// The list; `None` where it is absent.
    fn list(&self) -> Option<&[Self::Item]>;
}

impl<T: Serialize> Lists for Vec<T> {
    type Item = T;
    fn list(&self) -> Option<&[T]> {
        Some(self)
    }
}

impl<L: Lists> Lists for Option<L> {
    type Item = L::Item;
    fn list(&self) -> Option<&[L::Item]> {
        self.as_ref().and_then(L::list)
    }
}

impl<L: Lists> Lists for Patch<L> {
    type Item = L::Item;
    fn list(&self) -> Option<&[L::Item]> {
        self.value().and_then(L::list)
    }
}
