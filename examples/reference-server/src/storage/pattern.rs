//! Regular expressions that callers send.

use regex::{Regex, RegexBuilder};

/// How large a compiled expression may be, in bytes: `((a{99}){99}){99}` is short to send and would take all memory.
const COMPILED_LIMIT: usize = 1 << 20;

/// A regular expression that is known to compile. Matching takes a time linear in the text: the engine never backtracks.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(String);

impl Pattern {
    /// Checks an expression. What POSIX has beyond regular languages, such as back references, is refused.
    ///
    /// # Errors
    /// It is no regular expression, or too large a one.
    pub(crate) fn new(text: &str) -> Result<Self, regex::Error> {
        compile(text).map(|_| Self(text.to_owned()))
    }

    /// The text of the expression.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// Compiles an expression. As in POSIX, `.` takes a line break as well and `^` and `$` are the ends of the whole text.
pub(super) fn compile(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(text).dot_matches_new_line(true).size_limit(COMPILED_LIMIT).dfa_size_limit(COMPILED_LIMIT).build()
}

#[cfg(test)]
mod tests {
    use super::{Pattern, compile};

    #[test]
    fn refuses_what_is_wrong_or_too_large() {
        for text in ["(", "[a", "a{2,1}", r"(a)\1", "((a{99}){99}){99}", "*"] {
            assert!(Pattern::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_as_posix_does() {
        for (pattern, text, matches) in [
            ("^[[:alpha:]]+$", "Ромашка", false),
            ("^[[:alpha:]]+$", "Rose", true),
            ("a.b", "a\nb", true),
            ("^b", "a\nb", false),
            ("ROSE", "rose", false),
        ] {
            assert_eq!(compile(pattern).unwrap().is_match(text), matches, "{pattern}");
        }
    }
}
