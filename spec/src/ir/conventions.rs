//! What holds for all methods of an API: the part of a dialect that the generator and the conformance suite need.
//!
//! A dialect file states these under `[conventions]`; the reader copies them into the IR unchanged.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{FilterConvention, SortConvention};

/// The kinds of faults that a request can have, each of which an API answers in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Violation {
    /// The body is not JSON.
    ParseError,
    /// The body is JSON, but no request.
    InvalidRequest,
    /// The method does not exist.
    MethodNotFound,
    /// An array of requests where only one is allowed.
    Batch,
    /// A request without `id` where one is needed.
    Notification,
    /// No credential, or an unknown one.
    Unauthenticated,
    /// The credential does not give this right.
    Forbidden,
    /// The resource does not exist.
    NotFound,
    /// A required parameter is absent.
    MissingRequired,
    /// A value of the wrong JSON type.
    WrongType,
    /// A value out of its bounds, list or format.
    InvalidValue,
    /// A parameter that is not documented.
    Unexpected,
    /// Parameters that contradict each other.
    InvalidCombination,
    /// A parameter whose component is off.
    ComponentDisabled,
    /// Equal elements in a list of unique ones.
    Duplicate,
    /// An id of nothing.
    MissingReference,
    /// An entity that others still use.
    InUse,
    /// A filter by a field that may not be filtered by.
    FilterProhibited,
    /// A sort by a field that may not be sorted by.
    SortProhibited,
    /// Too many requests.
    LimitExceeded,
    /// A fault of the server.
    Internal,
}

/// How a violation is answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorRef {
    /// The mnemonic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mnemonic: Option<String>,
    /// The code in the error object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// The HTTP status (REST).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

/// Where a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AuthPlace {
    /// In a parameter of the method.
    Param,
    /// In a header field.
    Header,
}

/// How a caller proves who it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// Where the credential travels.
    #[serde(rename = "in")]
    pub place: AuthPlace,
    /// The name of the parameter or header field.
    pub name: String,
    /// The authentication scheme ahead of the credential (`OAuth`, `Bearer`); none where the value is bare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
}

/// How an API writes XML where it offers it beside JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct XmlConvention {
    /// The media type.
    pub content_type: String,
    /// The root element.
    pub root: String,
    /// The words for `true` and `false`.
    pub booleans: [String; 2],
    /// The suffix of the path that asks for XML (`.xml`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
}

/// The names by which a list method is controlled and answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListNames {
    /// The member of the result that holds the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
    /// The member of the result that holds the metadata.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// The member (of the metadata, or of the body) that counts all matching rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// The member that counts the pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// The member that holds what to ask for the next page by, or a URL with it; empty or absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// How the members of the metadata are named that tell how much more a caller may ask: by the ends of their names, ahead of which stands
/// what is counted (`minute_remaining`, `minute_reset`). HTTP has fields for the same (draft-ietf-httpapi-ratelimit-headers).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitNames {
    /// The end of the name of what is left.
    pub remaining: String,
    /// The end of the name of the seconds until the count begins anew.
    pub reset: String,
}

/// A field of rows that is made of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Composed {
    /// The field.
    pub field: String,
    /// The fields whose texts it holds, in an order that the documents need not tell.
    pub from: Vec<String>,
}

/// A field of rows that names what an id beside it refers to: `organization_name` beside `organization_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedReference {
    /// How the name of the field with the id ends.
    pub id: String,
    /// How the name of the field with the name ends, after the same beginning.
    pub name: String,
    /// The field of the rows referred to that has the same value.
    pub of: String,
}

/// What holds for all methods of an API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    /// The path to which all JSON-RPC requests go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The HTTP methods by which JSON-RPC requests may go there, the others being refused; empty where the documents do not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verbs: Vec<String>,
    /// How a caller proves who it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth: Option<Auth>,
    /// How violations are answered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub violations: BTreeMap<Violation, ErrorRef>,
    /// The name of the members that an error answer has, by what they tell: `mnemonic`, `field`, `value`, `params`, `code`, `message`.
    /// A dot goes down one level: `data.mnemonic`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub error_members: BTreeMap<String, String>,
    /// The members of an error answer, written like those of `error_members`, in any of which the elements at fault are listed where a rule
    /// promises that: equal elements, ids of nothing. Empty where the dialect does not tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offenders: Vec<String>,
    /// The names around lists.
    #[serde(default)]
    pub list: ListNames,
    /// How the metadata tells how much more a caller may ask; absent where it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<LimitNames>,
    /// How a filter is written; absent where the API has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<FilterConvention>,
    /// How an order is written; absent where the API has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<SortConvention>,
    /// XML beside JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub xml: Option<XmlConvention>,
    /// Whether an empty field comes back as `null` although the type does not say so.
    #[serde(default)]
    pub empty_as_null: bool,
    /// Whether members of a request that are not documented are refused.
    #[serde(default)]
    pub closed_requests: bool,
    /// Whether members of a request that are not documented are ignored, as the documents say; where they say neither, a target may do either.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ignores_unknown: bool,
    /// The request header fields to which the server pays no regard, as the documents say, whatever stands in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored_headers: Vec<String>,
    /// The objects that ids refer to where no description says it, by the names of parameters, or by those of
    /// an object and a parameter: `coach_id` or `employees.groups`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub references: BTreeMap<String, String>,
    /// The fields of rows that are made of others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub composed: Vec<Composed>,
    /// The fields of rows that name what an id beside them refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named_references: Vec<NamedReference>,
    /// The fields that no change of an entity alters, such as when it was made. Where the dialect names none, dates whose names tell that much
    /// are taken for such fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unchanging: Vec<String>,
    /// Example values by format (`E164`, `date-time`) or by parameter name, for requests that a tool makes up.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub samples: BTreeMap<String, Value>,
}

impl Conventions {
    /// How a violation is answered; empty where the dialect does not tell.
    pub fn violation(&self, violation: Violation) -> ErrorRef {
        self.violations.get(&violation).cloned().unwrap_or_default()
    }
}
