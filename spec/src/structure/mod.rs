//! The messages that documents show: JSON with the places of its members, broken JSON included.

mod json;
mod placeholder;

pub(crate) use placeholder::inside as inside_placeholder;

pub use json::{Fault, Key, Node, Value, parse};

impl Node {
    /// The members of an object.
    pub fn members(&self) -> &[(Key, Node)] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The member of a name.
    pub fn member(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(key, _)| key.name == name).map(|(_, node)| node)
    }

    /// The first element of an array.
    pub fn first(&self) -> Option<&Self> {
        match &self.value {
            Value::Array(elements) => elements.first(),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}
