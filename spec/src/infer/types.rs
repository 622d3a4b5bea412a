//! Ideas of the headings over the members of types that have names, which the cells of types refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::compound;
use super::count::Found;
use super::draft::{Draft, Entry, literal};
use super::lines;
use super::sample::Sample;
use super::search::{Choice, Idea};
use crate::document::Block;

/// How many forms of headings are tried.
const MAX_FORMS: usize = 6;

/// The ideas: headings that are the name of a type, or hold it among words that they share.
pub(super) fn choices(sample: &Sample, found: &Found) -> Vec<Choice> {
    let words = found.types.keys().flat_map(|word| word.split([',', '|', '/', ' ', '<', '>', '[', ']']));
    let names: BTreeSet<String> =
        words.map(|word| compound::peel(word).1.to_lowercase()).filter(|name| name.len() > 2).collect();
    let mut forms: BTreeMap<(String, Option<u8>), usize> = BTreeMap::new();
    let heads = |line: &lines::Line| line.level.is_some() || matches!(line.behind.first(), Some(Block::Table(_)));
    for line in lines::lines(&sample.documents).filter(heads) {
        let heading = lines::heading(line.text);
        let words: Vec<&str> = heading.split(' ').collect();
        let found = words.iter().enumerate().find(|(_, word)| names.contains(&word.trim_matches('`').to_lowercase()));
        if let Some((at, _)) = found.filter(|_| words.len() <= 4) {
            let around = |words: &[&str]| words.iter().map(|word| literal(word)).collect::<Vec<_>>().join(" ");
            let form = format!("{} {{type:word}} {}", around(&words[..at]), around(&words[at + 1..]));
            *forms.entry((form.trim().to_owned(), line.level)).or_default() += 1;
        }
    }
    let mut forms: Vec<_> = forms.into_iter().collect();
    forms.sort_by_key(|(form, count)| (std::cmp::Reverse(*count), form.clone()));
    forms.into_iter().take(MAX_FORMS).map(|((form, level), count)| choice(&form, level, count)).collect()
}

/// A heading of types, with the heading of their members below or without.
fn choice(form: &str, level: Option<u8>, count: usize) -> Choice {
    let of = |pattern: &str| {
        let entry = Entry::new(pattern, format!("{count} names of types")).with("role", "type");
        level.map_or(entry.clone(), |level| entry.set("level", level.to_string()))
    };
    let whole = of(form);
    // A name in capitals is one of a type where names of methods are in small letters.
    let capital = of(&form.replace("{type:word}", "{type:capital}"));
    let plain: Idea = Box::new(move |draft: &mut Draft| draft.sections.push(whole.clone()));
    let strict: Idea = Box::new(move |draft: &mut Draft| {
        draft.sections.push(capital.clone());
        draft.kinds.push(("capital".to_owned(), "(?-i:[A-Z])\\w*".to_owned()));
    });
    vec![plain, strict]
}
