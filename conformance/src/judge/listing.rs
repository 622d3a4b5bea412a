//! The rows in an answer of a list method.

use doctract_spec::ir::{Api, Method, Param, Protocol};
use serde_json::{Map, Value};

use super::place::{Place, at_place, entity_of, rows_of};
use super::xml;
use crate::plan::acts_on_one;
use crate::seen::is_empty;
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
    /// What to ask for the next page by; none on the last page.
    pub next: Option<Value>,
}

/// The fields of the rows that a method lists, as the documents have them, and where the rows stand.
pub fn row_fields(api: &Api, method: &Method) -> Option<(Place, Vec<Param>)> {
    rows_of(api, method).map(|(place, fields)| (place, fields.to_vec()))
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
        if acts_on_one(method) && method.verb() == "GET" {
            let (place, _) = entity_of(method)?;
            return Some(Self { rows: vec![at_place(&body, &place)?.as_object()?.clone()], ..Self::default() });
        }
        let (place, _) = rows_of(api, method)?;
        let result = match api.protocol {
            Protocol::JsonRpc => body.get("result")?,
            Protocol::Rest => &body,
        };
        let rows = at_place(result, &place)?.as_array()?;
        let names = &api.conventions.list;
        let around = at_place(result, place.split_last().map_or(&[], |(_, around)| around));
        let member = |name: &Option<String>| {
            let name = name.as_deref()?;
            let places = [Some(result), around].into_iter().flatten();
            let metadata = names.metadata.as_deref();
            let inside = places.clone().filter_map(|place| place.get(metadata?));
            inside.chain(places).find_map(|place| place.get(name))
        };
        let next = member(&names.next).filter(|next| next.is_number() || !is_empty(next));
        Some(Self {
            rows: rows.iter().filter_map(|row| row.as_object().cloned()).collect(),
            total: member(&names.total).and_then(whole),
            pages: member(&names.pages).and_then(whole),
            next: next.filter(|next| next.is_string() || next.is_number()).cloned(),
        })
    }

    /// The row whose key has this value.
    pub fn row(&self, key: &str, id: &Value) -> Option<&Row> {
        self.rows.iter().find(|row| row.get(key).is_some_and(|seen| crate::condition::same(seen, id)))
    }
}

/// A number without a fraction, however it is written (JSON Schema 2020-12, section 4.2.3).
pub(super) fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_f64()?.to_string().parse().ok())
}
