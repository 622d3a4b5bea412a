//! Regular expressions that callers send.

mod bracket;
mod posix;

use regex::{Regex, RegexBuilder};

/// How large a compiled expression may be, in bytes: `((a{99}){99}){99}` is short to send and would take all memory.
const COMPILED_LIMIT: usize = 1 << 20;

/// A regular expression that is known to compile. Matching takes a time linear in the text: the engine never backtracks.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(String);

/// Why a text is no [`Pattern`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum PatternError {
    /// POSIX leaves it undefined, or has no such thing.
    #[error("not a POSIX extended regular expression: {0}")]
    NotPosix(&'static str),
    /// The engine refuses it: a parenthesis without its other half, or too large a program.
    #[error(transparent)]
    Refused(#[from] regex::Error),
}

impl Pattern {
    /// Checks an expression.
    ///
    /// # Errors
    /// It is no extended regular expression of POSIX, or too large a one.
    pub(crate) fn new(text: &str) -> Result<Self, PatternError> {
        compile(text).map(|_| Self(text.to_owned()))
    }

    /// The text of the expression.
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

/// Compiles an expression. As in POSIX, `.` takes a line break as well and `^` and `$` are the ends of the whole text.
pub(super) fn compile(text: &str) -> Result<Regex, PatternError> {
    let text = posix::translate(text)?;
    let mut builder = RegexBuilder::new(&text);
    builder.dot_matches_new_line(true).size_limit(COMPILED_LIMIT).dfa_size_limit(COMPILED_LIMIT);
    Ok(builder.build()?)
}

#[cfg(test)]
mod tests {
    use super::{Pattern, compile};

    #[test]
    fn refuses_what_is_wrong_or_too_large() {
        for text in ["(", "(a", "a)", "[a", "a{2,1}", "((a{99}){99}){99}", &"(".repeat(100_000)] {
            assert!(Pattern::new(text).is_err(), "{text:.40}");
        }
    }

    #[test]
    fn refuses_what_other_dialects_have() {
        for text in [
            "(?i)rose",
            "(?:a)",
            "(?P<n>a)",
            "(?=a)",
            "(?#a)",
            "a*?",
            "a+?",
            "a??",
            "a{1}?",
            "a**",
            "a*+",
            r"\d",
            r"\w",
            r"\s",
            r"\b",
            r"\<a",
            r"\A",
            r"\pL",
            r"\x41",
            r"\Qa",
            r"(a)\1",
            r"\n",
            r"a\",
            r"[[:word:]]",
            "[[:^alpha:]]",
            "[[.ch.]]",
            "[]",
            "[^]",
            "[z-a]",
            "[a--z]",
            "*",
            "^*",
            "(*a)",
            "a|*",
            "a{",
            "a{x}",
            "a{,2}",
            "a{1,2,3}",
            "{1}",
        ] {
            assert!(Pattern::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_as_posix_does() {
        for (pattern, text, matches) in [
            ("^[[:alpha:]]+$", "Ромашка", false),
            ("^[[:alpha:]]+$", "Rose", true),
            ("^[[:space:][:digit:]]+$", "1 2", true),
            ("a.b", "a\nb", true),
            ("^b", "a\nb", false),
            ("a$", "a\nb", false),
            ("ROSE", "rose", false),
            ("^(ab|c){2,3}$", "abcab", true),
            ("^(ab|c){2}$", "abcab", false),
            ("^a{2,}$", "aaaa", true),
            (r"^\(\.\*\)$", "(.*)", true),
            (r"^\{\}\[\]\\\^\$\|\+\?$", r"{}[]\^$|+?", true),
            ("^Ром.шка$", "Ромашка", true),
            ("a-b#&~ c", "a-b#&~ c", true),
            ("", "anything", true),
            ("^(|a)$", "", true),
        ] {
            assert_eq!(compile(pattern).unwrap().is_match(text), matches, "{pattern}");
        }
    }

    #[test]
    fn reads_brackets_as_posix_does() {
        for (pattern, matching, other) in [
            (r"^[\d]+$", r"\d", "1"),
            ("^[]a]+$", "]a", "["),
            ("^[^]a]+$", "[b", "]"),
            ("^[[a]b]$", "[b]", "b"),
            ("^[a-]+$", "a-", "b"),
            ("^[-a]+$", "-a", "b"),
            ("^[a&&b]+$", "&ab", "c"),
            ("^[а-я]+$", "ром", "Ром"),
            ("^[[=a=][.-.]]+$", "a-", "b"),
            ("^[+[.-.]-[./.]]+$", "+-./", "0"),
            ("^[a^]+$", "^a", "b"),
            ("^[(*.)?]+$", "(*.)?", "a"),
        ] {
            let regex = compile(pattern).unwrap();
            assert_eq!((regex.is_match(matching), regex.is_match(other)), (true, false), "{pattern}");
        }
    }
}
