//! The facts of a parameter, by their keys in the IR, and what is done with each.
//!
//! One table, so that a new fact is asked every question: a test fails for a member of [`crate::ir::Param`] that is neither a fact
//! here nor said to be none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use Use::{Override, Phrase, Shared, Translated};

/// What is done with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// A phrase, a column or an item of a dialect can state it.
    Phrase,
    /// A row for all methods gives it to the parameters of its name that do not state it themselves.
    Shared,
    /// No translation changes it, so that two languages of the documents are held to saying the same.
    Translated,
    /// An override can set it and take it away.
    Override,
}

/// The facts. Whether a parameter must be there is for each method to say, so that it is not shared; conditions in the words of
/// the documents and the names of kinds differ from language to language.
const FACTS: &[(&str, &[Use])] = &[
    ("name", &[Override]),
    ("description", &[Override]),
    ("type", &[Translated, Override]),
    ("one_of", &[Translated, Override]),
    ("items", &[Override]),
    ("in", &[Translated, Override]),
    ("role", &[Override]),
    ("required", &[Phrase, Translated, Override]),
    ("required_for", &[Phrase, Override]),
    ("required_when", &[Phrase, Override]),
    ("default", &[Phrase, Shared, Translated, Override]),
    ("examples", &[Phrase, Override]),
    ("values", &[Phrase, Shared, Translated, Override]),
    ("minimum", &[Phrase, Shared, Translated, Override]),
    ("maximum", &[Phrase, Shared, Translated, Override]),
    ("min_length", &[Phrase, Shared, Translated, Override]),
    ("max_length", &[Phrase, Shared, Translated, Override]),
    ("min_items", &[Phrase, Shared, Translated, Override]),
    ("max_items", &[Phrase, Shared, Translated, Override]),
    ("format", &[Phrase, Shared, Translated, Override]),
    ("item_format", &[Phrase, Shared, Translated, Override]),
    ("pattern", &[Phrase, Shared, Translated, Override]),
    ("open", &[Phrase, Shared, Translated, Override]),
    ("nullable", &[Phrase, Shared, Translated, Override]),
    ("unique", &[Phrase, Shared, Translated, Override]),
    ("unique_items", &[Phrase, Shared, Translated, Override]),
    ("on_duplicate", &[Phrase, Shared, Translated, Override]),
    ("ordered", &[Phrase, Shared, Translated, Override]),
    ("shared_elements", &[Phrase, Shared, Translated, Override]),
    ("on_incomplete", &[Phrase, Shared, Translated, Override]),
    ("on_missing_reference", &[Phrase, Shared, Translated, Override]),
    ("requires_component", &[Phrase, Shared, Override]),
    ("requires_parameter", &[Phrase, Shared, Translated, Override]),
    ("allowed_when", &[Phrase, Shared, Override]),
    ("alternatives", &[Phrase, Shared, Translated, Override]),
    ("conditions", &[Phrase, Shared, Override]),
    ("see_methods", &[Phrase, Override]),
    ("see_sections", &[Phrase, Override]),
    ("filterable", &[Translated, Override]),
    ("sortable", &[Translated, Override]),
    ("by_default", &[Translated, Override]),
    // What a phrase says that becomes other facts, or facts of the method.
    ("layout", &[Phrase]),
    ("repeated", &[Phrase]),
    ("partial_update", &[Phrase]),
    ("requires_authentication", &[Phrase]),
    ("inherits", &[Phrase]),
    ("parameters", &[Phrase]),
    ("result", &[Phrase]),
    ("status", &[Phrase]),
];

/// The facts with which something is done, in the order of the table.
pub(crate) fn used_as(what: Use) -> &'static [&'static str] {
    static BY_USE: LazyLock<BTreeMap<Use, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_use: BTreeMap<Use, Vec<&str>> = BTreeMap::new();
        for (name, uses) in FACTS {
            for used in *uses {
                by_use.entry(*used).or_default().push(name);
            }
        }
        by_use
    });
    BY_USE.get(&what).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Param, Schema};

    /// The members of a parameter that state nothing themselves: what stands inside, what the documents call it, and where it is from.
    const NO_FACTS: &[&str] = &["documented_type", "fields", "inferred", "rules", "source", "type_name"];

    /// Takes a value apart without leaving out a member, and gives their keys.
    macro_rules! keys {
        ($value:expr, $of:ident { $($member:ident $(as $key:literal)?),* $(,)? }) => {{
            let $of { $($member: _),* } = $value;
            vec![$(keys!(@ $member $($key)?)),*]
        }};
        (@ $member:ident $key:literal) => { $key };
        (@ $member:ident) => { stringify!($member) };
    }

    /// A member that is new does not compile here until it is given its key.
    fn members() -> Vec<&'static str> {
        let mut members = keys!(Schema::default(), Schema {
            kind as "type", one_of, type_name, documented_type, fields, items, open, nullable, values, minimum, maximum, min_length,
            max_length, min_items, max_items, format, pattern
        });
        members.extend(keys!(Param::default(), Param {
            name, schema as "", required, description, location as "in", role, default, examples, item_format, unique, unique_items, on_duplicate,
            ordered, shared_elements, on_incomplete, on_missing_reference, requires_component, requires_parameter, required_for, required_when,
            filterable, sortable, by_default, allowed_when, alternatives, conditions, see_methods, see_sections, rules, inferred,
            source
        }));
        members.retain(|key| !key.is_empty());
        members
    }

    #[test]
    fn every_member_of_a_parameter_is_a_fact_or_said_to_be_none() {
        let members = members();
        for key in &members {
            let is_fact = FACTS.iter().any(|(name, _)| name == key);
            assert_ne!(is_fact, NO_FACTS.contains(key), "give `{key}` its line in spec/src/fact.rs");
        }
        for (name, uses) in FACTS.iter().filter(|(_, uses)| *uses != [Phrase]) {
            assert!(members.contains(name), "{name} of {uses:?} is no member of a parameter");
        }
    }

    #[test]
    fn every_use_has_its_facts() {
        for used in [Phrase, Shared, Translated, Override] {
            assert!(used_as(used).contains(&"maximum"), "{used:?}");
        }
        assert!(used_as(Phrase).contains(&"layout") && !used_as(Override).contains(&"layout"));
    }
}
