//! How the names of APIs are spelled: their words, how a name says that it is an id, and how it says that there are several.
//!
//! Names of methods and parameters are English whatever language the documents are in, and are put together in the same few ways
//! (`owner_id`, `ownerId`, `owner-ids`). Nothing else in the program knows of a spelling.

/// The word that stands for an identity, in small letters.
const ID: &str = "id";

/// The word for several identities, in small letters.
const IDS: &str = "ids";

/// The end of a plural. Words whose plural is made otherwise (`people`) are not told.
const PLURAL: char = 's';

/// The words of a name: `crm.contact.add`, `delete_all`, `getUsers`.
pub fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let mut start = 0;
        let mut ends_word = false;
        for (at, c) in part.char_indices() {
            if c.is_uppercase() && ends_word {
                words.push(&part[start..at]);
                start = at;
            }
            ends_word = c.is_lowercase() || c.is_ascii_digit();
        }
        words.push(&part[start..]);
    }
    words
}

/// Whether a name is the word for an identity and nothing else, as an entity calls its own.
pub fn is_own_id(name: &str) -> bool {
    name.eq_ignore_ascii_case(ID)
}

/// Whether a name says that its value is an id: `id`, `contact_id`, `userId`, `userID`.
pub fn is_id(name: &str) -> bool {
    words(name).last().is_some_and(|word| is_own_id(word))
}

/// Whether a name says that its value is several ids: `ids`, `contact_ids`, `userIds`. No word need begin there
/// (`contactids`), for which other words end so, too (`grids`): only lists of what may be an id are to be asked about.
pub fn is_ids(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(IDS)
}

/// What an id, or several, stand for by their name: `owner` of `owner_id`, `ownerId` and `owner_ids`. None for a bare `id`.
pub fn id_stem(name: &str) -> Option<&str> {
    let last = *words(name).last()?;
    let of_ids = is_own_id(last) || last.eq_ignore_ascii_case(IDS);
    let stem = name.trim_end_matches(|c: char| !c.is_alphanumeric()).strip_suffix(last).filter(|_| of_ids)?;
    Some(stem.trim_end_matches(|c: char| !c.is_alphanumeric())).filter(|stem| !stem.is_empty())
}

/// What several ids stand for by their name, in small letters: `contact` of `contact_ids` and `contactids`, and nothing of `ids`.
pub fn ids_stem(name: &str) -> String {
    let name = name.to_lowercase();
    let stem = name.strip_suffix(IDS).unwrap_or(&name);
    stem.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The usual plural of a word: `groups` of `group`.
pub fn plural(word: &str) -> String {
    format!("{word}{PLURAL}")
}

/// The word without the end of a plural, where it has one.
pub fn singular(word: &str) -> &str {
    word.strip_suffix(PLURAL).unwrap_or(word)
}

/// Whether one of two words, of two letters at least, is the plural of the other.
pub fn differ_in_number(a: &str, b: &str) -> bool {
    let plural_of = |many: &str, one: &str| one.len() > 1 && many.strip_suffix(PLURAL) == Some(one);
    plural_of(a, b) || plural_of(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_words() {
        assert_eq!(words("crm.contact.add"), ["crm", "contact", "add"]);
        assert_eq!(words("deleteAllUsers_now"), ["delete", "All", "Users", "now"]);
        assert_eq!(words("user2Id"), ["user2", "Id"]);
        assert!(words("..").is_empty());
    }

    #[test]
    fn ids_say_so() {
        for name in ["id", "ID", "contact_id", "user-id", "userId", "userID", "line2Id"] {
            assert!(is_id(name), "{name}");
        }
        for name in ["", "ids", "paid", "identity", "id_card", "uuid"] {
            assert!(!is_id(name), "{name}");
        }
        assert!(is_ids("ids") && is_ids("groupIds") && is_ids("contactids") && !is_ids("id"));
    }

    #[test]
    fn ids_stand_for_something() {
        for (name, stem) in [
            ("owner_id", Some("owner")),
            ("ownerId", Some("owner")),
            ("owner_ids", Some("owner")),
            ("line_owner-IDs", Some("line_owner")),
            ("id", None),
            ("ids", None),
            ("owner", None),
            ("", None),
        ] {
            assert_eq!(id_stem(name), stem, "{name}");
        }
        assert_eq!([ids_stem("contactids"), ids_stem("contact_ids"), ids_stem("ids")], ["contact", "contact", ""]);
    }

    #[test]
    fn plurals_end_in_s() {
        assert!(differ_in_number("group", &plural("group")) && differ_in_number("groups", "group"));
        assert!(!differ_in_number("group", "group") && !differ_in_number("s", "") && !differ_in_number("a", "b"));
        assert_eq!((singular("groups"), singular("group")), ("group", "group"));
    }
}
