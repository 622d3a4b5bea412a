//! Start tags, found in the bytes of a page without a parser (HTML standard, 13.2.5.6 to 13.2.5.40).

use memchr::memchr;

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct StartTag<'s> {
    /// The name of its element, as written.
    pub(super) name: &'s str,
    /// The offset behind its name.
    pub(super) name_end: usize,
    /// The offset behind its `>`.
    pub(super) end: usize,
    /// Whether it ends with `/>`.
    pub(super) self_closing: bool,
    /// Whether one of its attributes says how many columns or rows a cell spans.
    pub(super) spans: bool,
}

/// Whether a start tag begins at an offset: `<` and a letter.
pub(super) fn begins(source: &str, at: usize) -> bool {
    matches!(source.as_bytes().get(at..), Some([b'<', letter, ..]) if letter.is_ascii_alphabetic())
}

/// The start tag that begins at an offset; `None` where it does not end.
pub(super) fn start_tag(source: &str, at: usize) -> Option<StartTag<'_>> {
    let name_end = name_end(source, at + 1);
    let name = source.get(at + 1..name_end)?;
    let mut attributes = Attributes::new(source, name_end);
    let is_span =
        |found: &Attribute| found.name.eq_ignore_ascii_case("colspan") || found.name.eq_ignore_ascii_case("rowspan");
    let spans = attributes.by_ref().fold(false, |known, found| known | is_span(&found));
    let (end, self_closing) = attributes.end?;
    Some(StartTag { name, name_end, end, self_closing, spans })
}

/// The offset behind the name of an element that begins at an offset: white space, `/` and `>` end it.
pub(super) fn name_end(source: &str, at: usize) -> usize {
    find(source, at, |byte| byte.is_ascii_whitespace() || byte == b'/' || byte == b'>')
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'s> {
    pub(super) name: &'s str,
    /// Its value as written; empty where it has none.
    pub(super) value: &'s str,
    /// The offset of the value.
    pub(super) at: usize,
}

/// The attributes of a tag, one by one.
pub(super) struct Attributes<'s> {
    source: &'s str,
    at: usize,
    /// The offset behind the tag, and whether it closes itself; nothing before its end is met.
    pub(super) end: Option<(usize, bool)>,
}

impl<'s> Attributes<'s> {
    /// Those that stand behind an offset, at which the name of the element ends.
    pub(super) fn new(source: &'s str, at: usize) -> Self {
        Self { source, at, end: None }
    }

    fn space(&mut self) {
        self.at = find(self.source, self.at, |byte| !byte.is_ascii_whitespace());
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// The value behind a name, where there is one.
    fn value(&mut self) -> (usize, usize) {
        self.space();
        if self.peek() != Some(b'=') {
            return (self.at, self.at);
        }
        self.at += 1;
        self.space();
        let start = self.at;
        let end = match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                let rest = self.source.as_bytes().get(start + 1..).unwrap_or_default();
                let end = memchr(quote, rest).map_or(self.source.len(), |at| start + 1 + at);
                self.at = (end + 1).min(self.source.len());
                return (start + 1, end);
            }
            _ => find(self.source, start, |byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        self.at = end;
        (start, end)
    }
}

impl<'s> Iterator for Attributes<'s> {
    type Item = Attribute<'s>;

    fn next(&mut self) -> Option<Attribute<'s>> {
        let mut slash = false;
        loop {
            match self.peek()? {
                b'>' => {
                    self.end.get_or_insert((self.at + 1, slash));
                    return None;
                }
                b'/' => slash = true,
                byte if byte.is_ascii_whitespace() => slash = false,
                _ => break,
            }
            self.at += 1;
        }
        let start = self.at;
        // What stands first belongs to the name, even if it is `=`.
        let end = find(self.source, start + 1, |byte| byte.is_ascii_whitespace() || b"/>=".contains(&byte));
        self.at = end;
        let (from, to) = self.value();
        let name = self.source.get(start..end)?;
        Some(Attribute { name, value: self.source.get(from..to)?, at: from })
    }
}

/// The offset of the first byte from an offset on that is looked for, or the end of the source.
fn find(source: &str, from: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = source.as_bytes().get(from..).unwrap_or_default();
    rest.iter().position(|byte| is(*byte)).map_or(source.len(), |at| from + at)
}

/// The offset behind the comment that begins at an offset with `<!--`; the end of the source where it does not end.
pub(super) fn comment_end(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let text = at + 4;
    // `<!-->` and `<!--->` are comments without a text.
    for closed in [&b">"[..], b"->"] {
        if bytes.get(text..).is_some_and(|rest| rest.starts_with(closed)) {
            return text + closed.len();
        }
    }
    let mut from = text;
    while let Some(found) = bytes.get(from..).and_then(|rest| memchr(b'>', rest)) {
        let end = from + found + 1;
        let ahead = &bytes[text..end];
        if ahead.ends_with(b"-->") || ahead.ends_with(b"--!>") {
            return end;
        }
        from = end;
    }
    source.len()
}

/// The offset of the next `<` from an offset on that begins a start tag or a comment; the end of the source where there is none.
pub(super) fn next_markup(source: &str, from: usize) -> usize {
    let bytes = source.as_bytes();
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += found;
        if begins(source, at) || bytes[at..].starts_with(b"<!--") {
            return at;
        }
        at += 1;
    }
    source.len()
}

/// The offset of the next end tag of an element from an offset on.
pub(super) fn end_tag(source: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        at += found;
        if is_end_tag(source, at, name) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether the end tag of an element begins at an offset.
pub(super) fn is_end_tag(source: &str, at: usize, name: &str) -> bool {
    let bytes = source.as_bytes();
    let own = bytes.get(at..).and_then(|rest| rest.strip_prefix(b"</"));
    let Some((found, behind)) = own.and_then(|rest| rest.split_at_checked(name.len())) else { return false };
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    found.eq_ignore_ascii_case(name.as_bytes()) && behind.first().is_none_or(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_told_apart_as_the_standard_says() {
        let source = "<a b c=d/ e = 'f>' g=\"h\"/ =i=j k/>x";
        let mut attributes = Attributes::new(source, 2);
        let found: Vec<_> = attributes.by_ref().map(|found| (found.name, found.value)).collect();
        let expected = [("b", ""), ("c", "d/"), ("e", "f>"), ("g", "h"), ("=i", "j"), ("k", "")];
        assert_eq!(found, expected);
        assert_eq!(attributes.end, Some((source.len() - 1, true)));
    }

    #[test]
    fn a_tag_ends_behind_its_values() {
        let tag = |source| start_tag(source, 0).map(|tag| (tag.name, tag.end, tag.self_closing, tag.spans));
        assert_eq!(tag("<td class='>' COLSPAN=2>x"), Some(("td", 24, false, true)));
        assert_eq!(tag("<br/>"), Some(("br", 5, true, false)));
        assert_eq!(tag("<a href=x/>"), Some(("a", 11, false, false)));
        for open in ["<a", "<a ", "<a b", "<a b=", "<a b='", "<a b='>"] {
            assert!(tag(open).is_none(), "{open}");
        }
    }

    #[test]
    fn comments_end_as_the_standard_says() {
        for comment in ["<!-->", "<!--->", "<!---->", "<!-- > -- -->", "<!-- --!>"] {
            assert_eq!(comment_end(&format!("{comment}-->"), 0), comment.len(), "{comment}");
        }
        assert_eq!(comment_end("<!-- a", 0), 6);
    }
}
