//! Signs of East Asian typography, which stand for those of ASCII: `名称：` ends like `Name:`.
//!
//! They are as wide as a letter and need no space beside them. In words they become what they stand for (Unicode calls them
//! full-width forms, U+FF01 to U+FF5E, and CJK punctuation), so that labels, lists and patterns need to know one kind alone.
//! Code stays as it is.

use std::borrow::Cow;

/// What a sign stands for, with the space that ASCII has beside it.
pub(crate) fn narrow(sign: char) -> Option<&'static str> {
    Some(match sign {
        '：' => ": ",
        '，' | '、' => ", ",
        '；' => "; ",
        '。' => ". ",
        '（' => " (",
        '）' => ") ",
        '［' => "[",
        '］' => "]",
        '！' => "! ",
        '？' => "? ",
        '＝' => "=",
        '＊' => "*",
        '｜' => "|",
        '／' => "/",
        '～' => "~",
        '－' => "-",
        '\u{3000}' => " ",
        _ => return None,
    })
}

/// The text with such signs replaced.
pub(crate) fn narrowed(text: &str) -> Cow<'_, str> {
    // All of them are of three bytes that begin with one of two.
    if !text.bytes().any(|byte| matches!(byte, 0xE3 | 0xEF)) || !text.contains(|c| narrow(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut narrowed = String::with_capacity(text.len());
    for sign in text.chars() {
        match narrow(sign) {
            Some(known) => narrowed.push_str(known),
            None => narrowed.push(sign),
        }
    }
    Cow::Owned(narrowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_signs_become_those_of_ascii() {
        assert_eq!(narrowed("名称：必填（最多１０个）"), "名称: 必填 (最多１０个) ");
        assert!(matches!(narrowed("ёлка — 名称"), Cow::Borrowed(_)));
    }
}
