//! Compares one parameter or field with itself in the other version.

use super::found::{At, Found};
use super::schema::place;
use super::{Rule, conditions, schema, words};
use crate::ir::Param;

/// Compares everything that the documents say of it.
pub(super) fn compare(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    let before = found.count();
    if old.location != new.location {
        let word = |param: &Param| param.location.map_or("not told", crate::ir::Location::name);
        let (was, is) = (word(old), word(new));
        let message = format!("`{}` travels in the {is}, was in the {was}", new.name);
        found.differs(Rule::ParameterMoved, at(old, new, address, request, "in"), message, [was, is]);
    }
    conditions::compare(old, new, address, request, found);
    default(old, new, address, request, found);
    offers(old, new, address, request, found);
    refusals(old, new, address, request, found);
    schema::compare(old, new, address, request, found);
    let is_told = found.count() > before;
    documentation(old, new, address, request, is_told, found);
}

fn at<'p>(old: &'p Param, new: &'p Param, address: &'p str, request: bool, fact: &str) -> At<'p> {
    At { address, request, old: place(old, fact), new: place(new, fact) }
}

fn default(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    if old.default == new.default {
        return;
    }
    let rule = if old.default.is_none() { Rule::DefaultAdded } else { Rule::DefaultChanged };
    let (was, is) = (words::value(old.default.as_ref()), words::value(new.default.as_ref()));
    let message = format!("the default of `{}` is {is}, was {was}{}", new.name, words::inferred(old, new, "default"));
    found.differs(rule, at(old, new, address, request, "default"), message, [&was, &is]);
}

/// What callers may do with the rows that hold a field. A table without the column is silent, and offers nothing.
fn offers(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    let offers = [
        ("filtered by", old.filterable, new.filterable, Rule::FilterWithdrawn, Rule::FilterOffered),
        ("sorted by", old.sortable, new.sortable, Rule::SortWithdrawn, Rule::SortOffered),
        ("relied on to hold", old.by_default, new.by_default, Rule::FieldHidden, Rule::FieldShown),
    ];
    for (what, was, is, withdrawn, offered) in offers {
        let (rule, word, words) = match (was == Some(true), is == Some(true)) {
            (true, false) => (withdrawn, "can no longer be", ["offered", "withdrawn"]),
            (false, true) => (offered, "can now be", ["not offered", "offered"]),
            _ => continue,
        };
        let message = format!("rows {word} {what} `{}`", new.name);
        found.differs(rule, at(old, new, address, request, ""), message, words);
    }
}

/// The errors that rules of the parameter lead to.
fn refusals(old: &Param, new: &Param, address: &str, request: bool, found: &mut Found) {
    let facts = [
        ("on_duplicate", "equal elements of", &old.on_duplicate, &new.on_duplicate),
        ("on_incomplete", "a list that leaves something out of", &old.on_incomplete, &new.on_incomplete),
        ("on_missing_reference", "an id of nothing in", &old.on_missing_reference, &new.on_missing_reference),
    ];
    for (fact, what, was, is) in facts.into_iter().filter(|(_, _, was, is)| was != is) {
        let word = |mnemonic: &Option<String>| mnemonic.clone().unwrap_or_else(|| "not told".to_owned());
        let (was, is) = (word(was), word(is));
        let message = format!("{what} `{}`: the error is {is}, was {was}", new.name);
        found.differs(Rule::RefusalChanged, at(old, new, address, request, fact), message, [&was, &is]);
    }
}

/// What is said for readers alone. Where a fact differs, it is no news that the sentence that states it does.
fn documentation(old: &Param, new: &Param, address: &str, request: bool, is_told: bool, found: &mut Found) {
    let rules = |param: &Param| param.rules.values().map(|rule| rule.text.clone()).collect::<Vec<_>>();
    let same_types =
        is_told || (words::type_words(&old.schema) == words::type_words(&new.schema) && old.role == new.role);
    let same_links = old.see_methods == new.see_methods && old.see_sections == new.see_sections;
    let same_words = old.description == new.description && (is_told || rules(old) == rules(new));
    let what = match (same_words, same_types, same_links) {
        (true, true, true) => return,
        (false, _, _) => "the description",
        (_, false, _) => "the documented type",
        (_, _, false) => "what is referred to in the description",
    };
    let message = format!("{what} of `{}` changed{}", new.name, words::difference(&old.description, &new.description));
    found.differs(Rule::DocumentationChanged, at(old, new, address, request, ""), message, ["it was so", "it is so"]);
}
