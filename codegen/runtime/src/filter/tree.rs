//! The tree of conditions that rows must meet.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use serde_json::Value;

use super::column::{Column, Operator};
use crate::word::WordVisitor;

/// How the branches of a tree go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// All of them must hold.
    And,
    /// One of them must hold.
    Or,
}

/// One condition: a column, an operator and what to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf<C: Column> {
    /// The column.
    pub column: C,
    /// The operator.
    pub operator: C::Operator,
    /// What to compare with; `null` where there is nothing.
    pub value: Value,
}

/// A filter over the columns `C`. One that came with a request has been held to what the columns and the operators allow.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter<C: Column> {
    /// One condition.
    Leaf(Leaf<C>),
    /// Several filters together.
    Tree {
        /// The branches.
        filters: Vec<Filter<C>>,
        /// How they go together.
        condition: Condition,
    },
}

impl<C: Column> Filter<C> {
    /// One condition. Generated columns have a method for each operator, which allows only what the documents do.
    pub fn leaf(column: C, operator: C::Operator, value: impl Into<Value>) -> Self {
        Self::Leaf(Leaf { column, operator, value: value.into() })
    }

    /// Both must hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.joined(Condition::And, other)
    }

    /// One of both must hold.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.joined(Condition::Or, other)
    }

    /// `a.and(b).and(c)` is one tree with three branches, so that long chains stay flat.
    fn joined(self, condition: Condition, other: Self) -> Self {
        match self {
            Self::Tree { mut filters, condition: own } if own == condition => {
                filters.push(other);
                Self::Tree { filters, condition }
            }
            single => Self::Tree { filters: vec![single, other], condition },
        }
    }
}

/// The wire form: a leaf `{"field","operator","value"}`, or a tree `{"filters":[…],"condition"}`.
#[derive(Serialize, Deserialize)]
#[serde(bound(serialize = "C: Column", deserialize = "C: Column"))]
struct Wire<C: Column, F> {
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_column")]
    field: Option<C>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    operator: Option<Op<C::Operator>>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "some")]
    value: Option<Value>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    #[serde(bound(serialize = "C: Column, F: Serialize", deserialize = "C: Column, F: Deserialize<'de>"))]
    filters: Option<F>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    condition: Option<Condition>,
}

fn none<T>() -> Option<T> {
    None
}

/// Reads any value, `null` among them, as one that is there.
fn some<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

mod optional_column {
    use super::{Column, Deserializer, Serialize, Serializer};
    use crate::filter::sort::column;

    #[expect(clippy::ref_option, reason = "serde calls it with a reference to the member")]
    pub(super) fn serialize<C: Column, S: Serializer>(value: &Option<C>, serializer: S) -> Result<S::Ok, S::Error> {
        value.map(C::name).serialize(serializer)
    }

    pub(super) fn deserialize<'de, C: Column, D: Deserializer<'de>>(deserializer: D) -> Result<Option<C>, D::Error> {
        column::deserialize(deserializer).map(Some)
    }
}

/// An operator by its name.
struct Op<O>(O);

impl<O: Operator> Serialize for Op<O> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.info().name)
    }
}

impl<'de, O: Operator> Deserialize<'de> for Op<O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let unknown = |name: &str| D::Error::unknown_variant(name, &[]);
        deserializer.deserialize_str(WordVisitor { find: O::from_name, unknown })?.map(Self)
    }
}

impl<C: Column> Serialize for Filter<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let empty = Wire::<C, &[Self]> { field: None, operator: None, value: None, filters: None, condition: None };
        match self {
            Self::Leaf(leaf) => {
                let (field, operator) = (Some(leaf.column), Some(Op(leaf.operator)));
                Wire { field, operator, value: Some(leaf.value.clone()), ..empty }.serialize(serializer)
            }
            Self::Tree { filters, condition } => {
                Wire { filters: Some(filters.as_slice()), condition: Some(*condition), ..empty }.serialize(serializer)
            }
        }
    }
}

impl<'de, C: Column> Deserialize<'de> for Filter<C> {
    /// How deep a tree may go is bounded by the format (`serde_json` stops at 128 levels) before the rules bound it further.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::<C, Vec<Self>>::deserialize(deserializer)?;
        if wire.filters.is_some() || wire.condition.is_some() {
            if wire.field.is_some() || wire.operator.is_some() || wire.value.is_some() {
                return Err(D::Error::custom("a leaf and a tree at once"));
            }
            let filters = wire.filters.ok_or_else(|| D::Error::missing_field("filters"))?;
            let condition = wire.condition.ok_or_else(|| D::Error::missing_field("condition"))?;
            return Ok(Self::Tree { filters, condition });
        }
        let column = wire.field.ok_or_else(|| D::Error::missing_field("field"))?;
        let Op(operator) = wire.operator.ok_or_else(|| D::Error::missing_field("operator"))?;
        Ok(Self::Leaf(Leaf { column, operator, value: wire.value.unwrap_or_default() }))
    }
}
