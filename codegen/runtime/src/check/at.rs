//! What can be checked at a parameter.

use serde::Serialize;

use super::{Format, Leaves, Lists, Measured, Pattern, Rules, Texted, broken, unique};
use crate::{
    Column, Filter, Kind, Rule, Sort, Violation,
    filter::{validate_filter, validate_sort},
    text,
};

/// A parameter and the documented sentence that it is held to. Its methods are the checks: each takes the member, which may be absent
/// or a list, and gives back the violation by the first value that is wrong.
#[derive(Clone, Copy, Debug)]
pub struct At {
    pub(super) name: &'static str,
    pub(super) rule: Rule,
}

impl At {
    /// Each value must pass a test.
    fn all<V: Leaves>(&self, member: &V, is_right: impl Fn(&V::Leaf) -> bool) -> Result<(), Violation> {
        let mut check = |leaf: &V::Leaf| if is_right(leaf) { Ok(()) } else { Err(self.wrong(leaf)) };
        member.leaves(&mut check)
    }

    fn wrong(&self, value: &(impl Serialize + ?Sized)) -> Violation {
        broken(Kind::InvalidValue, self.name, value, self.rule)
    }

    /// The least value allowed.
    pub fn minimum<V: Leaves<Leaf: PartialOrd<B>>, B: Copy>(&self, member: &V, bound: B) -> Result<(), Violation> {
        self.all(member, |value| *value >= bound)
    }

    /// The greatest value allowed.
    pub fn maximum<V: Leaves<Leaf: PartialOrd<B>>, B: Copy>(&self, member: &V, bound: B) -> Result<(), Violation> {
        self.all(member, |value| *value <= bound)
    }

    /// The least length allowed: of strings in characters, of numbers in digits.
    pub fn min_length<V: Leaves<Leaf: Measured>>(&self, member: &V, bound: usize) -> Result<(), Violation> {
        self.all(member, |value| !value.is_shorter(bound))
    }

    /// The greatest length allowed: of strings in characters, of numbers in digits.
    pub fn max_length<V: Leaves<Leaf: Measured>>(&self, member: &V, bound: usize) -> Result<(), Violation> {
        self.all(member, |value| !value.is_longer(bound))
    }

    /// The text must have a format.
    pub fn format<V: Leaves<Leaf: Texted>>(&self, member: &V, format: Format) -> Result<(), Violation> {
        self.all(member, |value| value.has(format))
    }

    /// The whole text must match a pattern.
    pub fn pattern<V: Leaves<Leaf: Texted>>(&self, member: &V, pattern: &Pattern) -> Result<(), Violation> {
        self.all(member, |value| value.matches(pattern))
    }

    /// A closed list of values, given as JSON texts, where an enum could not be made of it.
    pub fn one_of<V: Leaves>(&self, member: &V, texts: &[&str]) -> Result<(), Violation> {
        self.all(member, |value| text::json(value, |text| texts.contains(&text)).unwrap_or_default())
    }

    /// The least number of elements.
    pub fn min_items(&self, member: &impl Lists, bound: usize) -> Result<(), Violation> {
        self.list(member, |list| list.len() >= bound)
    }

    /// The greatest number of elements.
    pub fn max_items(&self, member: &impl Lists, bound: usize) -> Result<(), Violation> {
        self.list(member, |list| list.len() <= bound)
    }

    fn list<L: Lists>(&self, member: &L, is_right: impl Fn(&[L::Item]) -> bool) -> Result<(), Violation> {
        match member.list() {
            Some(list) if !is_right(list) => Err(self.wrong(list)),
            _ => Ok(()),
        }
    }

    /// The elements must differ as JSON values, so that `1` and `1.0` are equal. `mnemonic` is the word by which the documents call
    /// the error here, where it is not the usual one.
    pub fn unique(&self, member: &impl Lists, mnemonic: Option<&'static str>) -> Result<(), Violation> {
        member.list().map_or(Ok(()), |list| unique::unique(self, list, mnemonic))
    }

    /// The same for elements that can be compared without JSON.
    pub fn unique_plain<L: Lists<Item: PartialEq>>(
        &self,
        member: &L,
        mnemonic: Option<&'static str>,
    ) -> Result<(), Violation> {
        self.unique_by(member, mnemonic, |one, other| one == other)
    }

    /// The elements must differ in their texts, so that `1` and `"1"` are equal: for elements that are documented as a number and as a
    /// string.
    pub fn unique_text<L: Lists<Item = crate::NumberOrString>>(
        &self,
        member: &L,
        mnemonic: Option<&'static str>,
    ) -> Result<(), Violation> {
        let list = member.list().unwrap_or_default();
        if unique::all_differ(list, crate::NumberOrString::same_text) {
            Ok(())
        } else {
            unique::unique_text(self, list, mnemonic)
        }
    }

    fn unique_by<L: Lists>(
        &self,
        member: &L,
        mnemonic: Option<&'static str>,
        same: impl Fn(&L::Item, &L::Item) -> bool,
    ) -> Result<(), Violation> {
        let list = member.list().unwrap_or_default();
        if unique::all_differ(list, same) { Ok(()) } else { unique::unique(self, list, mnemonic) }
    }

    /// A parameter that may only be set together with another one.
    pub fn requires(&self, member: &impl Serialize, set: bool, other_set: bool) -> Result<(), Violation> {
        if set && !other_set { Err(broken(Kind::InvalidCombination, self.name, member, self.rule)) } else { Ok(()) }
    }

    /// A parameter that must be passed, and is missing.
    pub fn required(&self, missing: bool) -> Result<(), Violation> {
        if missing { Err(Violation::new(Kind::MissingRequired, self.name).with_rule(self.rule)) } else { Ok(()) }
    }

    /// Parameters of which one is passed: their names, and whether they are. A second one contradicts the first. With `least`, there
    /// must be one.
    pub fn one_of_several(&self, members: &[(&'static str, bool)], least: bool) -> Result<(), Violation> {
        let mut passed = members.iter().filter(|(_, passed)| *passed).map(|(name, _)| *name);
        match (passed.next(), passed.next()) {
            (Some(_), Some(second)) => Err(Violation::new(Kind::InvalidCombination, second).with_rule(self.rule)),
            (None, _) => self.required(least),
            (Some(_), None) => Ok(()),
        }
    }

    /// Holds each element of a list to checks of its own.
    pub fn each<L: Lists>(
        &self,
        member: &L,
        check: fn(&L::Item, &Self) -> Result<(), Violation>,
    ) -> Result<(), Violation> {
        member.list().unwrap_or_default().iter().try_for_each(|element| check(element, self))
    }

    /// What is nested must keep its own rules.
    pub fn nested(&self, member: &impl Rules) -> Result<(), Violation> {
        member.validate().map_err(|violation| violation.within(self.name))
    }

    /// A filter must keep to what its columns and operators allow.
    pub fn filter<C: Column>(&self, filter: Option<&Filter<C>>) -> Result<(), Violation> {
        filter.map_or(Ok(()), |filter| validate_filter(self.name, filter))
    }

    /// An order of rows must keep to the columns that can be sorted by.
    pub fn sort<C: Column>(&self, member: &impl Lists<Item = Sort<C>>) -> Result<(), Violation> {
        member.list().map_or(Ok(()), |order| validate_sort(self.name, order))
    }
}
