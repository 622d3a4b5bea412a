//! The members of a request object, each as its text.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// The members of an object: their names, and their values as they were sent. However deep the values go, reading this does not.
///
/// A name is `None` when it is no Unicode text: an escape of half a surrogate pair is JSON all the same (RFC 8259, section 8.2).
pub(crate) struct Shallow<'a>(pub(crate) Vec<(Option<String>, &'a RawValue)>);

impl<'a> Shallow<'a> {
    /// The members of the object that a text is; `None` for a text that is no JSON object.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The value of a member; of equal names the last one holds, as everywhere.
    #[cfg(any(test, feature = "server"))]
    pub(crate) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(known, _)| known.as_deref() == Some(name)).map(|(_, value)| *value)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Shallow<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(Option<String>, &'de RawValue)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = access.next_entry::<&RawValue, &RawValue>()? {
                    members.push((serde_json::from_str(name.get()).ok(), value));
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Members).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::Shallow;

    #[test]
    fn reads_what_a_tree_cannot_hold() {
        let deep = format!(r#"{{"a":{}{},"\ud800":1,"\u0062":1e400,"a":2}}"#, "[".repeat(100_000), "]".repeat(100_000));
        let members = Shallow::read(&deep).unwrap();
        let names: Vec<_> = members.0.iter().map(|(name, _)| name.as_deref()).collect();
        assert_eq!(names, [Some("a"), None, Some("b"), Some("a")]);
        assert_eq!(members.get("a").unwrap().get(), "2");
        assert_eq!(members.get("b").unwrap().get(), "1e400");
    }

    #[test]
    fn refuses_what_is_no_object() {
        for text in ["[1]", "7", "{", r#"{"a":1}x"#] {
            assert!(Shallow::read(text).is_none(), "{text}");
        }
    }
}
