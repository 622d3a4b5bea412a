//! What may be meant where a name is not there: the one that is most like it.

/// How alike two words must be for one to be meant by the other; 1 is the same.
const ALIKE: f64 = 0.8;

/// How alike two words are at least of which one slip makes the other: a letter that is wrong, too much, left out or a place too late.
const ONE_SLIP: f64 = 0.9;

/// The candidate that is most like a word; none where no one is like it. Of several that are as alike the first in the alphabet is taken.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let alike = candidates.into_iter().map(|name| (likeness(word, name), name));
    let alike = alike.filter(|(likeness, _)| *likeness >= ALIKE);
    alike.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, name)| name)
}

/// How alike two words are, from 0 to 1: by the similarity of Jaro and Winkler, which makes little of a slip in a short word.
pub fn likeness(word: &str, name: &str) -> f64 {
    let slip = name.chars().count() > 2 && strsim::damerau_levenshtein(word, name) == 1;
    strsim::jaro_winkler(word, name).max(if slip { ONE_SLIP } else { 0.0 })
}

/// The question to end a message with: ``: did you mean `name`?``. It is empty where no candidate is like the word.
pub fn hint<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |near| format!(": did you mean `{near}`?"))
}

/// A letter and a number of three digits, where a word lacks some of their zeros: `D043` for `d43`.
pub fn with_zeros(word: &str) -> Option<String> {
    let mut chars = word.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    let digits = chars.as_str();
    let number = !digits.is_empty() && digits.len() < 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| format!("{}{digits:0>3}", letter.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_none() {
        let names = ["columns", "card", "name-differs"];
        assert_eq!(nearest("colums", names), Some("columns"));
        assert_eq!(hint("name-difers", names), ": did you mean `name-differs`?");
        assert_eq!(hint("zzz", names), "");
        assert_eq!(nearest("cmr", ["crm", "cde"]), Some("crm"));
        assert_eq!(nearest("ab", ["abd", "abc"]), Some("abc"), "the order of the candidates decides nothing");
    }
}
