//! Links and ids of HTML, found in its tags without building a tree. What stands around every page of a site, its
//! navigation, is not looked at for links.

use memchr::memchr;

use super::tag::{self, Attribute, Attributes};
use crate::document::links::Links;

/// Elements whose links are those of the site.
const AROUND: &[&str] = &["nav", "header", "footer", "aside"];

/// Collects the links and ids of a text. `base` is the offset of the text in its file.
pub(crate) fn collect(text: &str, base: usize, links: &mut Links) {
    let bytes = text.as_bytes();
    let mut around = 0_usize;
    let mut at = 0;
    while let Some(open) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)).map(|found| at + found) {
        if bytes[open..].starts_with(b"<!--") {
            at = tag::comment_end(text, open);
            continue;
        }
        let closing = bytes.get(open + 1) == Some(&b'/');
        let start = open + 1 + usize::from(closing);
        let length = bytes[start..].iter().position(|byte| !byte.is_ascii_alphanumeric());
        at = length.map_or(bytes.len(), |length| start + length);
        let name = &text[start..at];
        if name.is_empty() {
            continue;
        }
        let is_around = AROUND.iter().any(|known| known.eq_ignore_ascii_case(name));
        if closing {
            around = around.saturating_sub(usize::from(is_around));
            continue;
        }
        around += usize::from(is_around);
        let mut attributes = Attributes::new(text, at);
        for found in attributes.by_ref() {
            take(&found, name.eq_ignore_ascii_case("a"), around > 0, base, links);
        }
        at = attributes.end.map_or(bytes.len(), |(end, _)| end);
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            at = tag::end_tag(text, at, name).unwrap_or(bytes.len());
        }
    }
}

/// Takes an attribute that makes a place or, outside of what stands around the page, a link.
fn take(found: &Attribute, anchor: bool, around: bool, base: usize, links: &mut Links) {
    let is = |known: &str| found.name.eq_ignore_ascii_case(known);
    if is("id") || (anchor && is("name")) {
        links.anchors.insert(plain(found.value));
    } else if anchor && !around && is("href") {
        links.targets.push((plain(found.value), base + found.at..base + found.at + found.value.len()));
    }
}

/// A value with the entities that addresses have.
fn plain(value: &str) -> String {
    value.trim().replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_ids_are_found() {
        let mut links = Links::default();
        let text = "<nav><a href='x'>x</a></nav><h2 id=top>T</h2><a class=\"c\" href=\"../a/?b=1&amp;c#d\">A</a><a name='n'></a><!-- <a href=y> -->";
        collect(text, 100, &mut links);
        assert_eq!(links.targets.iter().map(|(target, _)| target.as_str()).collect::<Vec<_>>(), ["../a/?b=1&c#d"]);
        let range = &links.targets[0].1;
        assert_eq!(&text[range.start - 100..range.end - 100], "../a/?b=1&amp;c#d");
        assert!(links.anchors.contains("top") && links.anchors.contains("n"));
    }

    #[test]
    fn no_text_stops_it() {
        for text in [
            "<",
            "</",
            "<a",
            "<a ",
            "<a href",
            "<a href=",
            "<a href=\"",
            "<a =",
            "<a ы=ы>",
            "<!--",
            "<a/<b",
            "<script",
            "<a href='ы",
        ] {
            collect(text, 0, &mut Links::default());
        }
    }
}
