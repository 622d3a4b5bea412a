//! What an answer is that is no JSON: a proxy or a framework in front of the API answers with a page, and its title tells why.

use scraper::{Html, Selector};

/// How many bytes of a body are looked at.
const LOOKED_AT: usize = 64 * 1024;

/// How many characters of a title are shown.
const SHOWN: usize = 80;

/// A body in a few words.
pub(super) fn words(body: &[u8]) -> String {
    let head = &body[..body.len().min(LOOKED_AT)];
    if head.trim_ascii().is_empty() {
        return "an empty body".to_owned();
    }
    let title = head.trim_ascii_start().starts_with(b"<").then(|| title(&String::from_utf8_lossy(head))).flatten();
    title.map_or_else(|| "a body that is not JSON".to_owned(), |title| format!("a page with the title `{title}`"))
}

/// The title of an HTML page, or else its first heading.
fn title(page: &str) -> Option<String> {
    let page = Html::parse_document(page);
    ["title", "h1"].iter().find_map(|name| {
        let selector = Selector::parse(name).ok()?;
        let text: String = page.select(&selector).next()?.text().collect();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = words.chars().take(SHOWN).collect();
        (!shown.is_empty()).then_some(shown)
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_page_goes_by_its_title() {
        let cases: &[(&[u8], &str)] = &[
            (
                b"<html><head><title>502 Bad\n Gateway</title></head><body><h1>Oh</h1>",
                "a page with the title `502 Bad Gateway`",
            ),
            (b" <!doctype html><h1>Sign in</h1>", "a page with the title `Sign in`"),
            (b"<p>nothing", "a body that is not JSON"),
            (b"oops", "a body that is not JSON"),
            (b" \r\n", "an empty body"),
            (b"\xff<title>x", "a body that is not JSON"),
        ];
        for (body, expected) in cases {
            assert_eq!(words(body), *expected, "{}", String::from_utf8_lossy(body));
        }
    }

    #[test]
    fn a_page_without_end_is_read_to_a_bound() {
        let body = "<b>".repeat(1_000_000);
        assert_eq!(words(body.as_bytes()), "a body that is not JSON");
    }
}
