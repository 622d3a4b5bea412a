//! Regular expressions.

use std::sync::OnceLock;

use regex::Regex;

use super::runs::Runs;

/// A regular expression that a whole value must match. It is compiled when it is first needed, once; matching takes a time that is
/// linear in the length of the value.
#[derive(Debug)]
pub struct Pattern {
    text: &'static str,
    /// The pattern for ASCII texts, where it is simple enough.
    runs: OnceLock<Option<Runs>>,
    /// `None` inside for one that does not compile, which a generator makes sure of: such a pattern holds for nothing.
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern, as documented.
    pub const fn new(text: &'static str) -> Self {
        Self { text, runs: OnceLock::new(), compiled: OnceLock::new() }
    }

    /// Whether a whole text matches.
    pub fn accepts(&self, text: &str) -> bool {
        if let Some(runs) = self.runs.get_or_init(|| Runs::of(self.text)).as_ref().filter(|_| text.is_ascii()) {
            return runs.accept(text);
        }
        let compiled = self.compiled.get_or_init(|| Regex::new(&whole(self.text)).ok());
        compiled.as_ref().is_some_and(|pattern| pattern.is_match(text))
    }

    /// Whether a text is a pattern that can be held to.
    pub fn is_known(text: &str) -> bool {
        Regex::new(&whole(text)).is_ok()
    }
}

/// The same pattern for the text as a whole.
fn whole(pattern: &str) -> String {
    format!(r"\A(?:{pattern})\z")
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn the_whole_text_must_match() {
        static DIGITS: Pattern = Pattern::new("[0-9]+|x");
        for (text, accepted) in [("12", true), ("x", true), ("12 ", false), ("ax", false), ("12\n", false), ("", false)]
        {
            assert_eq!(DIGITS.accepts(text), accepted, "{text:?}");
        }
        assert!(Pattern::new("^[a-z]{2}$").accepts("ab"));
        // Digits are those of all scripts, and a letter of another script is none of the class.
        let digits = Pattern::new(r"\d{2}");
        assert!(digits.accepts("12") && digits.accepts("٣٤") && !digits.accepts("1я"));
    }

    #[test]
    fn what_is_no_pattern_is_told_so() {
        for (text, known) in
            [("[", false), ("(?=a)b", false), (r"(a)\1", false), ("((a{999}){999}){999}", false), (r"\d\/", true)]
        {
            assert_eq!(Pattern::is_known(text), known, "{text}");
        }
    }
}
