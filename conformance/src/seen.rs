//! A value that the run has seen in a row: the documents tell the field, only the target tells the value.

use std::fmt;

use serde_json::Value;

/// What is made of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The value itself.
    Whole,
    /// Its text with every letter in the other case.
    OtherCase,
    /// All of its text but the last character.
    Head,
    /// All of its text but the first character.
    Tail,
    /// Its text without the first and the last character.
    Middle,
}

/// A value of a field, out of the rows that the run made for a list method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The list method.
    pub list: String,
    /// The field of its rows.
    pub field: String,
    /// Which of the unlike values of the field that are not empty; counted on from the first after the last.
    pub nth: usize,
    /// What is made of it.
    pub form: Form,
    /// The text around it, ahead and behind: wildcards and anchors.
    pub around: [String; 2],
    /// Whether the characters that have a meaning in a regular expression are escaped.
    pub escaped: bool,
}

impl Seen {
    /// A value of a field as it stands.
    pub fn whole(list: &str, field: &str, nth: usize) -> Self {
        let around = [String::new(), String::new()];
        Self { list: list.to_owned(), field: field.to_owned(), nth, form: Form::Whole, around, escaped: false }
    }

    /// The value that is sent, out of all values of the field. None where the field is empty in all rows, or its text too short.
    pub fn of<'v>(&self, values: impl Iterator<Item = &'v Value>) -> Option<Value> {
        let mut unlike: Vec<&Value> = Vec::new();
        for value in values.filter(|value| !is_empty(value)) {
            if !unlike.contains(&value) {
                unlike.push(value);
            }
        }
        let value = *unlike.get(self.nth.checked_rem(unlike.len())?)?;
        let plain = self.around.iter().all(String::is_empty) && self.form == Form::Whole && !self.escaped;
        if plain {
            return Some(value.clone());
        }
        let part = self.part(value.as_str()?)?;
        let part = if self.escaped { escape(&part) } else { part };
        Some(Value::String(format!("{}{part}{}", self.around[0], self.around[1])))
    }

    fn part(&self, text: &str) -> Option<String> {
        let characters: Vec<char> = text.chars().collect();
        let (skip, drop) = match self.form {
            Form::Whole | Form::OtherCase => (0, 0),
            Form::Head => (0, 1),
            Form::Tail => (1, 0),
            Form::Middle => (1, 1),
        };
        let end = characters.len().checked_sub(drop).filter(|end| *end > skip)?;
        let part: String = characters[skip..end].iter().collect();
        if self.form != Form::OtherCase {
            return Some(part);
        }
        let other = if part.to_lowercase() == part { part.to_uppercase() } else { part.to_lowercase() };
        (other != part).then_some(other)
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of `{}` in the rows of {}", self.field, self.list)
    }
}

/// Whether a field holds nothing.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Takes the meaning from the characters that have one in a POSIX extended regular expression (POSIX.1-2024, section 9.4.3).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if ".[]()*+?{}^$|\\".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
