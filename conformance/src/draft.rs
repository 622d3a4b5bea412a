//! A JSON value that a case sends, parts of which are known only while the suite runs.

mod path;

use std::fmt::{self, Write as _};

use serde_json::Value;

pub use path::{Path, Step};

use crate::seen::SeenValue;

/// The name of something that the run makes before it is needed: the id of an entity created for a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub String);

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A JSON value with holes. Members keep their order, so that what is sent reads like the documents.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A value that is known when the case is planned.
    Known(Value),
    /// The id of an entity that the run makes.
    Made(Slot),
    /// A value that the run has seen in a row.
    Seen(SeenValue),
    /// The credential of the target.
    Secret,
    /// A text near the credential of the target, which is none.
    Altered(Alteration),
    /// An array.
    List(Vec<Draft>),
    /// An object.
    Members(Vec<(String, Draft)>),
}

/// How a text differs from the credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// It has one character more.
    Longer,
    /// Its letters are of the other case; where it has none, it has one character more.
    OtherCase,
    /// Its last character is missing; where it is so short that the rest might be any text, it has one character more.
    Shorter,
}

/// How long a credential is at least of which all but the last character is sent.
const LONG_ENOUGH: usize = 8;

impl Alteration {
    /// The text in place of this credential.
    pub fn of(self, secret: &str) -> String {
        let swap = |letter: char| {
            if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
        };
        let other: String = match self {
            Self::Longer => secret.to_owned(),
            Self::OtherCase => secret.chars().map(swap).collect(),
            Self::Shorter => {
                let length = secret.chars().count();
                secret.chars().take(if length < LONG_ENOUGH { length } else { length - 1 }).collect()
            }
        };
        if other == secret { format!("{secret}x") } else { other }
    }
}

/// What fills the holes of a [`Draft`].
pub trait Fill {
    /// The id that the run made, if it could.
    fn made(&self, slot: &Slot) -> Option<Value>;
    /// The value that the run has seen, if it saw any.
    fn seen(&self, seen: &SeenValue) -> Option<Value>;
    /// The credential.
    fn secret(&self) -> &str;
}

