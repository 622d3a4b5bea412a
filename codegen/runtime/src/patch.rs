//! A member of a partial update.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a partial update says of one member: nothing, that it is to be emptied, or its new value.
///
/// On the wire these are an absent member, `null`, and a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The member is absent: the stored value stays.
    #[default]
    Absent,
    /// The member is `null`: the stored value is emptied.
    Null,
    /// The stored value is replaced.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the member is absent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The new value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// As an update of an optional value: `None` to keep it, `Some(None)` to empty it.
    pub fn into_option(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    /// An absent member is left out by `skip_serializing_if`; where nothing can be left out it is written as `null`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(crate::wire::nullable(deserializer)?.map_or(Self::Null, Self::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;

    #[derive(serde::Serialize, serde::Deserialize, PartialEq, Debug)]
    struct Update {
        #[serde(default, skip_serializing_if = "Patch::is_absent")]
        name: Patch<String>,
    }

    #[test]
    fn tells_absent_null_and_value_apart() {
        let cases =
            [("{}", Patch::Absent), (r#"{"name":null}"#, Patch::Null), (r#"{"name":"a"}"#, "a".to_owned().into())];
        for (text, name) in cases {
            let update: Update = serde_json::from_str(text).unwrap();
            assert_eq!(update, Update { name });
            assert_eq!(serde_json::to_string(&update).unwrap(), text);
            assert_eq!(crate::read::from_slice::<Update>(text.as_bytes(), true).unwrap(), update);
        }
    }
}
