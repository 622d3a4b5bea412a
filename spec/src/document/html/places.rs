//! Writes into each start tag the offset at which it stands, and reads it back from the parsed element.

use std::fmt::Write as _;

use scraper::node::Element;

const NAME: &str = "data-doctract-at";

/// The source with an offset in each start tag. Comments, and the text of scripts and styles, are left as they are.
pub(super) fn mark(source: &str) -> String {
    let bytes = source.as_bytes();
    let mut marked = String::with_capacity(source.len() * 3 / 2);
    let (mut done, mut at) = (0, 0);
    while let Some(open) = source[at..].find('<').map(|found| at + found) {
        let Some(next) = bytes.get(open + 1) else { break };
        if source[open..].starts_with("<!--") {
            at = source[open..].find("-->").map_or(source.len(), |end| open + end + 3);
            continue;
        }
        at = open + 1;
        if !next.is_ascii_alphabetic() {
            continue;
        }
        let name_end =
            bytes[at..].iter().position(|byte| !byte.is_ascii_alphanumeric()).map_or(bytes.len(), |n| at + n);
        // A word with anything but a space, `/` or `>` behind it may be no tag at all: `<a@b>`.
        if !bytes.get(name_end).is_some_and(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)) {
            continue;
        }
        marked.push_str(&source[done..name_end]);
        let _ = write!(marked, " {NAME}={open} ");
        done = name_end;
        at = raw_text_end(source, open, name_end);
    }
    marked.push_str(&source[done..]);
    marked
}

/// Behind an element whose content is no markup; otherwise behind its name.
fn raw_text_end(source: &str, open: usize, name_end: usize) -> usize {
    let close = match source[open + 1..name_end].to_ascii_lowercase().as_str() {
        "script" => "</script",
        "style" => "</style",
        _ => return name_end,
    };
    source[name_end..].find(close).map_or(source.len(), |end| name_end + end)
}

/// The offset of an element's start tag; none for an element that the parser supplied.
pub(super) fn of(element: &Element) -> Option<usize> {
    element.attr(NAME)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn start_tags_get_their_offsets() {
        assert_eq!(mark("a<b>c</b><i x=1/>"), "a<b data-doctract-at=1 >c</b><i data-doctract-at=9  x=1/>");
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in ["a < b", "<", "<!-- <b> -->", "<a@b>", "</b>", "<!-- open <b>", "1 <2>"] {
            assert_eq!(mark(text), text);
        }
        assert_eq!(mark("<script>if (a<b>c)</script>"), "<script data-doctract-at=0 >if (a<b>c)</script>");
    }
}
