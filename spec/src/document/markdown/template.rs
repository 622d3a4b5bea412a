//! Tags of the tools that lay out Markdown, on lines of their own: `{% tab title="200 OK" %}`. The title of one heads what follows; the
//! rest of them says nothing.

use std::ops::Range;

/// The titles of the tags that a paragraph is made of, each with where it stands; `None` where it holds anything else.
pub(super) fn titles(text: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let tag = line.trim();
        let inner = tag.strip_prefix("{%")?.strip_suffix("%}")?.trim();
        match title(line) {
            Some(range) => found.push(start + range.start..start + range.end),
            // `{% tabs %}`, `{% endtab %}`
            None if inner.bytes().all(|byte| byte.is_ascii_lowercase()) => {}
            None => return None,
        }
    }
    Some(found)
}

/// Where the value of the attribute `title` stands in a tag.
fn title(tag: &str) -> Option<Range<usize>> {
    const NAME: &str = " title=\"";
    let from = tag.find(NAME)? + NAME.len();
    let end = tag.rfind("%}")?;
    // A quote in the title itself is not escaped by all of these tools.
    let to = from + tag.get(from..end)?.rfind('"')?;
    (from < to).then_some(from..to)
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn titles_of_tags_are_found() {
        let of = |text: &str| titles(text).map(|all| all.into_iter().map(|at| &text[at]).collect::<Vec<_>>().join("|"));
        assert_eq!(of("{% tabs %}\n{% tab title=\"200 OK\" %}").as_deref(), Some("200 OK"));
        assert_eq!(of("{% endtab %}").as_deref(), Some(""));
        assert_eq!(of("{% include \"boats\" %}"), None);
        assert_eq!(of("Boats {% tabs %}"), None);
    }
}
