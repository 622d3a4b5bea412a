//! Links and ids of HTML, found in its tags without building a tree. What stands around every page of a site, its
//! navigation, is not looked at for links.

use crate::document::links::Links;

/// Elements whose links are those of the site.
const AROUND: &[&str] = &["nav", "header", "footer", "aside"];

/// Collects the links and ids of a text. `base` is the offset of the text in its file.
pub(crate) fn collect(text: &str, base: usize, links: &mut Links) {
    let bytes = text.as_bytes();
    let mut around = 0_usize;
    let mut at = 0;
    loop {
        let open = find(bytes, at, |byte| byte == b'<');
        if open == bytes.len() {
            return;
        }
        if text[open..].starts_with("<!--") {
            at = text[open..].find("-->").map_or(text.len(), |end| open + end + 3);
            continue;
        }
        let closing = bytes.get(open + 1) == Some(&b'/');
        let start = open + 1 + usize::from(closing);
        at = find(bytes, start, |byte| !byte.is_ascii_alphanumeric());
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
        let is_anchor = name.eq_ignore_ascii_case("a");
        at = attributes(text, at, &mut |key, value, value_at| {
            let is = |known| key.eq_ignore_ascii_case(known);
            if is("id") || (is_anchor && is("name")) {
                links.anchors.insert(plain(value));
            } else if is_anchor && around == 0 && is("href") {
                links.targets.push((plain(value), base + value_at..base + value_at + value.len()));
            }
        });
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            at = text[at..].find("</").map_or(text.len(), |end| at + end);
        }
    }
}

/// A value with the entities that addresses have.
fn plain(value: &str) -> String {
    value.trim().replace("&amp;", "&")
}

/// Visits the attributes of the tag whose name ends at `at`; gives the place behind the tag.
fn attributes(text: &str, mut at: usize, visit: &mut impl FnMut(&str, &str, usize)) -> usize {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'<' => return at,
            byte if byte.is_ascii_whitespace() || *byte == b'/' => at += 1,
            _ => {
                let key_end = find(bytes, at, |byte| byte.is_ascii_whitespace() || b"=>/<".contains(&byte)).max(at + 1);
                let key_end = text.ceil_char_boundary(key_end);
                let key = &text[at..key_end];
                at = key_end;
                if bytes.get(at) != Some(&b'=') {
                    continue;
                }
                let (start, end, next) = value(bytes, at + 1);
                visit(key, text.get(start..end).unwrap_or_default(), start);
                at = next;
            }
        }
    }
    at
}

/// The beginning and the end of a value, and the place behind it.
fn value(bytes: &[u8], at: usize) -> (usize, usize, usize) {
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
        let end = find(bytes, at + 1, |byte| byte == *quote);
        return (at + 1, end, (end + 1).min(bytes.len()));
    }
    let end = find(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'>');
    (at, end, end)
}

fn find(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| is(*byte)).map_or(bytes.len(), |at| from + at)
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
