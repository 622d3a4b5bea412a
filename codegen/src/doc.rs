//! Doc comments out of the documents' words.

use doctract_spec::ir::Source;
use proc_macro2::TokenStream;
use quote::quote;

/// Outer doc comments (`///`), one a line of text.
pub(crate) fn outer(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#[doc = #lines])*)
}

/// Inner doc comments (`//!`).
pub(crate) fn inner(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#![doc = #lines])*)
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") }).collect()
}

/// The place of a fact, for a doc comment.
pub(crate) fn place(source: &Source) -> String {
    format!("{}:{}", source.file, source.line)
}

/// The documents' words and their place, made harmless for rustdoc. Without words, what stands there instead.
pub(crate) fn sentence(words: &str, instead: &str, source: &Source) -> String {
    let words = words.trim();
    let words = if words.is_empty() { instead.to_owned() } else { escape(words) };
    if source.file.is_empty() { words } else { format!("{words} (`{}`)", code(&place(source))) }
}

/// Text within backticks.
pub(crate) fn code(text: &str) -> String {
    text.chars().filter(|c| *c != '`' && !c.is_control() && !is_bidi(*c)).collect()
}

/// Plain text, so that nothing in it is Markdown, HTML or a link, on one line.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for c in word.chars().filter(|c| !c.is_control() && !is_bidi(*c)) {
            // A colon is escaped so that an address is not taken for a bare link, which rustdoc warns of.
            if c.is_ascii_punctuation()
                && !matches!(c, '.' | ',' | '\'' | '"' | '/' | '%' | '?' | ';')
                && needs_escape(c, word)
            {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

/// Underscores within a word and punctuation that means nothing to Markdown are left alone, so that the text stays readable.
fn needs_escape(c: char, word: &str) -> bool {
    match c {
        ':' => word.contains("://"),
        '_' => word.starts_with('_') || word.ends_with('_') || word.contains("__"),
        '-' | '+' | '=' | '#' => word.starts_with(c),
        ')' => word.bytes().take_while(u8::is_ascii_digit).count() + 1 == word.len(),
        '(' | '!' | '@' | '$' | '^' => false,
        _ => true,
    }
}

/// Marks that turn the direction of text around; the compiler refuses them in comments.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn leaves_no_markup() {
        let cases = [
            ("plain, text.", "plain, text."),
            ("a [link](x) `code` <b>", "a \\[link\\](x) \\`code\\` \\<b\\>"),
            ("phone_number */ _x_", "phone_number \\*/ \\_x\\_"),
            ("see https://example.com", "see https\\://example.com"),
            ("two\n\n    lines\u{202e}", "two lines"),
            ("1) one", "1\\) one"),
        ];
        for (text, escaped) in cases {
            assert_eq!(escape(text), escaped);
        }
    }
}
