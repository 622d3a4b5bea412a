//! Compares types by the values that they hold: every integer is a number, and every type holds less than any.

use std::collections::BTreeSet;

use super::found::{At, Found};
use super::{Rule, words};
use crate::ir::{Schema, Type};

/// How two sets of types lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// They hold the same values.
    Same,
    /// The new one holds fewer.
    Narrower,
    /// The new one holds more.
    Wider,
    /// Neither holds all of the other.
    Apart,
}

/// The types of a value. A string out of a list is a string: its values are compared as values.
fn kinds(schema: &Schema) -> BTreeSet<Type> {
    let kinds = if schema.one_of.is_empty() { std::slice::from_ref(&schema.kind) } else { &schema.one_of };
    kinds.iter().map(|kind| if *kind == Type::Enum { Type::String } else { *kind }).collect()
}

fn holds(broad: &BTreeSet<Type>, narrow: &BTreeSet<Type>) -> bool {
    let held = |kind: &Type| {
        broad.contains(kind) || broad.contains(&Type::Any) || (*kind == Type::Integer && broad.contains(&Type::Number))
    };
    narrow.iter().all(held)
}

pub(super) fn order(old: &Schema, new: &Schema) -> Order {
    let (old, new) = (kinds(old), kinds(new));
    match (holds(&old, &new), holds(&new, &old)) {
        (true, true) => Order::Same,
        (true, false) => Order::Narrower,
        (false, true) => Order::Wider,
        (false, false) => Order::Apart,
    }
}

/// Reports a type that differs; tells whether the two have values in common, so that the rest can be compared.
pub(super) fn compare(old: &Schema, new: &Schema, name: &str, at: At, found: &mut Found) -> bool {
    let (rule, how) = match order(old, new) {
        Order::Same => return true,
        Order::Narrower => (Rule::TypeNarrowed, "narrowed to"),
        Order::Wider => (Rule::TypeWidened, "widened to"),
        Order::Apart => (Rule::TypeChanged, "changed to"),
    };
    let (was, is) = (words::types(old), words::types(new));
    let message = format!("the type of `{name}` {how} {is}, was {was}");
    found.differs(rule, at, message, [&was, &is]);
    rule != Rule::TypeChanged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_sets_of_values() {
        let one = |kind| Schema { kind, ..Schema::default() };
        let union = |one_of: &[Type]| Schema { one_of: one_of.to_vec(), ..Schema::default() };
        let cases = [
            (one(Type::Integer), one(Type::Number), Order::Wider),
            (one(Type::Any), one(Type::String), Order::Narrower),
            (one(Type::String), one(Type::Enum), Order::Same),
            (one(Type::String), one(Type::Boolean), Order::Apart),
            (one(Type::String), union(&[Type::String, Type::Integer]), Order::Wider),
            (union(&[Type::Number, Type::Integer]), one(Type::Number), Order::Same),
            (union(&[Type::String, Type::Integer]), union(&[Type::String, Type::Boolean]), Order::Apart),
        ];
        for (old, new, expected) in cases {
            assert_eq!(order(&old, &new), expected, "{old:?} {new:?}");
        }
    }
}
