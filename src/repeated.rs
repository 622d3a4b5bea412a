//! The command as it was given, for a report to tell how its run is repeated.

use doctract_conformance::Credential;

/// The command line, quoted for a shell as far as it must be. Secrets come from the environment; one that was written out all the same is named.
pub(crate) fn command(secrets: &[Credential]) -> String {
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    line(arguments, secrets)
}

fn line(arguments: impl Iterator<Item = String>, secrets: &[Credential]) -> String {
    let named = |text: String| {
        let secrets = secrets.iter().filter(|one| !one.secret.is_empty());
        secrets.fold(text, |text, one| text.replace(&one.secret, &format!("${}", one.variable)))
    };
    let words: Vec<String> =
        std::iter::once("doctract".to_owned()).chain(arguments.map(|word| quoted(&named(word)))).collect();
    words.join(" ")
}

/// A word of a shell; what is plain stays as it is (POSIX.1-2024, Shell Command Language, section 2.2.2).
fn quoted(word: &str) -> String {
    let plain = |char: char| char.is_alphanumeric() || "-_./:=,@%+".contains(char);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_and_secrets_named() {
        let secret = Credential { variable: "TOKEN".to_owned(), secret: "hunter2".to_owned() };
        let words = ["conform", "--case", "get.*", "--fact", "key=hunter2", "it's"].map(str::to_owned);
        assert_eq!(
            line(words.into_iter(), &[secret]),
            r"doctract conform --case 'get.*' --fact 'key=$TOKEN' 'it'\''s'"
        );
    }
}