impl Draft {
    /// A string.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Known(Value::String(text.into()))
    }

    /// The part at `path`, if it is there.
    pub fn at_mut(&mut self, path: &[Step]) -> Option<&mut Self> {
        self.open();
        let Some((step, rest)) = path.split_first() else {
            return Some(self);
        };
        match (self, step) {
            (Self::List(items), Step::Item) => items.first_mut()?.at_mut(rest),
            (Self::Members(members), Step::Name(name)) => {
                members.iter_mut().find(|(key, _)| key == name)?.1.at_mut(rest)
            }
            _ => None,
        }
    }

    /// The same value, an array or object as one whose parts can be seen.
    pub fn opened(&self) -> Self {
        let mut opened = self.clone();
        opened.open();
        opened
    }

    /// The same value with another entity in place of one.
    #[must_use]
    pub fn with_slot(&self, old: &Slot, new: &Slot) -> Self {
        match self {
            Self::Made(slot) if slot == old => Self::Made(new.clone()),
            Self::List(items) => Self::List(items.iter().map(|item| item.with_slot(old, new)).collect()),
            Self::Members(members) => {
                Self::Members(members.iter().map(|(name, value)| (name.clone(), value.with_slot(old, new))).collect())
            }
            other => other.clone(),
        }
    }

    /// Makes a known array or object one whose parts can be changed.
    fn open(&mut self) {
        *self = match std::mem::replace(self, Self::Known(Value::Null)) {
            Self::Known(Value::Array(items)) => Self::List(items.into_iter().map(Self::Known).collect()),
            Self::Known(Value::Object(members)) => {
                Self::Members(members.into_iter().map(|(name, value)| (name, Self::Known(value))).collect())
            }
            other => other,
        };
    }

    /// Puts `value` at `path`, adding the last member where it is absent. Tells whether that was possible.
    pub fn set(&mut self, path: &Path, value: Self) -> bool {
        let Some((last, parents)) = path.0.split_last() else {
            return false;
        };
        match (self.at_mut(parents), last) {
            (Some(Self::List(items)), Step::Item) => {
                items.clear();
                items.push(value);
                true
            }
            (Some(Self::Members(members)), Step::Name(name)) => {
                match members.iter_mut().find(|(key, _)| key == name) {
                    Some((_, old)) => *old = value,
                    None => members.push((name.clone(), value)),
                }
                true
            }
            _ => false,
        }
    }

    /// Takes away the member at `path`. Tells whether it was there.
    pub fn remove(&mut self, path: &Path) -> bool {
        let Some((Step::Name(name), parents)) = path.0.split_last() else {
            return false;
        };
        let Some(Self::Members(members)) = self.at_mut(parents) else {
            return false;
        };
        let before = members.len();
        members.retain(|(key, _)| key != name);
        members.len() < before
    }

    /// The value of a draft without holes; none where it has one.
    pub fn known(&self) -> Option<Value> {
        match self {
            Self::Known(value) => Some(value.clone()),
            Self::List(items) => items.iter().map(Self::known).collect::<Option<_>>().map(Value::Array),
            Self::Members(members) => {
                let members = members.iter().map(|(name, value)| Some((name.clone(), value.known()?)));
                members.collect::<Option<_>>().map(Value::Object)
            }
            _ => None,
        }
    }

    /// All slots in this value, in order.
    pub fn slots(&self) -> Vec<&Slot> {
        match self {
            Self::Made(slot) => vec![slot],
            Self::List(items) => items.iter().flat_map(Self::slots).collect(),
            Self::Members(members) => members.iter().flat_map(|(_, value)| value.slots()).collect(),
            Self::Known(_) | Self::Seen(_) | Self::Secret | Self::Altered(_) => Vec::new(),
        }
    }

    /// All texts in this value that are known, in order.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Known(value) => texts(value),
            Self::List(items) => items.iter().flat_map(Self::texts).collect(),
            Self::Members(members) => members.iter().flat_map(|(_, value)| value.texts()).collect(),
            Self::Made(_) | Self::Seen(_) | Self::Secret | Self::Altered(_) => Vec::new(),
        }
    }

    /// Whether the credential is part of this value.
    pub fn holds_secret(&self) -> bool {
        match self {
            Self::Secret | Self::Altered(_) => true,
            Self::List(items) => items.iter().any(Self::holds_secret),
            Self::Members(members) => members.iter().any(|(_, value)| value.holds_secret()),
            Self::Known(_) | Self::Made(_) | Self::Seen(_) => false,
        }
    }

    /// The list methods whose rows must be seen before this value can be written.
    pub fn lists(&self) -> Vec<&str> {
        match self {
            Self::Seen(seen) => vec![&seen.list],
            Self::List(items) => items.iter().flat_map(Self::lists).collect(),
            Self::Members(members) => members.iter().flat_map(|(_, value)| value.lists()).collect(),
            Self::Known(_) | Self::Made(_) | Self::Secret | Self::Altered(_) => Vec::new(),
        }
    }

    /// The value with its holes filled; the error is what could not be filled.
    pub fn value(&self, fill: &dyn Fill) -> Result<Value, Slot> {
        if let Self::Known(value) = self {
            return Ok(value.clone());
        }
        // What was written as JSON can be read again.
        self.write(fill).map(|json| serde_json::from_str(&json).unwrap_or_default())
    }

    /// Writes the value as JSON; the error is the slot that could not be filled.
    pub fn write(&self, fill: &dyn Fill) -> Result<String, Slot> {
        let mut out = String::new();
        self.write_to(&mut out, fill)?;
        Ok(out)
    }

    fn write_to(&self, out: &mut String, fill: &dyn Fill) -> Result<(), Slot> {
        match self {
            Self::Known(value) => push(out, value),
            Self::Made(slot) => push(out, &fill.made(slot).ok_or_else(|| slot.clone())?),
            Self::Seen(seen) => push(out, &fill.seen(seen).ok_or_else(|| Slot(seen.to_string()))?),
            Self::Secret => push(out, &Value::String(fill.secret().to_owned())),
            Self::Altered(how) => push(out, &Value::String(how.of(fill.secret()))),
            Self::List(items) => {
                out.push('[');
                for (position, item) in items.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { "," });
                    item.write_to(out, fill)?;
                }
                out.push(']');
            }
            Self::Members(members) => {
                out.push('{');
                for (position, (name, value)) in members.iter().enumerate() {
                    out.push_str(if position == 0 { "" } else { "," });
                    push(out, &Value::String(name.clone()));
                    out.push(':');
                    value.write_to(out, fill)?;
                }
                out.push('}');
            }
        }
        Ok(())
    }
}

fn push(out: &mut String, value: &Value) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}
/// All texts in a value, in order.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => members.values().flat_map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
