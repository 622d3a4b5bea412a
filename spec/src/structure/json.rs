//! JSON as documents show it. Each member keeps its place; what breaks the grammar is repaired where the intent is plain
//! (a comma too many or missing, a bracket not closed) and reported as a fault.

use std::ops::Range;

use super::placeholder;
use crate::document::Places;

/// How deep objects and arrays may nest; what is deeper is left out with a fault.
const MAX_DEPTH: usize = 128;
/// How many faults of one text are kept: a text with more of them is no JSON.
const MAX_FAULTS: usize = 8;

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// A JSON value. Numbers keep their text.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written.
    Number(String),
    /// A string, escapes resolved.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object; a name may stand twice.
    Object(Vec<(Key, Node)>),
    /// A bare word, which JSON does not have.
    Word(String),
}

/// The name of a member.
#[derive(Clone, Debug)]
pub struct Key {
    /// The name.
    pub name: String,
    /// Its bytes in the file, quotes included.
    pub range: Range<usize>,
}

/// A place where the text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong there.
    pub message: String,
    /// Its bytes in the file.
    pub range: Range<usize>,
}

/// Parses a text; `places` tells where it stands in its file. `None` where there is no value at all.
pub fn parse(text: &str, places: &Places) -> (Option<Node>, Vec<Fault>) {
    let mut parser = Parser { text, bytes: text.as_bytes(), places, at: 0, left_out: false, faults: Vec::new() };
    let node = parser.value(0);
    parser.space();
    if node.is_some() && parser.at < text.len() {
        parser.fault("text behind the end of the JSON", parser.at..text.len());
    }
    (node, parser.faults)
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    places: &'a Places,
    at: usize,
    /// Whether it was said that the message leaves something out.
    left_out: bool,
    faults: Vec<Fault>,
}

