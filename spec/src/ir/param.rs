//! A parameter of a request or a field of a response.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Number, Value};

use super::Source;

/// The JSON type of a value, in the terms of JSON Schema, and `enum` for a string with a closed list of values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// A JSON string.
    String,
    /// A JSON number without a fraction.
    Integer,
    /// A JSON number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A JSON array; what it holds is in [`Schema::items`].
    Array,
    /// A JSON object; what it holds is in [`Schema::fields`].
    Object,
    /// A string out of [`Schema::values`].
    Enum,
    /// The documents do not say, or say that it may be anything.
    #[default]
    Any,
}

impl Type {
    /// Whether a value is of this type. A number without a fraction is an integer, however it is written (JSON Schema 2020-12, Core,
    /// section 4.2.3).
    pub fn holds(self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::String | Self::Enum => value.is_string(),
            Self::Integer => {
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Self::Number => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

/// Where a REST parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the path, between braces.
    Path,
    /// In the query string.
    Query,
    /// In a header field.
    Header,
    /// A member of the body.
    Body,
}

impl Location {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// What a parameter is for where the protocol gives it a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The credential.
    Token,
    /// The tree of conditions that rows must meet.
    Filter,
    /// The order of rows.
    Sort,
    /// The names of the fields to return.
    Fields,
    /// How many rows to return at most.
    Limit,
    /// How many rows to skip.
    Offset,
    /// Which page to return, from 1.
    Page,
    /// What an answer gave to ask for the next page by.
    Cursor,
}

/// What a value may be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// The type; [`Type::Any`] together with `one_of` for a union.
    #[serde(rename = "type")]
    pub kind: Type,
    /// The types of a union; empty where there is one type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<Type>,
    /// The name that the documents give to an object type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// The document's own word for the type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documented_type: Option<String>,
    /// The members of an object, in the order of the documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Param>,
    /// The element of an array.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    /// Whether an object may hold members that are not in `fields`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Whether `null` is documented as a value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// The closed list of values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// The least number allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Number>,
    /// The greatest number allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Number>,
    /// The least length in characters. On a number it counts the digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// The greatest length in characters. On a number it counts the digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The least number of elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// The greatest number of elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// A format by its JSON Schema name (`email`, `uuid`, `date-time`, `uri`) or by the document's (`E164`); [`super::Format`] has those
    /// of which is known what is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// A regular expression that the whole value must match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
}

/// The sentence of the documents that states a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The sentence as written, white space folded.
    pub text: String,
    /// Where it stands.
    pub source: Source,
}

/// A parameter of a request or a field of a response. Its JSON form is flat: the schema's keys stand beside its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that the documents state or do not")]
pub struct Param {
    /// The name on the wire.
    pub name: String,
    /// What the value may be.
    #[serde(flatten)]
    pub schema: Schema,
    /// Whether it must be there. Absent where the documents do not say (response fields, mostly).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// The document's words for the parameter, white space folded.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where it travels (REST).
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// What it is for, where the protocol gives it a meaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The value that holds when it is absent; `null` is one, too.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub default: Option<Value>,
    /// Values that the documents show for it, as the keyword of this name in JSON Schema (2020-12, Validation, section 9.5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    /// The format of the elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_format: Option<String>,
    /// Whether no two entities have the same value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Whether the elements must differ.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique_items: bool,
    /// The mnemonic of the error that equal elements meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_duplicate: Option<String>,
    /// Whether the order of the elements says something, so that it is kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// Whether what an element stands for may be in the arrays of several entities, as a telephone number that two people have: what is sent of it
    /// with one of them holds for all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared_elements: bool,
    /// The mnemonic of the error that a list meets which leaves out one of the elements that there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_incomplete: Option<String>,
    /// The mnemonic of the error that an id of nothing meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_missing_reference: Option<String>,
    /// The component of the product without which it may not be set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires_component: Option<String>,
    /// The parameter that must be set for this one to be `true` or set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires_parameter: Option<String>,
    /// The kinds of callers that must pass it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_for: Vec<String>,
    /// The document's condition under which it must be passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_when: Option<String>,
    /// Whether rows can be filtered by it. Absent where the table has no such column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filterable: Option<bool>,
    /// Whether rows can be sorted by it. Absent where the table has no such column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sortable: Option<bool>,
    /// Whether rows hold it when the caller does not choose the fields. Absent where the table has no such column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_default: Option<bool>,
    /// The document's condition under which it may be passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_when: Option<String>,
    /// The parameters of which exactly one is passed, this one among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    /// Documented conditions that no other key can hold, in the document's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// The methods that the description points to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see_methods: Vec<String>,
    /// The sections that the description points to, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see_sections: Vec<String>,
    /// The documented sentence behind a fact, by the fact's key (`max_items`, `unique_items` …).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, Rule>,
    /// The keys that were inferred rather than written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<String>,
    /// Where its row stands.
    pub source: Source,
}

impl Param {
    /// Whether the documents say that it must be there.
    pub fn is_required(&self) -> bool {
        self.required == Some(true)
    }

    /// The sentence behind a fact, if one was kept.
    pub fn rule(&self, fact: &str) -> Option<&Rule> {
        self.rules.get(fact)
    }
}

/// A member that is there holds a value, be it `null`.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}
