//! What may be meant where a dialect file is refused: a key or word that nearly has the name, or a key of the file itself
//! that stands in one of its tables.

use crate::near::nearest;

/// The message with a hint behind it, where there is one. `line` is the line of the file that it is about, `own` are the keys
/// of the file itself.
pub(super) fn with_hint(message: &str, line: &str, own: &[String]) -> String {
    let key = line.split('=').next().unwrap_or_default().trim().trim_matches('"');
    if message.contains("invalid type: string") && message.contains("expected a sequence") {
        let value = line.split_once('=').map_or("\"…\"", |(_, value)| value.trim());
        return format!("{message}\nwrite a list: `{key} = [{value}]`");
    }
    let indented = message.contains("unknown field") || message.contains("wanted ") || message.contains("invalid type");
    let unknown = between(message, "unknown field `").or_else(|| between(message, "unknown variant `"));
    if own.iter().any(|known| known == key) && indented && !is_known_here(message, key) {
        return format!(
            "{message}\n`{key}` is a key of the file itself and stands in a table here: write it ahead of the first line with `[…]`"
        );
    }
    let Some(unknown) = unknown else { return message.to_owned() };
    match nearest(unknown, message.split('`').skip(3).step_by(2)) {
        Some(near) => format!("{message}\ndid you mean `{near}`?"),
        None => message.to_owned(),
    }
}

/// Whether the message names the key among those that it expects.
fn is_known_here(message: &str, key: &str) -> bool {
    message.split("expected").nth(1).is_some_and(|expected| expected.contains(&format!("`{key}`")))
}

fn between<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    message.split_once(start)?.1.split('`').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(message: &str, line: &str) -> String {
        let own = ["items".to_owned(), "description".to_owned(), "columns".to_owned()];
        with_hint(message, line, &own).lines().skip(1).collect()
    }

    #[test]
    fn a_key_in_the_wrong_table_is_told() {
        let told = hint("unknown field `description`, expected one of `match`, `role`", "description = [\"x\"]");
        assert!(told.contains("ahead of the first line"), "{told}");
        assert!(hint("wanted string or table", "items = [\"x\"]").contains("`items` is a key of the file itself"));
    }

    #[test]
    fn a_text_in_place_of_a_list_is_told() {
        let told = hint("invalid type: string \"x\", expected a sequence", "items = \"x\"");
        assert_eq!(told, "write a list: `items = [\"x\"]`");
    }

    #[test]
    fn a_word_that_nearly_is_one_is_asked_for() {
        assert_eq!(
            hint("unknown field `colums`, expected one of `columns`, `card`", "[colums]"),
            "did you mean `columns`?"
        );
        assert_eq!(
            hint("unknown variant `parms`, expected one of `params`, `body`", "role = \"parms\""),
            "did you mean `params`?"
        );
        assert_eq!(hint("unknown field `zzz`, expected one of `columns`", "[zzz]"), "");
    }
}
