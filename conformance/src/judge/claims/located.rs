//! The header field `Location` names what was just made: its path ends with the id that the body tells.

use serde_json::Value;

use crate::judge::listing::body_of;
use crate::judge::place::at_place;
use crate::judge::{Hearing, Problem};
use crate::plan::id_in;
use crate::request::percent_decode;

pub(super) fn judge(hearing: &Hearing<'_>, required: bool) -> Vec<Problem> {
    if !(200..300).contains(&hearing.answer.status) {
        return Vec::new();
    }
    let cause = format!("{}: the field Location", hearing.method.name);
    let Some(location) = hearing.answer.headers.get("location") else {
        let problem = || Problem::new(cause, "the header field Location", "none");
        return required.then(problem).into_iter().collect();
    };
    let body = body_of(hearing.api, hearing.method, hearing.answer);
    let id = id_in(hearing.method).zip(body.as_ref()).and_then(|((place, field), body)| {
        let id = at_place(body, &place)?.get(&field.name)?;
        Some(id.as_str().map_or_else(|| id.to_string(), str::to_owned)).filter(|_| *id != Value::Null)
    });
    let path = location.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = percent_decode(path.rsplit('/').next().unwrap_or_default());
    let other = id.filter(|id| *id != last);
    let problem = |id| Problem::new(cause, format!("a location that ends with {id}, the new id"), location.clone());
    other.map(problem).into_iter().collect()
}
