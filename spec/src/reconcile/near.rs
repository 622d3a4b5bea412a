//! Names that nearly agree: `phone_number` and `phone_numbers`, `employe_id` and `employee_id`.

use crate::naming::differ_in_number;

/// Whether two names are likely meant to be one: a slip or two in a long name, or one of them in the plural.
pub(crate) fn is_near(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a == b || plain(&a) == plain(&b) {
        return true;
    }
    // A change of one digit makes another name: `line1`, `line2`.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&a) != digits(&b) {
        return false;
    }
    let (words_a, words_b): (Vec<_>, Vec<_>) = (a.split(SEPARATORS).collect(), b.split(SEPARATORS).collect());
    if words_a.len() != words_b.len() {
        return is_slip(&a, &b);
    }
    // Word by word: `min_amount` and `max_amount` differ in a whole word.
    words_a.iter().zip(&words_b).all(|(a, b)| a == b || is_slip(a, b))
}

/// What separates the words of a name.
const SEPARATORS: [char; 3] = ['_', '-', '.'];

/// Whether two words differ by a slip: a plural, one letter in a word of five or more, two in one of nine or more.
fn is_slip(a: &str, b: &str) -> bool {
    let allowed = match a.chars().count().max(b.chars().count()) {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    differ_in_number(a, b) || within(a, b, allowed)
}

/// Whether so many changes of a letter, and not none, make one word of the other. Most words differ in more letters than
/// so many changes can make up for; they are told apart without a table.
pub(crate) fn within(a: &str, b: &str, changes: usize) -> bool {
    let (letters_a, letters_b) = (letters(a), letters(b));
    let lacks = |one: u64, other: u64| (one & !other).count_ones() as usize > changes;
    let apart = lacks(letters_a, letters_b) || lacks(letters_b, letters_a);
    changes > 0
        && !apart
        && a.chars().count().abs_diff(b.chars().count()) <= changes
        && strsim::damerau_levenshtein(a, b) <= changes
}

/// The letters of a word as a set; some letters share a place in it.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, letter| set | 1 << (u32::from(letter) % u64::BITS))
}

/// The name without what separates its words.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The candidate that is nearest to a name, among those that are near at all.
pub(crate) fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let near = candidates.filter(|candidate| is_near(name, candidate));
    near.min_by_key(|candidate| (strsim::damerau_levenshtein(name, candidate), *candidate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_plurals_are_near() {
        for (a, b) in [
            ("phone_number", "phone_numbers"),
            ("employe_id", "employee_id"),
            ("contacts_id", "contact_id"),
            ("invalid_aparameter_value", "invalid_parameter_value"),
            ("userId", "user_id"),
            ("manager_ids", "manager_id"),
        ] {
            assert!(is_near(a, b), "{a} {b}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for (a, b) in [
            ("id", "in"),
            ("line1", "line2"),
            ("first_name", "last_name"),
            ("type", "types1"),
            ("limit", "offset"),
            ("min_amount", "max_amount"),
        ] {
            assert!(!is_near(a, b), "{a} {b}");
        }
    }
}
