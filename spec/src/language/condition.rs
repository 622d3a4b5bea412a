//! Conditions, as requirements have them: `if there is no name`.

use super::WORDS;

/// The condition that a text is, without brackets around it: `if there is no name` of `(if there is no name)`. The word at its head stays, for it
/// may say the opposite: `unless there is a name`.
pub(crate) fn condition(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['(', '[', ',', ';', ':', '-', '–', '—', ' ']).trim_end();
    let lower = text.to_lowercase();
    let begins =
        |word: &String| lower.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    if !WORDS.conditions.iter().any(begins) {
        return None;
    }
    let closed = text.matches(['(', '[']).count() < text.matches([')', ']']).count();
    Some(if closed { text.trim_end_matches(['.', ' ']).strip_suffix([')', ']']).unwrap_or(text) } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_begins_with_a_word_of_its_own() {
        for text in ["(if no `name`)", "when it is there", ", если нет id", "(unless a or b)"] {
            assert!(condition(text).is_some(), "{text}");
        }
        assert_eq!(condition("(if no `name` (nor id))."), Some("if no `name` (nor id)"));
        assert_eq!(condition("- if (a or b)"), Some("if (a or b)"));
        for text in ["", "iff", "the first", "if", "условие"] {
            assert_eq!(condition(text), None, "{text}");
        }
    }
}
