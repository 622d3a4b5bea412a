//! How a list method is told which rows to return and in which order: the small languages of its `filter` and `sort` parameters.
//!
//! The documents describe them in prose; a dialect file states them under `[conventions.filter]` and `[conventions.sort]`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an operator does with a field and a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FilterOperation {
    /// The field is the value.
    Equal,
    /// The field is not the value.
    NotEqual,
    /// The field is less than the value.
    Less,
    /// The field is greater than the value.
    Greater,
    /// The field is not greater than the value.
    LessOrEqual,
    /// The field is not less than the value.
    GreaterOrEqual,
    /// The whole field fits a pattern with wildcards.
    Like,
    /// A part of the field fits a POSIX regular expression.
    Regexp,
    /// The field is one of the values of an array.
    In,
    /// The field, an array or an object, meets an expression of `jsquery`, a language for queries into JSON.
    Jsquery,
}

/// How a filter is written: a leaf compares a field, a node joins leaves and nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FilterConvention {
    /// The member of a leaf that names the field.
    pub field: String,
    /// The member of a leaf that names the operator.
    pub operator: String,
    /// The member of a leaf that holds the value.
    pub value: String,
    /// The member of a node that holds its parts.
    pub filters: String,
    /// The member of a node that tells how its parts are joined.
    pub condition: String,
    /// The condition under which a row must meet all parts.
    pub all: String,
    /// The condition under which a row must meet one part.
    pub any: String,
    /// The text in a pattern that stands for any text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wildcard: Option<String>,
    /// Whether the comparison of texts heeds the case of letters; absent where the documents are silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_sensitive: Option<bool>,
    /// How each operation is written. An operator that the documents list and that is absent here cannot be tested.
    pub operations: BTreeMap<FilterOperation, String>,
    /// What each operation applies to where the documents list no operators: types, formats of texts, and `null`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub applies: BTreeMap<FilterOperation, Vec<String>>,
}

/// How an order is written: an array of keys, the first of which decides first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SortConvention {
    /// The member of a key that names the field.
    pub field: String,
    /// The member of a key that tells the direction.
    pub order: String,
    /// The direction from the least to the greatest.
    pub ascending: String,
    /// The direction from the greatest to the least.
    pub descending: String,
    /// The direction of a key that tells none; absent where the documents are silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}
