//! The rows in an answer of a list method.

use doctract_spec::ir::{Api, Method, Param, Protocol, Type};
use serde_json::{Map, Value};

use super::xml;
use crate::plan::acts_on_one;
use crate::wire::Answer;

/// A row.
pub type Row = Map<String, Value>;

/// The rows of one answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The rows, in the order in which they came.
    pub rows: Vec<Row>,
    /// How many rows there are in all; none where the answer does not say.
    pub total: Option<u64>,
    /// How many pages there are in all; none where the answer does not say.
    pub pages: Option<u64>,
}

/// The fields of the rows that a method lists, as the documents have them, and the member that holds the rows.
pub fn row_fields(api: &Api, method: &Method) -> Option<(String, Vec<Param>)> {
    let rows = api.conventions.list.rows.clone();
    if let Some(result) = &method.result {
        let member = result.list_in.clone().or(rows)?;
        return (result.kind == doctract_spec::ir::ResultKind::List).then(|| (member, result.fields.clone()));
    }
    let response = method.responses.iter().find(|response| (200..300).contains(&response.status))?;
    let objects = |field: &&Param| {
        let element = field.schema.items.as_deref();
        field.schema.kind == Type::Array && element.is_some_and(|element| !element.fields.is_empty())
    };
    let mut lists = response.fields.iter().filter(objects);
    let field = match rows {
        Some(rows) => lists.find(|field| field.name == rows),
        None => lists.next(),
    }?;
    Some((field.name.clone(), field.schema.items.as_deref()?.fields.clone()))
}

/// The fields of the one entity that a REST method answers.
pub fn one_fields(method: &Method) -> Option<&[Param]> {
    let response = method.responses.iter().find(|response| (200..300).contains(&response.status))?;
    (acts_on_one(method) && !response.fields.is_empty()).then_some(&response.fields)
}

/// The body of an answer as JSON, out of XML too where the API has it.
pub(super) fn body_of(api: &Api, method: &Method, answer: &Answer) -> Option<Value> {
    let convention = api.conventions.xml.as_ref();
    match convention.filter(|xml| answer.media_type.as_deref() == Some(xml.content_type.as_str())) {
        Some(convention) => {
            let response = method.responses.iter().find(|response| response.status == answer.status);
            xml::as_json(&answer.body, convention, response.map_or(&[], |response| &response.fields)).ok()
        }
        None => serde_json::from_slice(&answer.body).ok(),
    }
}

impl Listing {
    /// Reads the rows of an answer; none where it is no list as documented.
    pub fn of(api: &Api, method: &Method, answer: &Answer) -> Option<Self> {
        let body = body_of(api, method, answer).filter(|_| answer.status < 400)?;
        if one_fields(method).is_some() && method.verb() == "GET" {
            return Some(Self { rows: vec![body.as_object()?.clone()], ..Self::default() });
        }
        let (member, _) = row_fields(api, method)?;
        let result = match api.protocol {
            Protocol::JsonRpc => body.get("result")?,
            Protocol::Rest => &body,
        };
        let rows = result.get(&member)?.as_array()?;
        let names = &api.conventions.list;
        let count = |name: &Option<String>| {
            let name = name.as_deref()?;
            let metadata = names.metadata.as_deref().and_then(|metadata| result.get(metadata));
            metadata.and_then(|metadata| metadata.get(name)).or_else(|| result.get(name))?.as_u64()
        };
        Some(Self {
            rows: rows.iter().filter_map(|row| row.as_object().cloned()).collect(),
            total: count(&names.total),
            pages: count(&names.pages),
        })
    }

    /// The row whose key has this value.
    pub fn row(&self, key: &str, id: &Value) -> Option<&Row> {
        self.rows.iter().find(|row| row.get(key).is_some_and(|seen| crate::condition::same(seen, id)))
    }
}
