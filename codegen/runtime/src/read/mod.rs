//! Reading requests: strictly, fast when they are right, and exactly when they are wrong.
//!
//! serde's derived code is lenient where a contract is not: it takes an array for a struct, `null` for an absent member, and
//! `{"a":null}` for the enum value `"a"`. `strict::Strict` wraps any format and refuses these on the way, at no cost to what is right.
//! Only when that fails is the text read again, as a tree, by `node::Node`, whose errors say what is wrong and where.

mod fault;
mod node;
mod shallow;
mod strict;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Map, Value, value::RawValue};

#[cfg(feature = "server")]
pub(crate) use shallow::Shallow as Members;

use self::shallow::Shallow;
use crate::{Kind, Violation};

/// Reads a request object from JSON text. With `closed`, members that the type does not have are refused.
///
/// # Errors
/// The first fault in the text: where it is and of what kind.
pub fn from_slice<T: DeserializeOwned>(text: &[u8], closed: bool) -> Result<T, Violation> {
    // Also what stands in a member that nobody reads must be UTF-8 (RFC 8259, section 8.1).
    let text = std::str::from_utf8(text).map_err(|_| Violation::new(Kind::ParseError, ""))?;
    from_str(text, closed)
}

/// The same for a text that is known to be UTF-8.
///
/// # Errors
/// The first fault in the text: where it is and of what kind.
pub fn from_str<T: DeserializeOwned>(text: &str, closed: bool) -> Result<T, Violation> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = T::deserialize(strict::Strict::new(&mut deserializer, closed));
    match read.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(_) => diagnose(text, closed),
    }
}

/// Reads a request object out of an envelope that is known to hold valid JSON.
///
/// # Errors
/// The first fault in the text: where it is and of what kind.
pub fn from_raw<T: DeserializeOwned>(raw: &RawValue, closed: bool) -> Result<T, Violation> {
    from_str(raw.get(), closed)
}

/// Reads the text again as a tree, to say what is wrong with it.
///
/// That may succeed where the fast way did not: of members with the same name the last one holds (RFC 8259, section 4).
#[cold]
fn diagnose<T: DeserializeOwned>(text: &str, closed: bool) -> Result<T, Violation> {
    let tree = tree(text)?;
    from_value(&tree, closed)
}

/// Reads a request object from a JSON tree.
///
/// # Errors
/// The first fault in the tree: where it is and of what kind.
pub fn from_value<T: DeserializeOwned>(tree: &Value, closed: bool) -> Result<T, Violation> {
    T::deserialize(node::Node::new(tree, closed)).map_err(fault::Fault::into_violation)
}

/// The text as a tree. What is JSON and yet cannot be a tree, because it goes too deep or has a number beyond all floats, is a fault
/// of the member that it is in; only what is no JSON is told to be none.
fn tree(text: &str) -> Result<Value, Violation> {
    if let Ok(tree) = serde_json::from_str(text) {
        return Ok(tree);
    }
    let Some(members) = Shallow::read(text) else {
        let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
        return Err(Violation::new(if is_json { Kind::WrongType } else { Kind::ParseError }, ""));
    };
    let mut tree = Map::new();
    for (name, raw) in members.0 {
        let name = name.ok_or_else(|| Violation::new(Kind::InvalidRequest, ""))?;
        match serde_json::from_str(raw.get()) {
            Ok(value) => _ = tree.insert(name, value),
            Err(_) => return Err(Violation::new(Kind::InvalidValue, name)),
        }
    }
    Ok(Value::Object(tree))
}

#[cfg(test)]
mod tests;
