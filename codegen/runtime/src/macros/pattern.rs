//! Patterns.

/// A regular expression that is compiled once, where it stands.
#[macro_export]
macro_rules! pattern {
    ($text:literal) => {{
        static PATTERN: $crate::check::Pattern = $crate::check::Pattern::new($text);
        &PATTERN
    }};
}
