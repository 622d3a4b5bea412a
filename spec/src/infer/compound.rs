//! Types that documents write around other types: `string[]`, `array of string`, `?string`, `integer(int32)`.

use super::draft::Entry;
use crate::language::{COMMON, Form};

/// How many types may stand in each other.
const MAX_DEPTH: usize = 4;

/// The forms around a type word, the outermost first, and the word inside; without a format in parentheses.
pub(super) fn peel(word: &str) -> (Vec<&'static Form>, &str) {
    let mut forms = Vec::new();
    let mut inner = word.trim().trim_matches(['`', '*']);
    while forms.len() < MAX_DEPTH {
        let Some((form, rest)) = COMMON.forms.iter().find_map(|form| Some((form, strip(inner, form)?))) else { break };
        forms.push(form);
        inner = rest;
    }
    let bare = inner.split_once('(').filter(|(ahead, behind)| !ahead.is_empty() && behind.ends_with(')'));
    (forms, bare.map_or(inner, |(ahead, _)| ahead).trim())
}

/// The entry of a dialect that reads a form.
pub(super) fn entry(form: &Form) -> Entry {
    let entry = Entry::new(&form.pattern, "").with("type", &form.kind);
    let entry = if form.nullable { entry.set("nullable", "true") } else { entry };
    if form.open { entry.set("open", "true") } else { entry }
}

/// What stands inside a form.
fn strip<'w>(word: &'w str, form: &Form) -> Option<&'w str> {
    let (ahead, behind) = form.pattern.split_once('{')?;
    let behind = behind.split_once('}')?.1;
    let (ahead, behind) = (ahead.replace('\\', ""), behind.replace('\\', ""));
    let start = word.get(..ahead.len()).filter(|start| start.eq_ignore_ascii_case(&ahead))?;
    word[start.len()..].strip_suffix(behind.as_str()).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;
    use crate::infer::draft::Draft;

    #[test]
    fn the_word_inside_is_found() {
        for (word, inner, forms) in [
            ("string", "string", 0),
            ("`integer(int32)`", "integer", 0),
            ("?Array of strings", "string", 2),
            ("[Widget]", "Widget", 1),
            ("[]int", "int", 1),
            ("array[string]", "string", 1),
            ("массив из строк", "строк", 1),
            ("(int)", "(int)", 0),
        ] {
            let (entries, found) = peel(word);
            assert_eq!((found, entries.len()), (inner, forms), "{word}");
        }
    }

    #[test]
    fn every_form_can_be_used() {
        for form in &COMMON.forms {
            let text = Draft { types: vec![entry(form)], ..Draft::default() }.to_toml();
            let dialect = Dialect::from_toml("x", &text).unwrap_or_else(|error| panic!("{error}"));
            let shown = form.pattern.replace("{element}", "thing").replace("{inner}", "thing");
            let shown = shown.replace("{_key}", "text").replace("{_value}", "thing").replace('\\', "");
            assert!(dialect.types[0].pattern.matches(&shown).is_some(), "{shown}");
        }
    }
}
