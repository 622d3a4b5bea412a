//! A value that the run has seen in a row: the documents tell the field, only the target tells the value.

use std::fmt;

use serde_json::Value;

use crate::jsquery;

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
    /// All of its text, with a full stop, which means nothing but itself, in place of the first character.
    Dotted,
    /// All of its text, with a blank in place of the second character.
    Spaced,
    /// The ends of its text around what is to stand ahead.
    Gap,
    /// Both halves of its text around what is to stand ahead.
    Parted,
    /// The least number with one digit more.
    Longer,
    /// An expression of `jsquery` that a field meets which holds the value.
    Query,
    /// One that a field meets which holds the beginning of the value, and nothing more.
    QueryHead,
    /// One that a field meets which holds the value with every letter in the other case.
    QueryOtherCase,
}

/// A value of a field, out of the rows that the run made for a list method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenValue {
    /// The list method.
    pub list: String,
    /// The field of its rows.
    pub field: String,
    /// The member of the field, or of its elements, that holds the value; none for the field, or its elements, itself.
    pub member: Option<String>,
    /// Which of the unlike values of the field that are not empty; counted on from the first after the last.
    pub nth: usize,
    /// What is made of it.
    pub form: Form,
    /// The text around it, ahead and behind: wildcards and anchors.
    pub around: [String; 2],
    /// Whether the characters that have a meaning in a regular expression are escaped.
    pub escaped: bool,
}

impl SeenValue {
    /// A value of a field as it stands.
    pub fn whole(list: &str, field: &str, nth: usize) -> Self {
        let around = [String::new(), String::new()];
        let (list, field, member) = (list.to_owned(), field.to_owned(), None);
        Self { list, field, member, nth, form: Form::Whole, around, escaped: false }
    }

    /// An expression of `jsquery` for a field: that its elements, or this member of it or of them, are one of the values.
    pub fn query(list: &str, field: &str, member: Option<&str>, nth: usize) -> Self {
        Self { member: member.map(str::to_owned), form: Form::Query, ..Self::whole(list, field, nth) }
    }

    /// The value that is sent, out of all values of the field. None where the field is empty in all rows, or its text too short.
    pub fn of<'v>(&self, values: impl Iterator<Item = &'v Value>) -> Option<Value> {
        let member = self.member.as_deref();
        if matches!(self.form, Form::Query | Form::QueryHead | Form::QueryOtherCase) {
            let mut values = values.filter(|value| !is_empty(value)).peekable();
            let array = values.peek()?.is_array();
            // Who looks at the first element alone finds the row by its first one: a later one tells.
            let rows: Vec<Vec<&Value>> = values.map(|value| jsquery::parts(value, member)).collect();
            let later = rows.iter().flat_map(|parts| parts.iter().skip(1));
            let value = self.choose(later.chain(rows.iter().filter_map(|parts| parts.first())).copied())?;
            let value = match self.form {
                Form::Query => value.clone(),
                Form::QueryHead => beginning(value)?,
                _ => other_case(value.as_str()?).map(Value::from).or_else(|| beginning(value))?,
            };
            return Some(Value::String(jsquery::expression(array, member, &value)));
        }
        let value = self.choose(values)?;
        let plain = self.around.iter().all(String::is_empty) && self.form == Form::Whole && !self.escaped;
        if plain {
            return Some(value.clone());
        }
        if self.form == Form::Longer {
            let digits = u32::try_from(value.as_u64()?.to_string().len()).ok()?;
            return 10_u64.checked_pow(digits).map(Value::from);
        }
        if self.form == Form::Gap {
            return self.gap(value.as_str()?).map(Value::String);
        }
        if self.form == Form::Parted {
            let text = value.as_str()?;
            let (middle, _) = text.char_indices().nth(text.chars().count() / 2).filter(|(at, _)| *at > 0)?;
            let (head, tail) = text.split_at_checked(middle)?;
            return Some(Value::String(format!("{head}{}{tail}", self.around[0])));
        }
        let part = self.part(value.as_str()?)?;
        let part = if self.escaped { escape(&part) } else { part };
        Some(Value::String(format!("{}{part}{}", self.around[0], self.around[1])))
    }

    /// Two characters of each end; none where the text is not longer than that.
    fn gap(&self, text: &str) -> Option<String> {
        let characters: Vec<char> = text.chars().collect();
        let (head, tail) = (characters.get(..2)?, characters.get(characters.len().checked_sub(2)?..)?);
        let ends = |part: &[char]| part.iter().collect::<String>();
        (characters.len() > 4).then(|| format!("{}{}{}{}", ends(head), self.around[0], ends(tail), self.around[1]))
    }

    /// The value of this position among those that are not empty, each counted once.
    fn choose<'v>(&self, values: impl Iterator<Item = &'v Value>) -> Option<&'v Value> {
        let mut unlike: Vec<&Value> = Vec::new();
        for value in values.filter(|value| !is_empty(value)) {
            if !unlike.contains(&value) {
                unlike.push(value);
            }
        }
        unlike.get(self.nth.checked_rem(unlike.len())?).copied()
    }

    fn part(&self, text: &str) -> Option<String> {
        let characters: Vec<char> = text.chars().collect();
        if self.form == Form::Dotted {
            return characters
                .split_first()
                .map(|(_, rest)| std::iter::once('.').chain(rest.iter().copied()).collect());
        }
        if self.form == Form::Spaced {
            let blank = |(at, one): (usize, char)| if at == 1 { ' ' } else { one };
            let spaced: String = characters.into_iter().enumerate().map(blank).collect();
            return (spaced != text).then_some(spaced);
        }
        let (skip, drop) = match self.form {
            Form::Head => (0, 1),
            Form::Tail => (1, 0),
            Form::Middle => (1, 1),
            _ => (0, 0),
        };
        let end = characters.len().checked_sub(drop).filter(|end| *end > skip)?;
        let part: String = characters[skip..end].iter().collect();
        if self.form == Form::OtherCase { other_case(&part) } else { Some(part) }
    }
}

impl fmt::Display for SeenValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of `{}` in the rows of {}", self.field, self.list)
    }
}

/// A text with every letter in the other case; none where it has no letter.
pub(crate) fn other_case(text: &str) -> Option<String> {
    let other = if text.to_lowercase() == text { text.to_uppercase() } else { text.to_lowercase() };
    (other != text).then_some(other)
}

/// A text without its last character; none where nothing would be left.
fn beginning(value: &Value) -> Option<Value> {
    let text = value.as_str()?;
    let last = text.char_indices().next_back().map(|(at, _)| at).filter(|at| *at > 0)?;
    Some(Value::from(&text[..last]))
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
