//! Telling what a parameter refers to from the words of its description, where neither its name nor a pointer does: the titles of the methods
//! name what the methods act on.

use std::collections::BTreeSet;

use doctract_spec::ir::{Api, Method, Param};

use super::reference::creators;
use super::verbs;
use crate::names::all_params;

/// So many letters at the beginning make two words forms of one.
const STEM: usize = 6;

/// The create method whose title names what the description of `param` names; none where several do or none does.
///
/// The descriptions of the fields of the same name count, too. Of two titles the one that says more wins: all its words must be there.
pub(super) fn maker<'a>(api: &'a Api, method: &Method, param: &Param) -> Option<&'a Method> {
    let object = verbs::object(method);
    let related = api.methods.iter().filter(|other| verbs::object(other) == object);
    let same = related.flat_map(all_params).filter(|other| other.name == param.name);
    let said: BTreeSet<String> = [param].into_iter().chain(same).flat_map(|param| words(&param.description)).collect();
    let titles: Vec<(&Method, BTreeSet<String>)> =
        creators(api).map(|create| (create, words(&create.title).collect())).collect();
    // A word of all titles says what the methods do, not to what.
    let common = |word: &String| titles.len() > 1 && titles.iter().all(|(_, title)| title.contains(word));
    let fits = titles.iter().filter_map(|(create, title)| {
        let mut own = title.iter().filter(|word| !common(word)).peekable();
        own.peek()?;
        let count = title.len();
        own.all(|word| said.iter().any(|said| alike(said, word))).then_some((count, *create))
    });
    let fits: Vec<(usize, &Method)> = fits.collect();
    let most = fits.iter().map(|(count, _)| *count).max()?;
    let mut best = fits.into_iter().filter(|(count, _)| *count == most);
    best.next().filter(|_| best.next().is_none()).map(|(_, create)| create)
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|char: char| !char.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether two words are forms of one: they begin alike.
fn alike(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shorter = one.chars().count().min(other.chars().count());
    same >= shorter.min(STEM) && same + 3 >= one.chars().count().max(other.chars().count())
}
