//! Markup that can be read only one way, so that it needs no tokenizer: text without character references, and end tags
//! without anything but their name.

use memchr::{memchr, memchr_iter, memchr3, memrchr};

/// What a text begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain<'s> {
    /// So many bytes of text.
    Text(usize),
    /// The end tag of an element, and how many bytes it takes.
    EndTag(&'s str, usize),
    /// Anything else.
    Other,
}

/// What a text begins with; it is not empty.
pub(super) fn next(text: &str) -> Plain<'_> {
    let bytes = text.as_bytes();
    if bytes.starts_with(b"<") {
        return end_tag(text).map_or(Plain::Other, |(name, length)| Plain::EndTag(name, length));
    }
    let length = memchr(b'<', bytes).unwrap_or(bytes.len());
    // The parser puts `\n` for `\r` and drops U+0000.
    if memchr3(b'&', b'\r', b'\0', &bytes[..length]).is_some() { Plain::Other } else { Plain::Text(length) }
}

/// Whether a name is one that needs no other look: letters and digits.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The name and the length of the end tag that a text begins with.
fn end_tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("</").filter(|inner| inner.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let end = memchr(b'>', inner.as_bytes())?;
    let name = inner[..end].trim_ascii_end();
    is_name(name).then_some((name, end + 3))
}

/// Whether the tokenizer, having read a text behind a tag, waits for nothing more: neither for the end of a tag nor for that
/// of a character reference, nor for a `\n` behind a `\r`.
pub(super) fn is_settled(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |at: usize| match bytes.get(at + 1) {
        Some(b'/') => end_tag(&text[at..]).is_some(),
        Some(b'!' | b'?') => !bytes[at..].starts_with(b"<![") && memchr(b'>', &bytes[at..]).is_some(),
        Some(byte) => !byte.is_ascii_alphabetic(),
        None => false,
    };
    let is_reference = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let open = memrchr(b'&', bytes).is_some_and(|at| bytes[at + 1..].iter().all(is_reference));
    !open && !bytes.ends_with(b"\r") && memchr_iter(b'<', bytes).all(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plain_is_taken() {
        assert_eq!(next("a b\n</b>"), Plain::Text(4));
        assert_eq!(next("</b>c"), Plain::EndTag("b", 4));
        assert_eq!(next("</H1 \n>c"), Plain::EndTag("H1", 7));
        for other in ["a&lt;b", "a\rb", "a\0", "</b", "</b c>", "</>", "</ b>", "<!a>", "< a", "</a-b>"] {
            assert_eq!(next(other), Plain::Other, "{other:?}");
        }
    }

    #[test]
    fn what_waits_for_more_is_not_settled() {
        for text in ["", "a", "a &lt; b", "&lt;", "R&D ", "a < b", "</b>", "<!doctype html>", "<?x>", "a\r\n"] {
            assert!(is_settled(text), "{text:?}");
        }
        for text in ["a &l", "&", "&#3", "</b", "</b c='", "<", "<!a", "<![CDATA[>", "a\r", "<b>"] {
            assert!(!is_settled(text), "{text:?}");
        }
    }
}
