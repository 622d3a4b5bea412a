//! Which dialect a document is written in.

use super::Dialect;

/// The first of the dialects all of whose marks stand in the text. A dialect without marks is only used by name.
pub fn recognise<'d>(dialects: &'d [Dialect], text: &str) -> Option<&'d Dialect> {
    let fits =
        |dialect: &&Dialect| !dialect.recognise.is_empty() && dialect.recognise.iter().all(|mark| mark.is_match(text));
    dialects.iter().filter(fits).max_by_key(|dialect| dialect.recognise.len())
}
