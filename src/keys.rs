//! Keys of TOML files that are not there: the parser names those that are, and not the one that is meant.

use doctract_spec::near;

/// The message of the parser, with the key that an unknown one is most like.
pub(crate) fn hinted(message: &str) -> String {
    let Some(rest) = message.strip_prefix("unknown field `") else { return message.to_owned() };
    let mut names = rest.split('`').step_by(2);
    let Some(unknown) = names.next() else { return message.to_owned() };
    match near::nearest(unknown, names) {
        Some(near) => format!("unknown field `{unknown}`: did you mean `{near}`?"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_nearly_right_is_guessed() {
        let message = |key: &str| format!("unknown field `{key}`, expected one of `case`, `reason`, `api`");
        assert_eq!(hinted(&message("resaon")), "unknown field `resaon`: did you mean `reason`?");
        assert_eq!(hinted(&message("zzz")), message("zzz"));
        assert_eq!(hinted("unknown field `b`, there are no fields"), "unknown field `b`, there are no fields");
        assert_eq!(hinted("missing field `case`"), "missing field `case`");
    }
}
