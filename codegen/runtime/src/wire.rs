//! Helpers that generated serde attributes name.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

/// The name by which a strict reader knows a place where `null` is a value (see [`crate::read`]).
pub(crate) const NULLABLE: &str = "$doctract::nullable";

/// Reads a value or `null`, also where a strict reader takes `null` for a value of the wrong type.
///
/// # Errors
/// What reading the value answers.
pub fn nullable<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    struct Nullable<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Nullable<T> {
        type Value = Option<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value or null")
        }
        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            Option::deserialize(deserializer)
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }
    deserializer.deserialize_newtype_struct(NULLABLE, Nullable(std::marker::PhantomData))
}

/// Reads `null` as the empty value: many servers answer so for an empty list.
///
/// # Errors
/// What reading the value answers.
pub fn null_as_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(nullable(deserializer)?.unwrap_or_default())
}

/// Writes an absent object as `{}`.
///
/// # Errors
/// What writing the object answers.
pub fn or_empty_object<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => value.serialize(serializer),
        None => serde::ser::SerializeMap::end(serializer.serialize_map(Some(0))?),
    }
}
