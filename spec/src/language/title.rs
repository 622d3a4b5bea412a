//! What the words of a title tell beside what it names.

use super::WORDS;

/// Whether one of a few words denies what the others say: `no` of `No required parameters`.
pub(crate) fn denies(title: &str) -> bool {
    has_one_of(title, &WORDS.negations)
}

/// Whether a title is one of what is sent and not of what comes back: `Request samples`.
pub(crate) fn is_of_sent(title: &str) -> bool {
    has_one_of(title, &WORDS.sent) && !has_one_of(title, &WORDS.answered)
}

fn has_one_of(title: &str, known: &[String]) -> bool {
    let lower = title.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| known.iter().any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_what_they_are_about() {
        assert!(denies("No required parameters") && denies("Обязательные поля отсутствуют"));
        assert!(!denies("Notable required parameters"));
        assert!(is_of_sent("Request samples") && is_of_sent("Пример запроса"));
        assert!(!is_of_sent("Request and response") && !is_of_sent("Examples"));
    }
}
