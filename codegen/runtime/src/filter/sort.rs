//! The order of rows.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::column::Column;
use crate::word::WordVisitor;

/// Upwards or downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The least first.
    #[default]
    Asc,
    /// The greatest first.
    Desc,
}

/// One column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "C: Column")]
pub struct Sort<C> {
    /// The column.
    #[serde(rename = "field", with = "column")]
    pub column: C,
    /// Upwards, unless told otherwise.
    #[serde(default)]
    pub order: Order,
}

/// A column by its name.
pub(super) struct Named<C>(pub(super) C);

impl<'de, C: Column> Deserialize<'de> for Named<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        column::deserialize(deserializer).map(Self)
    }
}

/// serde's `with` for a column.
pub(super) mod column {
    use super::{Column, Deserializer, Error, Serializer, WordVisitor};

    pub(crate) fn serialize<C: Column, S: Serializer>(column: &C, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(column.name())
    }

    /// A name that no column has is a member that does not exist, wherever it is named.
    pub(crate) fn deserialize<'de, C: Column, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        deserializer
            .deserialize_str(WordVisitor { find: C::from_name, unknown: |name| D::Error::unknown_field(name, &[]) })?
    }
}
