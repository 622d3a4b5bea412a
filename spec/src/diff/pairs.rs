//! Finds what stands for what in two lists of parameters: by name, and what is left by names that nearly agree.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::ir::{Location, Param};
use crate::reconcile::is_near;

/// More leftovers than this are not looked through for names that nearly agree: it would take the square of their number.
const MAX_LEFT: usize = 512;

/// Two lists of parameters, paired.
#[derive(Default)]
pub(super) struct Pairs<'p> {
    /// Those of the same name.
    pub(super) same: Vec<(&'p Param, &'p Param)>,
    /// Those whose names differ, and nothing else tells them apart.
    pub(super) renamed: Vec<(&'p Param, &'p Param)>,
    /// Those that are only in the old list.
    pub(super) gone: Vec<&'p Param>,
    /// Those that are only in the new list.
    pub(super) came: Vec<&'p Param>,
}

/// Pairs two lists. `aliases` are the old and the new name of parameters that are known to be one.
pub(super) fn pair<'p>(old: &'p [Param], new: &'p [Param], aliases: &BTreeMap<String, String>) -> Pairs<'p> {
    let mut pairs = Pairs::default();
    let (mut left, mut right) = (Vec::new(), by_name(new));
    for param in old {
        let name = match (param.location, aliases.get(&param.name)) {
            (Some(Location::Path), Some(alias)) => alias,
            _ => &param.name,
        };
        match take(&mut right, name, param.location) {
            Some(other) => pairs.same.push((param, other)),
            None => left.push(param),
        }
    }
    // What travels elsewhere now still has its name.
    for param in left {
        match right.get_mut(param.name.as_str()).and_then(VecDeque::pop_front) {
            Some(other) => pairs.same.push((param, other)),
            None => pairs.gone.push(param),
        }
    }
    let rest: BTreeSet<_> = right.into_values().flatten().map(std::ptr::from_ref).collect();
    pairs.came = new.iter().filter(|param| rest.contains(&std::ptr::from_ref(*param))).collect();
    find_renamed(&mut pairs);
    pairs
}

type ByName<'p> = BTreeMap<&'p str, VecDeque<&'p Param>>;

fn by_name(params: &[Param]) -> ByName<'_> {
    let mut names = ByName::new();
    for param in params {
        names.entry(&param.name).or_default().push_back(param);
    }
    names
}

fn take<'p>(names: &mut ByName<'p>, name: &str, location: Option<Location>) -> Option<&'p Param> {
    let candidates = names.get_mut(name)?;
    let at = candidates.iter().position(|param| param.location == location)?;
    candidates.remove(at)
}

/// Takes a pair out of what is gone and what came where the names nearly agree, or the words of the description are the same.
fn find_renamed(pairs: &mut Pairs) {
    if pairs.gone.len().max(pairs.came.len()) > MAX_LEFT {
        return;
    }
    let came = &mut pairs.came;
    let renamed = &mut pairs.renamed;
    pairs.gone.retain(|old| {
        let distance = |new: &&Param| strsim::damerau_levenshtein(&old.name, &new.name);
        let alike = came.iter().enumerate().filter(|(_, new)| is_renamed(old, new));
        let nearest = alike.min_by_key(|(_, new)| (!is_near(&old.name, &new.name), distance(new))).map(|(at, _)| at);
        match nearest {
            Some(at) => renamed.push((old, came.remove(at))),
            None => return true,
        }
        false
    });
}

/// Whether one may be the other under another name. A description of a word or two is that of many parameters.
fn is_renamed(old: &Param, new: &Param) -> bool {
    let told = |param: &Param| param.description.split_whitespace().count() > 2;
    let same_words = told(old) && old.description == new.description;
    old.schema.kind == new.schema.kind && old.location == new.location && (is_near(&old.name, &new.name) || same_words)
}
