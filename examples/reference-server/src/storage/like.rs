//! `like`: `%` stands for any text, all else for itself, and case counts.
//!
//! `SQLite`'s own `LIKE` knows `_` as well and ignores the case of ASCII letters; its `GLOB` backtracks, so that a pattern with
//! many wildcards takes a time that grows with their power.

/// Whether a text fits a pattern, in a time linear in both.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('%') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('%').unwrap_or(("", rest));
    // Each part at its first place: what fits at all fits so.
    for part in middle.split('%') {
        match text.find(part) {
            Some(at) => text = &text[at + part.len()..],
            None => return false,
        }
    }
    text.ends_with(last)
}

/// The least text that is greater than all that begin with a prefix, by code points; `None` where there is none.
pub(super) fn end_of_prefix(prefix: &str) -> Option<String> {
    let mut end: Vec<char> = prefix.chars().collect();
    while let Some(last) = end.pop() {
        // A range of `char` knows the gap in the code points.
        if let Some(next) = (last..=char::MAX).nth(1) {
            end.push(next);
            return Some(end.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{end_of_prefix, fits};

    #[test]
    fn prefixes_end_before_the_next_text() {
        for (prefix, end) in [
            ("", None),
            ("Ro", Some("Rp")),
            ("Ром", Some("Рон")),
            ("a\u{d7ff}", Some("a\u{e000}")),
            ("a\u{10ffff}\u{10ffff}", Some("b")),
            ("\u{10ffff}", None),
        ] {
            assert_eq!(end_of_prefix(prefix).as_deref(), end, "{prefix}");
        }
    }

    #[test]
    fn percent_is_the_only_wildcard() {
        for (pattern, text, expected) in [
            ("Rose", "Rose", true),
            ("rose", "Rose", false),
            ("Ro%", "Rose", true),
            ("%se", "Rose", true),
            ("%os%", "Rose", true),
            ("R%o%e", "Rose", true),
            ("R%e%o", "Rose", false),
            ("ab%ba", "aba", false),
            ("ab%ba", "abba", true),
            ("%a%a%", "a", false),
            ("", "", true),
            ("", "a", false),
            ("%", "", true),
            ("%%", "", true),
            ("R_se", "Rose", false),
            ("R*e", "Rose", false),
            ("[R]ose", "Rose", false),
            (r"100\%", r"100\%", true),
            ("100%", r"100\5", true),
            ("Ром%", "Ромашка", true),
            ("ром%", "Ромашка", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "`{pattern}` on `{text}`");
        }
    }

    #[test]
    fn many_wildcards_do_not_explode() {
        let pattern = "%a".repeat(10_000) + "b";
        assert!(!fits(&pattern, &"a".repeat(100_000)));
    }
}
