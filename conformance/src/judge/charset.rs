//! The charset that a JSON answer says it is in: JSON between systems is in UTF-8 (RFC 8259, section 8.1), which needs no such word.

use super::{Hearing, Problem};

/// The names of UTF-8 and of its part that is ASCII (the registry of RFC 2978).
const UNICODE: [&str; 3] = ["utf-8", "utf8", "us-ascii"];

/// The problem where an answer says that it is in another charset.
pub(super) fn problem(hearing: &Hearing<'_>) -> Option<Problem> {
    let other = named(hearing.answer.headers.get("content-type")?).filter(|name| !UNICODE.contains(&name.as_str()))?;
    let cause = "answers that say they are in another charset than UTF-8".to_owned();
    Some(Problem::new(cause, "JSON in UTF-8", format!("`charset={other}`")))
}

/// The charset that a media type names (RFC 9110, section 8.3.2).
fn named(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_charset_is_a_parameter_of_a_media_type() {
        assert_eq!(named("application/json; Charset=\"UTF-8\"").as_deref(), Some("utf-8"));
        assert_eq!(named("application/json;profile=a; charset=windows-1251").as_deref(), Some("windows-1251"));
        assert_eq!(named("application/json"), None);
    }
}
