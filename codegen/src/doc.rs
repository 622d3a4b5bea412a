//! Doc comments out of the documents' words.

use doctract_spec::ir::{Method, Param, Source};
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

/// What the documents say of when a parameter is passed, as paragraphs that follow its words; nothing that these say already.
pub(crate) fn conditions(param: &Param) -> String {
    let mut told = Vec::new();
    let mut tell = |fact: &str, label: &str, words: &str| {
        let sentence = param.rule(fact).map_or(words, |rule| rule.text.as_str());
        if !param.description.contains(sentence) {
            told.push(format!("\n\n{label}: {}", escape(words)));
        }
    };
    if let Some(when) = &param.required_when {
        tell("required_when", "Required when", when);
    }
    if let Some(when) = &param.allowed_when {
        tell("allowed_when", "Allowed when", when);
    }
    if !param.alternatives.is_empty() {
        tell("alternatives", "One of these is passed", &param.alternatives.join(", "));
    }
    if !param.required_for.is_empty() {
        tell("required_for", "Required for", &param.required_for.join(", "));
    }
    if let Some(component) = &param.requires_component {
        tell("requires_component", "Requires the component", component);
    }
    for condition in &param.conditions {
        tell("conditions", "Condition", condition);
    }
    told.concat()
}

/// What a method is called: its heading, or the first sentence of its description where it has none.
fn title(method: &Method) -> &str {
    if method.title.trim().is_empty() { first_sentence(&method.description) } else { method.title.trim() }
}

/// Up to the first full stop that a space follows.
fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let mut ends = text.match_indices(['.', '!', '?']).map(|(index, mark)| index + mark.len());
    let end = ends.find(|end| text[*end..].starts_with(char::is_whitespace));
    &text[..end.unwrap_or(text.len())]
}

/// What a method is called, and its place.
pub(crate) fn heading(method: &Method) -> String {
    format!("`{}`: {}", code(&method.name), sentence(title(method), "A method.", &method.source))
}

/// The description of a method as paragraphs that follow; nothing where the heading says all of it.
fn description(method: &Method) -> String {
    let description = method.description.trim();
    // What stands in the heading already is not said twice.
    let description = description
        .strip_prefix(title(method))
        .filter(|rest| rest.is_empty() || method.title.trim().is_empty())
        .unwrap_or(description);
    if description.is_empty() {
        return String::new();
    }
    format!("\n\n{}", escape(description))
}

/// The documents' words for a method: what it is called, its place, and its description.
pub(crate) fn method(method: &Method) -> String {
    format!("{}{}", heading(method), description(method))
}

/// The documents' words for the parameters of a method.
pub(crate) fn parameters(method: &Method) -> String {
    let name = code(&method.name);
    match title(method) {
        "" => format!("The parameters of `{name}`{}.", bracketed(&method.source)),
        words => {
            let words = sentence(words, "", &method.source);
            format!("The parameters of `{name}`. {words}{}", description(method))
        }
    }
}

fn bracketed(source: &Source) -> String {
    if source.file.is_empty() { String::new() } else { format!(" (`{}`)", code(&place(source))) }
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
    use doctract_spec::ir::Method;

    use super::{escape, method, parameters};

    #[test]
    fn a_method_without_a_title_is_called_by_its_first_sentence() {
        let with = |title: &str, description: &str| Method {
            name: "a.b".into(),
            title: title.into(),
            description: description.into(),
            ..Method::default()
        };
        let cases = [
            (
                "Title",
                "Does it. Twice.",
                "`a.b`: Title\n\nDoes it. Twice.",
                "The parameters of `a.b`. Title\n\nDoes it. Twice.",
            ),
            ("Title", "", "`a.b`: Title", "The parameters of `a.b`. Title"),
            ("", "Does it. Twice.", "`a.b`: Does it.\n\nTwice.", "The parameters of `a.b`. Does it.\n\nTwice."),
            ("", "Does v1.5", "`a.b`: Does v1.5", "The parameters of `a.b`. Does v1.5"),
            ("", "", "`a.b`: A method.", "The parameters of `a.b`."),
        ];
        for (title, description, of_method, of_parameters) in cases {
            let documented = with(title, description);
            assert_eq!((method(&documented).as_str(), parameters(&documented).as_str()), (of_method, of_parameters));
        }
    }

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
