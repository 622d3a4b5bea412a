//! The HTTP methods that tables of methods name: in a cell of their own, ahead of the path, or by a mark below the HTTP method.

use crate::dialect::Dialect;
use crate::document::Text;

/// The HTTP methods of RFC 9110, section 9.3, and of RFC 5789.
const VERBS: [&str; 9] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"];

/// Marks that say no.
const CROSSES: [&str; 3] = ["✗", "✘", "❌"];

/// The HTTP method that a word names, in any letters.
pub(crate) fn of_word(word: &str) -> Option<&'static str> {
    VERBS.into_iter().find(|verb| verb.eq_ignore_ascii_case(word))
}

/// The HTTP methods that a text is made of, `GET`, `GET, POST` or `GET or POST`; none where it holds anything else.
pub(crate) fn of_text(text: &str) -> Vec<&'static str> {
    let joins = |word: &str| word.is_empty() || crate::language::is_conjunction(word);
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !joins(word));
    let found: Option<Vec<_>> = words.map(of_word).collect();
    let mut found = found.unwrap_or_default();
    let mut seen = Vec::new();
    found.retain(|verb| {
        !seen.contains(verb) && {
            seen.push(*verb);
            true
        }
    });
    found
}

/// Whether a cell holds an HTTP method of no standard, as RFC 9110 allows them (section 16.1): nothing but one word in capitals that is set as
/// code.
pub(crate) fn is_own(cell: &Text) -> bool {
    let mut pieces = cell.pieces.iter().filter(|piece| !piece.text.trim().is_empty());
    let is_verb = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_code = pieces.next().is_some_and(|piece| piece.style.code && is_verb(piece.text.trim()));
    is_code && pieces.next().is_none()
}

/// Whether a cell below an HTTP method says that there is such a method: it holds anything but a dash, a cross or a word for no.
pub(crate) fn is_marked(dialect: &Dialect, cell: &Text) -> bool {
    let text = cell.folded().to_lowercase();
    let says_no = CROSSES.contains(&text.as_str()) || dialect.required.no.iter().any(|no| no.to_lowercase() == text);
    !super::cells::is_blank(cell) && !says_no
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_http_methods_holds_nothing_else() {
        for (text, verbs) in [
            ("GET", "GET"),
            ("get", "GET"),
            ("`GET`, POST", "GET POST"),
            ("GET/POST | GET", "GET POST"),
            ("X", ""),
            ("", ""),
            ("GET or HEAD", "GET HEAD"),
            ("GET or so", ""),
            ("FETCH", ""),
        ] {
            assert_eq!(of_text(text).join(" "), verbs, "{text}");
        }
    }
}
