//! Lists of characters with ranges among them: `0-9, *, #`.

/// The regular expression of a text made of the characters of a list, or of one of its longer words; `None` where the list
/// has no range of characters.
pub(super) fn pattern(values: &[String]) -> Option<String> {
    let (mut class, mut words, mut ranges) = (String::new(), Vec::new(), 0);
    for value in values {
        let characters: Vec<char> = value.chars().collect();
        match characters.as_slice() {
            [one] => push(&mut class, *one),
            [from, '-', to] if from < to && same_kind(*from, *to) => {
                push(&mut class, *from);
                class.push('-');
                push(&mut class, *to);
                ranges += 1;
            }
            _ if !value.is_empty() && characters.iter().all(|c| c.is_alphanumeric() || *c == '_') => {
                words.push(value.as_str());
            }
            _ => return None,
        }
    }
    let all = if words.is_empty() { format!("[{class}]+") } else { format!("(?:[{class}]+|{})", words.join("|")) };
    (ranges > 0).then(|| format!("^{all}$"))
}

fn same_kind(from: char, to: char) -> bool {
    (from.is_ascii_digit() && to.is_ascii_digit())
        || (from.is_alphabetic() && to.is_alphabetic() && from.is_uppercase() == to.is_uppercase())
}

/// Adds a character to a class, in which some stand for something else.
fn push(class: &mut String, character: char) {
    if r"\]^-[&~".contains(character) {
        class.push('\\');
    }
    class.push(character);
}

#[cfg(test)]
mod tests {
    fn pattern(values: &[&str]) -> Option<String> {
        super::pattern(&values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn ranges_make_an_alphabet() {
        assert_eq!(pattern(&["0-9", "*", "#"]).as_deref(), Some("^[0-9*#]+$"));
        assert_eq!(pattern(&["0-9", "*", "any"]).as_deref(), Some("^(?:[0-9*]+|any)$"));
        assert_eq!(pattern(&["a-z", "-"]).as_deref(), Some(r"^[a-z\-]+$"));
    }

    #[test]
    fn values_are_no_alphabet() {
        for values in [&["in", "out"][..], &["off-target"], &["1", "3"], &["9-0"], &["0-9", "a b"], &["a-9"]] {
            assert_eq!(pattern(values), None, "{values:?}");
        }
    }
}
