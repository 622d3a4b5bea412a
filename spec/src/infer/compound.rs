//! Types that documents write around other types: `string[]`, `array of string`, `?string`, `integer(int32)`.

/// A form: what stands ahead of the other type, what stands behind it, and the entry of a dialect that reads it.
struct Form {
    ahead: &'static str,
    behind: &'static str,
    entry: &'static str,
}

const FORMS: &[Form] = &[
    Form { ahead: "array[", behind: "]", entry: "match = \"array\\\\[{element}\\\\]\"\ntype = \"array\"" },
    Form { ahead: "array<", behind: ">", entry: "match = \"array<{element}>\"\ntype = \"array\"" },
    Form { ahead: "list<", behind: ">", entry: "match = \"list<{element}>\"\ntype = \"array\"" },
    Form { ahead: "array of ", behind: "s", entry: "match = \"array of {element}s\"\ntype = \"array\"" },
    Form { ahead: "array of ", behind: "", entry: "match = \"array of {element}\"\ntype = \"array\"" },
    Form { ahead: "list of ", behind: "s", entry: "match = \"list of {element}s\"\ntype = \"array\"" },
    Form { ahead: "list of ", behind: "", entry: "match = \"list of {element}\"\ntype = \"array\"" },
    Form { ahead: "[]", behind: "", entry: "match = \"\\\\[\\\\]{element}\"\ntype = \"array\"" },
    Form { ahead: "", behind: "[]", entry: "match = \"{element}\\\\[\\\\]\"\ntype = \"array\"" },
    Form { ahead: "[", behind: "]", entry: "match = \"\\\\[{element}\\\\]\"\ntype = \"array\"" },
    Form { ahead: "?", behind: "", entry: "match = \"?{inner}\"\ntype = \"any\"\nnullable = true" },
    Form { ahead: "", behind: "?", entry: "match = \"{inner}?\"\ntype = \"any\"\nnullable = true" },
];

/// How many types may stand in each other.
const MAX_DEPTH: usize = 4;

/// The entries of a dialect for the forms around a type word, the outermost first, and the word inside; without a format
/// in parentheses.
pub(super) fn peel(word: &str) -> (Vec<&'static str>, &str) {
    let mut entries = Vec::new();
    let mut inner = word.trim().trim_matches(['`', '*']);
    while entries.len() < MAX_DEPTH {
        let Some((form, rest)) = FORMS.iter().find_map(|form| Some((form, strip(inner, form)?))) else { break };
        entries.push(form.entry);
        inner = rest;
    }
    let bare = inner.split_once('(').filter(|(ahead, behind)| !ahead.is_empty() && behind.ends_with(')'));
    (entries, bare.map_or(inner, |(ahead, _)| ahead).trim())
}

fn strip<'w>(word: &'w str, form: &Form) -> Option<&'w str> {
    let start = word.get(..form.ahead.len()).filter(|start| start.eq_ignore_ascii_case(form.ahead))?;
    word[start.len()..].strip_suffix(form.behind).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    #[test]
    fn the_word_inside_is_found() {
        for (word, inner, forms) in [
            ("string", "string", 0),
            ("`integer(int32)`", "integer", 0),
            ("?Array of strings", "string", 2),
            ("[Widget]", "Widget", 1),
            ("[]int", "int", 1),
            ("array[string]", "string", 1),
            ("(int)", "(int)", 0),
        ] {
            let (entries, found) = peel(word);
            assert_eq!((found, entries.len()), (inner, forms), "{word}");
        }
    }

    #[test]
    fn every_entry_can_be_used() {
        for form in FORMS {
            let text = format!("name = \"x\"\nprotocol = \"rest\"\n[[type]]\n{}\n", form.entry);
            let dialect = Dialect::from_toml("x", &text).unwrap_or_else(|error| panic!("{error}"));
            let shown = format!("{}thing{}", form.ahead, form.behind);
            assert!(dialect.types[0].pattern.matches(&shown).is_some(), "{shown}");
        }
    }
}
