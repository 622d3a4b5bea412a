//! Elements that no reader of a page sees, or sees on every page. They are passed over by their tags, so that the parser is
//! not given what nobody reads.

use super::tag::{self, StartTag};

/// Elements that are passed over whole.
const PASSED: &[&str] = &["script", "style", "nav", "footer", "svg"];

/// Elements whose content is text, whatever stands in it (HTML standard, 13.2.6.4.7).
const RAW: &[&str] =
    &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// HTML that ends a drawing which it stands in (HTML standard, 13.2.6.5). A drawing that holds such is not passed over.
const ENDS_DRAWING: &[&str] = &[
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
    "font",
];

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether the content of an element is text, whatever stands in it.
pub(super) fn is_raw(name: &str) -> bool {
    is_one_of(RAW, name)
}

/// Whether an element is passed over where its end is known.
pub(super) fn is_passed(name: &str) -> bool {
    is_one_of(PASSED, name)
}

/// The offset of the end tag of an element that is passed over; `from` is behind its start tag. `None` where it has none, or
/// where only a parser can tell which one it is.
pub(super) fn end_of(source: &str, from: usize, name: &str) -> Option<usize> {
    if is_raw(name) { end_of_raw(source, from, name) } else { end_of_nested(source, from, name) }
}

/// Where the content of an element ends whose content is text: at its end tag, or with the source.
pub(super) fn content_end(source: &str, tag: &StartTag) -> usize {
    let last = tag.name.eq_ignore_ascii_case("plaintext");
    let end = if last { None } else { tag::end_tag(source, tag.end, tag.name) };
    end.unwrap_or(source.len())
}

fn end_of_raw(source: &str, from: usize, name: &str) -> Option<usize> {
    let end = tag::end_tag(source, from, name)?;
    // A script in a comment of a script may hold the end tag of another one.
    (!source.get(from..end)?.contains("<!--")).then_some(end)
}

/// The end tag that belongs to the start tag, where elements of the same name stand in each other.
fn end_of_nested(source: &str, mut at: usize, name: &str) -> Option<usize> {
    let drawing = name.eq_ignore_ascii_case("svg");
    let mut depth = 1_usize;
    loop {
        at = memchr::memchr(b'<', source.as_bytes().get(at..)?)? + at;
        if source[at..].starts_with("<!--") {
            at = tag::comment_end(source, at);
        } else if tag::is_end_tag(source, at, name) {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
            at += 1;
        } else if tag::begins(source, at) {
            let inner = tag::start_tag(source, at)?;
            at = inner.end;
            if drawing && is_one_of(ENDS_DRAWING, inner.name) {
                return None;
            }
            if inner.name.eq_ignore_ascii_case(name) {
                depth += usize::from(!(drawing && inner.self_closing));
            } else if is_raw(inner.name) && !inner.self_closing {
                at = end_of_raw(source, at, inner.name)?;
            }
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands ahead of the end tag that is found.
    fn inside(source: &str) -> Option<&str> {
        let tag = tag::start_tag(source, 0)?;
        Some(&source[tag.end..end_of(source, tag.end, tag.name)?])
    }

    #[test]
    fn the_end_tag_is_that_of_the_start_tag() {
        for content in
            ["", "a<b>c", "<nav></nav>", "<i x='</nav>'>", "<!-- </nav> -->", "<script></nav></script>", "</navy>"]
        {
            assert_eq!(inside(&format!("<nav class=x>{content}</NAV >d</nav>")), Some(content), "{content}");
        }
        assert_eq!(inside("<script>a<b</script>"), Some("a<b"));
        assert_eq!(inside("<svg><svg/><path d='x'/></svg>"), Some("<svg/><path d='x'/>"));
    }

    #[test]
    fn what_only_a_parser_can_tell_is_left_to_it() {
        for source in
            ["<nav>", "<nav><nav></nav>", "<svg><p></svg>", "<script><!-- <script></script> --></script>", "<nav><a"]
        {
            assert_eq!(inside(source), None, "{source}");
        }
    }
}
