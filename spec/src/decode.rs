//! From the bytes of a file to its text.
//!
//! Documents come as UTF-8, sometimes with a byte order mark, and from some editors as UTF-16. Bytes that are neither
//! are replaced by U+FFFD and counted, so that the rest of the document is still read.

/// What decoding found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How many sequences were not valid and were replaced.
    pub replaced: usize,
    /// The offset in `text` of the first replacement.
    pub first_replaced: Option<usize>,
}

/// Decodes UTF-8 or, by its byte order mark, UTF-16. It never fails.
pub fn decode(bytes: impl Into<Vec<u8>>) -> Decoded {
    let mut bytes = bytes.into();
    let text = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes.split_off(3)),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    let text = with_line_feeds(text);
    // Few texts have the byte that a replacement begins with; a byte is looked for faster than a character.
    let may_be_replaced = text.as_bytes().contains(&REPLACEMENT_BEGINS);
    let replaced = if may_be_replaced { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    let first_replaced = if replaced > 0 { text.find(char::REPLACEMENT_CHARACTER) } else { None };
    Decoded { text, replaced, first_replaced }
}

/// The text with a line feed in place of each carriage return that ends a line by itself (`CommonMark`, section 2.1), so that all
/// that counts lines counts the same. Offsets stay what they are.
fn with_line_feeds(text: String) -> String {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        out.push(if char == '\r' && chars.peek() != Some(&'\n') { '\n' } else { char });
    }
    out
}

/// The first byte of U+FFFD in UTF-8.
const REPLACEMENT_BEGINS: u8 = 0xEF;

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_not_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFa").text, "a");
        assert_eq!(decode(b"\xFF\xFEa\0b\0").text, "ab");
        assert_eq!(decode(b"\xFE\xFF\0a\0b").text, "ab");
    }

    #[test]
    fn a_carriage_return_alone_ends_a_line() {
        assert_eq!(decode(b"a\rb\r\nc\n\r\r").text, "a\nb\r\nc\n\n\n");
        assert_eq!(decode(b"\xFF\xFEa\0\r\0b\0").text, "a\nb");
    }

    #[test]
    fn bytes_that_are_no_text_are_counted() {
        let decoded = decode(b"a\xFFb\xFE\xC3");
        assert_eq!((decoded.replaced, decoded.first_replaced), (3, Some(1)));
        assert_eq!(decode(b"\xFF\xFEa\0b").replaced, 1);
    }
}
