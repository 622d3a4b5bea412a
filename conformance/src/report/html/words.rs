//! Sentences and names as the page shows them: what stands between backquotes is code, and long names are broken between their parts.

/// A part of a sentence.
pub(super) struct Word {
    pub(super) code: bool,
    pub(super) pieces: Vec<String>,
}

/// The parts of a sentence. A backquote without a partner is a backquote.
pub(super) fn words(text: &str) -> Vec<Word> {
    let paired = text.matches('`').count().is_multiple_of(2);
    if !paired {
        return vec![Word { code: false, pieces: pieces(text) }];
    }
    let parts = text.split('`').enumerate().filter(|(_, text)| !text.is_empty());
    parts.map(|(at, text)| Word { code: at % 2 == 1, pieces: pieces(text) }).collect()
}

/// The pieces of a name behind which a line may end.
pub(super) fn pieces(name: &str) -> Vec<String> {
    name.split_inclusive(['/', '.', '_', ']', '}', '&', '?', '=', ',']).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_words_and_names_have_pieces() {
        let told =
            |text: &str| words(text).into_iter().map(|word| (word.code, word.pieces.join("|"))).collect::<Vec<_>>();
        let code = |text: &str| (true, text.to_owned());
        let plain = |text: &str| (false, text.to_owned());
        assert_eq!(told("`data[].full_name` is there"), [code("data[]|.|full_|name"), plain(" is there")]);
        assert_eq!(told("one ` alone"), [plain("one ` alone")]);
        assert!(told("").is_empty());
    }
}
