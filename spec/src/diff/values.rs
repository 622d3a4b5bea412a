//! Compares what narrows a type: closed lists, bounds, formats, null, elements that must differ.

use serde_json::{Number, Value};

use super::found::{At, Found};
use super::{Rule, words};
use crate::ir::Schema;

/// Compares everything that a schema states of single values.
pub(super) fn compare(old: &Schema, new: &Schema, name: &str, at: At, found: &mut Found) {
    list(old, new, name, at, found);
    bounds(old, new, name, at, found);
    format("format", [old.format.as_ref(), new.format.as_ref()], name, at, found);
    format("pattern", [old.pattern.as_ref(), new.pattern.as_ref()], name, at, found);
    flag([old.nullable, new.nullable], [Rule::NullRefused, Rule::NullAllowed], "null as `{}`", name, at, found);
    let opened = [Rule::ObjectClosed, Rule::ObjectOpened];
    flag([old.open, new.open], opened, "members of `{}` that are not documented", name, at, found);
}

/// Reports something that is allowed on one side only. `rules` are those for what is no longer and what is now allowed.
fn flag(allowed: [bool; 2], rules: [Rule; 2], what: &str, name: &str, at: At, found: &mut Found) {
    let what = what.replace("{}", name);
    match allowed {
        [true, false] => found.differs(rules[0], at, format!("{what}: no longer allowed"), ["allowed", "not allowed"]),
        [false, true] => found.differs(rules[1], at, format!("{what}: now allowed"), ["not allowed", "allowed"]),
        _ => {}
    }
}

/// Whether the elements of an array must differ, or the values of several entities, as `what` is said to be allowed or not.
pub(super) fn uniqueness(old: bool, new: bool, what: &str, name: &str, at: At, found: &mut Found) {
    let rules = [Rule::UniquenessAdded, Rule::UniquenessRemoved];
    flag([!old, !new], rules, what, name, at, found);
}

fn list(old: &Schema, new: &Schema, name: &str, at: At, found: &mut Found) {
    let words = |values: &[Value]| values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match (old.values.is_empty(), new.values.is_empty()) {
        (true, true) => {}
        (true, false) => {
            let message = format!("`{name}` is now one of {}", words(&new.values));
            found.differs(Rule::ValuesClosed, at, message, ["any value", "a closed list"]);
        }
        (false, true) => {
            let message = format!("`{name}` is no longer one of {}", words(&old.values));
            found.differs(Rule::ValuesOpened, at, message, ["a closed list", "any value"]);
        }
        (false, false) => {
            let missing = |of: &[Value], from: &[Value]| -> Vec<Value> {
                of.iter().filter(|value| !from.contains(value)).cloned().collect()
            };
            for value in missing(&old.values, &new.values) {
                found.gone(Rule::ValueRemoved, at, format!("{value} is no longer a value of `{name}`"));
            }
            for value in missing(&new.values, &old.values) {
                found.came(Rule::ValueAdded, at, format!("{value} is a new value of `{name}`"));
            }
        }
    }
}

fn bounds(old: &Schema, new: &Schema, name: &str, at: At, found: &mut Found) {
    let number = |value: &Option<Number>| value.as_ref().and_then(Number::as_f64);
    #[expect(clippy::cast_precision_loss, reason = "a bound that large is no bound")]
    let count = |value: Option<u64>| value.map(|count| count as f64);
    let least = [
        ("minimum", number(&old.minimum), number(&new.minimum)),
        ("min_length", count(old.min_length), count(new.min_length)),
        ("min_items", count(old.min_items), count(new.min_items)),
    ];
    let greatest = [
        ("maximum", number(&old.maximum), number(&new.maximum)),
        ("max_length", count(old.max_length), count(new.max_length)),
        ("max_items", count(old.max_items), count(new.max_items)),
    ];
    for (fact, old, new) in least {
        bound(fact, old, new, |old, new| new > old, name, at, found);
    }
    for (fact, old, new) in greatest {
        bound(fact, old, new, |old, new| new < old, name, at, found);
    }
}

/// Compares one bound; `closer` tells whether the new one leaves out more than the old one.
fn bound(
    fact: &str,
    old: Option<f64>,
    new: Option<f64>,
    closer: fn(f64, f64) -> bool,
    name: &str,
    at: At,
    found: &mut Found,
) {
    let tighter = match (old, new) {
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (Some(old), Some(new)) if closer(old, new) => true,
        (Some(old), Some(new)) if closer(new, old) => false,
        _ => return,
    };
    let word = |bound: Option<f64>| bound.map_or_else(|| "unbounded".to_owned(), |bound| bound.to_string());
    let (was, is) = (word(old), word(new));
    let rule = if tighter { Rule::BoundTightened } else { Rule::BoundLoosened };
    let message = format!("`{fact}` of `{name}` is {is}, was {was}");
    found.differs(rule, at, message, [&was, &is]);
}

/// Compares a format or a pattern.
pub(super) fn format(fact: &str, formats: [Option<&String>; 2], name: &str, at: At, found: &mut Found) {
    let [old, new] = formats;
    let rule = match (old, new) {
        (None, Some(_)) => Rule::FormatAdded,
        (Some(_), None) => Rule::FormatRemoved,
        (Some(old), Some(new)) if old != new => Rule::FormatChanged,
        _ => return,
    };
    let word = |format: Option<&String>| words::value(format.cloned().map(Value::from).as_ref());
    let (was, is) = (word(old), word(new));
    found.differs(rule, at, format!("the {fact} of `{name}` is {is}, was {was}"), [&was, &is]);
}