impl Parser<'_> {
    fn fault(&mut self, message: &str, range: Range<usize>) {
        if self.faults.len() < MAX_FAULTS {
            let start = self.text.floor_char_boundary(range.start);
            let end = self.text.ceil_char_boundary(range.end.max(start + 1).min(self.text.len()));
            let range = self.range(start..end);
            self.faults.push(Fault { message: message.to_owned(), range });
        }
    }

    /// A range of the text as one of the file.
    fn range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.places.of(range.start);
        let last = range.end.saturating_sub(1).max(range.start);
        start..(self.places.of(last) + (range.end - last).min(range.len())).max(start)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        loop {
            while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
                self.at += 1;
            }
            let rest = &self.text[self.at..];
            // No-break spaces come from copied pages, comments from people.
            if let Some(space) = rest.chars().next().filter(|c| !c.is_ascii() && c.is_whitespace()) {
                self.at += space.len_utf8();
            } else if rest.starts_with("//") || rest.starts_with('#') {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if let Some(comment) = rest.strip_prefix("/*") {
                self.at += comment.find("*/").map_or(rest.len(), |end| end + 4);
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        self.space();
        let start = self.at;
        let value = match self.peek()? {
            b'{' if depth < MAX_DEPTH => self.object(depth),
            b'[' if depth < MAX_DEPTH => self.array(depth),
            b'{' | b'[' => self.too_deep(),
            b'"' => Value::String(self.string()),
            b'}' | b']' | b',' | b':' => return None,
            _ => self.word(),
        };
        Some(Node { value, range: self.range(start..self.at) })
    }

    fn too_deep(&mut self) -> Value {
        self.fault("nested too deep: the rest is not read", self.at..self.at + 1);
        self.at = self.text.len();
        Value::Null
    }

    fn object(&mut self, depth: usize) -> Value {
        let open = self.at;
        self.at += 1;
        let mut members = Vec::new();
        let mut comma = true;
        let mut goes_on = false;
        loop {
            self.space();
            if self.and_so_on(&mut comma) {
                goes_on = true;
                continue;
            }
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                None | Some(b']') => {
                    self.fault("this object is not closed", open..open + 1);
                    break;
                }
                Some(b',') => self.comma(&mut comma),
                Some(_) => {
                    self.missing_comma(&mut comma);
                    goes_on = false;
                    if !self.member(depth, &mut members) {
                        break;
                    }
                }
            }
        }
        if comma && !goes_on && !members.is_empty() {
            self.fault("a comma behind the last member", self.at.saturating_sub(1)..self.at);
        }
        Value::Object(members)
    }

    fn array(&mut self, depth: usize) -> Value {
        let open = self.at;
        self.at += 1;
        let mut elements = Vec::new();
        let mut comma = true;
        let mut goes_on = false;
        loop {
            self.space();
            if self.and_so_on(&mut comma) {
                goes_on = true;
                continue;
            }
            match self.peek() {
                None | Some(b'}') => {
                    self.fault("this array is not closed", open..open + 1);
                    break;
                }
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',') => self.comma(&mut comma),
                Some(_) => {
                    self.missing_comma(&mut comma);
                    goes_on = false;
                    let Some(element) = self.value(depth + 1) else {
                        self.fault("a value is missing here", self.at..self.at + 1);
                        self.at += 1;
                        continue;
                    };
                    elements.push(element);
                }
            }
        }
        if comma && !goes_on && !elements.is_empty() {
            self.fault("a comma behind the last element", self.at.saturating_sub(1)..self.at);
        }
        Value::Array(elements)
    }

    /// Steps over the sign that more of the same follows, with the words behind it and the comma behind these. It is no member, and
    /// it is named once in a message.
    fn and_so_on(&mut self, comma: &mut bool) -> bool {
        let rest = &self.text[self.at..];
        let dots = rest.len() - rest.trim_start_matches(['.', '…']).len();
        if !rest.starts_with("...") && !rest.starts_with('…') {
            return false;
        }
        if !std::mem::replace(&mut self.left_out, true) {
            self.fault("this leaves something out", self.at..self.at + dots);
        }
        let words = rest[dots..].find(|c| "\n\",:{}[]".contains(c)).unwrap_or(rest.len() - dots);
        self.at += dots + words;
        self.space();
        if self.peek() == Some(b',') {
            self.at += 1;
        }
        *comma = true;
        true
    }

    fn comma(&mut self, comma: &mut bool) {
        if *comma {
            self.fault("a comma with nothing ahead of it", self.at..self.at + 1);
        }
        *comma = true;
        self.at += 1;
    }

    fn missing_comma(&mut self, comma: &mut bool) {
        if !*comma {
            self.fault("a comma is missing ahead of this", self.at..self.at + 1);
        }
        *comma = false;
    }

    fn member(&mut self, depth: usize, members: &mut Vec<(Key, Node)>) -> bool {
        let start = self.at;
        if let Some((_, length)) = placeholder::at_start(&self.text[start..]) {
            self.at += length;
            self.fault("a remark stands where a member is due", start..self.at);
            return true;
        }
        let name = if self.peek() == Some(b'"') {
            self.string()
        } else {
            let (Value::Word(word) | Value::Number(word)) = self.word() else { return self.skip_one(start) };
            self.fault("a name without quotes", start..self.at);
            word
        };
        let key = Key { name, range: self.range(start..self.at) };
        self.space();
        if self.peek() == Some(b':') {
            self.at += 1;
        } else {
            self.fault("`:` is missing behind this name", start..self.at);
        }
        if self.at == start {
            return self.skip_one(start);
        }
        let value = self.value(depth + 1).unwrap_or_else(|| {
            self.fault("a value is missing here", self.at..self.at + 1);
            Node { value: Value::Null, range: self.range(self.at..self.at) }
        });
        members.push((key, value));
        true
    }

    /// Steps over a character that fits nowhere, so that the parser always moves on.
    fn skip_one(&mut self, start: usize) -> bool {
        if self.at == start {
            self.fault("this is no JSON", self.at..self.at + 1);
            self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
        }
        self.at < self.text.len()
    }

    fn string(&mut self) -> String {
        let start = self.at;
        let mut at = self.at + 1;
        loop {
            match self.bytes.get(at) {
                Some(b'\\') => at += 2,
                Some(b'"') => {
                    self.at = at + 1;
                    break;
                }
                Some(b'\n') | None => {
                    self.at = at.min(self.bytes.len());
                    self.fault("this string is not closed", start..self.at);
                    return self
                        .text
                        .get(start + 1..self.at)
                        .unwrap_or_default()
                        .trim_end_matches([',', ' ', '\r'])
                        .to_owned();
                }
                Some(_) => at += 1,
            }
        }
        let quoted = &self.text[start..self.at];
        serde_json::from_str(quoted).unwrap_or_else(|_| quoted.trim_matches('"').to_owned())
    }

    fn word(&mut self) -> Value {
        let start = self.at;
        let rest = &self.text[start..];
        if let Some((words, length)) = placeholder::at_start(rest) {
            self.at += length;
            return Value::Word(words);
        }
        let length = rest.find(|c: char| c.is_whitespace() || ",:{}[]\"".contains(c)).unwrap_or(rest.len());
        self.at += length;
        let word = &self.text[start..self.at];
        match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ if serde_json::from_str::<serde_json::Number>(word).is_ok() => Value::Number(word.to_owned()),
            _ => {
                self.fault("a word without quotes", start..self.at);
                Value::Word(word.to_owned())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        parse(text, &Places::at(0)).1.into_iter().map(|fault| fault.message).collect()
    }

    #[test]
    fn members_keep_their_places() {
        let (node, faults) = parse("{\"a\": {\"b\": [1]}}", &Places::at(100));
        let node = node.unwrap();
        assert!(faults.is_empty());
        assert_eq!(node.members()[0].0.range, 101..104);
        assert_eq!(node.member("a").unwrap().member("b").unwrap().first().unwrap().range, 113..114);
    }

    #[test]
    fn what_is_broken_is_repaired_and_named() {
        assert_eq!(faults("{\"a\":1,}"), ["a comma behind the last member"]);
        assert_eq!(faults("{\"a\":1 \"b\":2}"), ["a comma is missing ahead of this"]);
        assert_eq!(faults("{\"a\":[1"), ["this array is not closed", "this object is not closed"]);
        assert_eq!(faults("{\"a\":\"b\n}"), ["this string is not closed"]);
        assert_eq!(faults("{\"a\":number}"), ["a word without quotes"]);
        assert_eq!(parse("{\"a\":1 \"b\":2}", &Places::at(0)).0.unwrap().members().len(), 2);
    }

    #[test]
    fn no_text_stops_it() {
        for text in [
            "", "{", "}", "{:", "{\"a\"", "[,]", "{,}", "{\"\\", "[}", "{]", "ы", "{ы", "\"", "[:", "{\"a\":}",
            "{1 2 3",
        ] {
            let _ = parse(text, &Places::at(0));
        }
        let deep = "[".repeat(100_000);
        assert!(!parse(&deep, &Places::at(0)).1.is_empty());
    }
}
