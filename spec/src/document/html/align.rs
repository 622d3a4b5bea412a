//! Finds where a text of the tree stands in the source of a page: character references (`&quot;`) are longer there, and tags
//! stand in between.

/// A text and its place in the source.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Aligned {
    /// Offsets in the text, each with its offset in the source, wherever the two no longer go on alike.
    pub(super) segments: Vec<(usize, usize)>,
    /// The offset behind the text in the source.
    pub(super) end: usize,
}

/// The longest name of a character reference, `&` and `;` included (HTML standard, 13.5).
const MAX_REFERENCE: usize = 40;

/// Looks for a text at an offset of the source, behind white space and tags. `None` where something else stands there.
pub(super) fn align(source: &str, from: usize, text: &str) -> Option<Aligned> {
    let mut at = beginning(source, from, text)?;
    let mut segments = vec![(0, at)];
    let mut offset = 0;
    loop {
        let alike = alike(text.get(offset..)?, source.get(at..)?);
        (offset, at) = (offset + alike, at + alike);
        let mut chars = text.get(offset..)?.chars();
        let (Some(char), rest) = (chars.next(), source.get(at..)?) else {
            return Some(Aligned { segments, end: at });
        };
        offset += char.len_utf8();
        if let Some(length) = reference(rest).filter(|length| stands_for(rest, *length, char)) {
            at += length;
            // A reference may stand for two characters.
            let second = chars.next().filter(|next| source.get(at..).is_some_and(|rest| is_second(rest, *next)));
            offset += second.map_or(0, char::len_utf8);
            segments.extend((offset < text.len()).then_some((offset, at)));
        } else if rest.starts_with(char) {
            at += char.len_utf8();
        } else if char == '\n' && rest.starts_with("\r\n") {
            at += 2;
            segments.push((offset, at));
        } else {
            return None;
        }
    }
}

/// How many bytes a text and the source go on alike, up to the end of a character or to a mark that may begin a reference.
fn alike(text: &str, source: &str) -> usize {
    let same = text.bytes().zip(source.bytes()).take_while(|(one, other)| one == other && *one != b'&');
    let mut length = same.count();
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    length
}

/// Behind the tags, comments and white space ahead of a text.
fn beginning(source: &str, mut at: usize, text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    loop {
        let rest = source.get(at..)?;
        let next = rest.chars().next()?;
        match next {
            '<' if rest.starts_with("<!--") => at += rest.find("-->")? + 3,
            '<' => at += rest.find('>')? + 1,
            _ if next == first => return Some(at),
            _ if next.is_whitespace() => at += next.len_utf8(),
            _ => return Some(at),
        }
    }
}

/// The length of the character reference that a text begins with.
fn reference(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('&')?;
    let length = name.bytes().take(MAX_REFERENCE).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'))?;
    (length > 0 && name.as_bytes().get(length) == Some(&b';')).then_some(length + 2)
}

/// Whether a reference may stand for a character: a number must be its own, and only `&amp;` stands for `&`.
fn stands_for(rest: &str, length: usize, char: char) -> bool {
    let name = rest.get(1..length - 1).unwrap_or_default();
    let number = match name.strip_prefix('#') {
        Some(hex) if hex.starts_with(['x', 'X']) => u32::from_str_radix(&hex[1..], 16).ok(),
        Some(decimal) => decimal.parse().ok(),
        None => return char != '&' || name.eq_ignore_ascii_case("amp"),
    };
    // Numbers of no character, and some of old code pages, stand for others (HTML standard, 13.2.5.80).
    number.is_none_or(|number| number == char as u32 || number < 0xA0 || char == '\u{FFFD}')
}

/// Whether a character is the second one of a reference: a mark that the source does not go on with.
fn is_second(rest: &str, char: char) -> bool {
    !char.is_ascii()
        && !rest.starts_with(char)
        && !rest.starts_with('&')
        && matches!(char as u32, 0x300..=0x36F | 0x200A | 0x20D2 | 0x20E5 | 0xFE00)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the single characters.
    fn places(source: &str, text: &str) -> Option<Vec<usize>> {
        let found = align(source, 0, text)?;
        let of = |offset: usize| {
            let (start, at) = found.segments[found.segments.partition_point(|(start, _)| *start <= offset) - 1];
            at + offset - start
        };
        Some(text.char_indices().map(|(offset, _)| of(offset)).collect())
    }

    #[test]
    fn references_are_longer_than_what_they_stand_for() {
        assert_eq!(places("<p> &quot;a&quot;: 1", "\"a\": 1"), Some(vec![4, 10, 11, 17, 18, 19]));
        assert_eq!(places("&#34;a&#x22;", "\"a\""), Some(vec![0, 5, 6]));
        assert_eq!(places("a&amp;b&b", "a&b&b"), Some(vec![0, 1, 6, 7, 8]));
        assert_eq!(places("a\r\nb", "a\nb"), Some(vec![0, 1, 3]));
        assert_eq!(places("</b></i><!-- < -->é&lt;", "é<"), Some(vec![18, 20]));
    }

    #[test]
    fn what_stands_elsewhere_is_not_found() {
        assert_eq!(places("<p>other", "text"), None);
        assert_eq!(places("te", "text"), None);
        assert_eq!(places("&#35;", "x"), Some(vec![0]), "numbers of old code pages are taken for any character");
        assert_eq!(places("&#1234;", "x"), None);
        assert_eq!(places("<p", "x"), None);
    }
}
