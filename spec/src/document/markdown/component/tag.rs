//! The start tag of a component with its attributes, in the syntax of JSX: `name="id"`, `required`, `default={10}`.

use std::ops::Range;

use serde_json::Value;

/// How long a tag may be.
const MAX_TAG: usize = 16 * 1024;

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Tag {
    pub(in super::super) name: String,
    /// Attributes with their values; one without a value has the empty text.
    pub(in super::super) attributes: Vec<(String, String)>,
    /// Where it stands.
    pub(in super::super) range: Range<usize>,
    /// Whether it is its own end tag.
    pub(in super::super) closed: bool,
}

/// The name of a component that a text begins with: it begins with a capital, and small letters follow.
pub(super) fn name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_')).unwrap_or(text.len());
    let name = &text[..end];
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.contains(|c: char| c.is_ascii_lowercase());
    is_name.then_some(name)
}

/// Reads the start tag that stands at an offset.
pub(super) fn read(source: &str, at: usize) -> Option<Tag> {
    let inner = source[at..].strip_prefix('<')?;
    let name = name(inner)?;
    let limit = inner.floor_char_boundary(MAX_TAG);
    let mut rest = &inner[name.len()..limit];
    let mut attributes = Vec::new();
    loop {
        let next = rest.trim_start();
        let closed = next.strip_prefix("/>");
        if let Some(behind) = closed.or_else(|| next.strip_prefix('>')) {
            let range = at..at + 1 + limit - behind.len();
            return Some(Tag { name: name.to_owned(), attributes, range, closed: closed.is_some() });
        }
        // Attributes are parted from what stands ahead of them, and no blank line stands in a tag.
        let gap = &rest[..rest.len() - next.len()];
        if gap.is_empty() || gap.matches('\n').count() > 1 {
            return None;
        }
        let (attribute, behind) = attribute(next)?;
        attributes.push(attribute);
        rest = behind;
    }
}

/// An attribute, and what stands behind it.
fn attribute(text: &str) -> Option<((String, String), &str)> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | ':' | '.')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    if name.is_empty() {
        return None;
    }
    let Some(rest) = rest.strip_prefix('=') else { return Some(((name.to_owned(), String::new()), rest)) };
    let (value, rest) = match rest.chars().next()? {
        quote @ ('"' | '\'') => {
            let (value, rest) = rest[1..].split_once(quote)?;
            (value.to_owned(), rest)
        }
        '{' => {
            let end = braces(rest)?;
            (literal(rest[1..end].trim()), &rest[end + 1..])
        }
        _ => {
            let end = rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len());
            (rest[..end].trim_end_matches('/').to_owned(), &rest[rest[..end].trim_end_matches('/').len()..])
        }
    };
    Some(((name.to_owned(), value), rest))
}

/// Where the brace closes that a text begins with; braces in quotes do not count.
fn braces(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') if depth == 1 => return Some(at),
            (None, '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// What an expression stands for: a text without its quotes, the elements of a list, anything else as it is.
fn literal(expression: &str) -> String {
    let scalar = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match serde_json::from_str(&expression.replace('\'', "\"")) {
        Ok(Value::Array(values)) => values.iter().map(scalar).collect::<Vec<_>>().join(", "),
        Ok(value @ (Value::String(_) | Value::Bool(_) | Value::Number(_))) => scalar(&value),
        _ => expression.trim_matches(['`', '\'', '"']).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_have_their_values() {
        for (source, expected) in [
            ("<Field>", ""),
            ("<Field a b=\"c d\" e='f'>", "a= b=c d e=f"),
            ("<Field a={10} b={true} c={\"d\"} e={'f'} g={`h`}/>", "a=10 b=true c=d e=f g=h"),
            ("<Field a={[\"b\", \"c\", 1]} d={{ e: \"}\" }}>", "a=b, c, 1 d={ e: \"}\" }"),
            ("<Field\n  a=b\n  c={ null }\n>", "a=b c=null"),
            ("<Field a=b/>", "a=b"),
            ("<Field a='\"x\" | \"y\"'>", "a=\"x\" | \"y\""),
        ] {
            let tag = read(source, 0).unwrap();
            let found: Vec<_> = tag.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(found.join(" "), expected, "{source}");
            assert_eq!(tag.range, 0..source.len(), "{source}");
        }
    }

    #[test]
    fn what_is_no_tag_is_none() {
        for source in [
            "<field>",
            "<FIELD>",
            "<Field",
            "<Field a",
            "<Field a=\"b>",
            "<Field a={b>",
            "<Field\n\na>",
            "< Field>",
            "<Field =b>",
        ] {
            assert_eq!(read(source, 0), None, "{source}");
        }
    }
}
