//! What stands in place of a value in messages that are written for people: `<integer>`, `<name> | null`.

/// The words of a placeholder at the beginning of a text, and how many bytes it takes; other types may stand behind it.
pub(super) fn at_start(text: &str) -> Option<(String, usize)> {
    let line = text.lines().next().filter(|line| line.starts_with('<'))?;
    let close = line.find('>')?;
    let mut words = vec![line[1..close].trim()];
    let mut length = close + 1;
    // Of a union one part stands behind the other.
    while let Some(behind) = line[length..].trim_start().strip_prefix('|') {
        let part = behind.trim_start();
        let end = part.find([',', '|', '}', ']']).unwrap_or(part.len());
        words.push(part[..end].trim().trim_start_matches('<').trim_end_matches('>'));
        length = line.len() - part.len() + end;
    }
    let named = words.iter().all(|word| !word.is_empty());
    named.then(|| (words.join(" | "), line[..length].trim_end().len()))
}

/// A word for a type without the brackets of a placeholder.
pub(crate) fn inside(word: &str) -> &str {
    word.strip_prefix('<').and_then(|word| word.strip_suffix('>')).map_or(word, str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_end_with_their_line() {
        let taken = |text| at_start(text).map(|(words, length)| format!("{words} {length}"));
        assert_eq!(taken("<integer>,\n").as_deref(), Some("integer 9"));
        assert_eq!(taken("<IPv4 address or \"start\">,").as_deref(), Some("IPv4 address or \"start\" 25"));
        assert_eq!(taken("<name> | null }").as_deref(), Some("name | null 13"));
        assert_eq!(taken("<a> | <b>").as_deref(), Some("a | b 9"));
        for text in ["<open\n>", "<>", "word", "<a> |"] {
            assert_eq!(taken(text), None, "{text}");
        }
        assert_eq!((inside("<string>"), inside("string")), ("string", "string"));
    }
}
