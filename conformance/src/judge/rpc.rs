//! Judging a JSON-RPC answer (JSON-RPC 2.0, section 5). The HTTP status is not judged: no document speaks of it.

use doctract_spec::ir::{ResultKind, ResultShape};
use serde_json::{Map, Value};

use super::listing::whole;
use super::shape::{Deviation, NO_FIELD, kind};
use super::{Hearing, Problem, Symptom, charset, no_json, rpc_error};
use crate::case::Outcome;

pub(super) fn judge(hearing: &Hearing<'_>) -> Vec<Problem> {
    if hearing.exchange.expect == [Outcome::NoResult] {
        return no_result(hearing).into_iter().collect();
    }
    let Ok(answer) = serde_json::from_slice::<Value>(&hearing.answer.body) else {
        return vec![not_json(hearing)];
    };
    let Some(body) = answer.as_object() else {
        let got = format!("an answer that is of type {}", kind(&answer));
        return vec![Problem::new(hearing.own_cause(), hearing.expected(), got)];
    };
    let mut problems = envelope(hearing, body);
    problems.extend(charset::problem(hearing));
    match (body.get("result"), body.get("error")) {
        (Some(result), None | Some(Value::Null)) => {
            problems.extend(result_problems(hearing, result));
        }
        (None | Some(Value::Null), Some(error)) => {
            problems.extend(rpc_error::problems(hearing, error));
        }
        _ => {}
    }
    problems
}

/// A request that any refusal answers, be it of the web server ahead of the API.
fn no_result(hearing: &Hearing<'_>) -> Option<Problem> {
    let answer = serde_json::from_slice::<Value>(&hearing.answer.body).ok()?;
    answer.get("result").filter(|result| !result.is_null())?;
    let problem =
        Problem::new(hearing.own_cause(), hearing.expected(), format!("HTTP {} with a result", hearing.answer.status));
    Some(problem.showing(Symptom::Accepted))
}

fn not_json(hearing: &Hearing<'_>) -> Problem {
    let answer = hearing.answer;
    if answer.status == 501 {
        let cause = format!("{}: not implemented", hearing.method.name);
        return Problem::new(cause, hearing.expected(), "HTTP 501: the method is not implemented");
    }
    let cause = format!("answers that are no JSON, with HTTP {}", answer.status);
    Problem::new(cause, hearing.expected(), format!("HTTP {} with {}", answer.status, no_json::words(&answer.body)))
}

/// What every answer has. Its causes name no method: an envelope is written in one place.
fn envelope(hearing: &Hearing<'_>, body: &Map<String, Value>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut add = |what: &str, expected: &str, got: String| {
        problems.push(Problem::new(format!("response envelope: {what}"), expected, got));
    };
    if body.get("jsonrpc") != Some(&Value::from("2.0")) {
        add("jsonrpc", "`jsonrpc` is \"2.0\"", body.get("jsonrpc").map_or("nothing".to_owned(), Value::to_string));
    }
    if let Some(id) = hearing.exchange.request.id.as_ref().filter(|id| body.get("id") != Some(*id)) {
        let expected = format!("`id` is {id}");
        add(
            &format!("id for a {}", kind(id)),
            &expected,
            body.get("id").map_or("nothing".to_owned(), Value::to_string),
        );
    }
    let (result, error) = (body.contains_key("result"), body.contains_key("error"));
    if result == error {
        let got = if result { "both" } else { "neither" };
        add(got, "exactly one of `result` and `error`", got.to_owned());
    }
    if !hearing.answer.media_type.as_deref().is_some_and(|media_type| media_type.contains("json")) {
        let got = hearing.answer.media_type.as_deref().unwrap_or("none").to_owned();
        add("media type", "a media type of JSON", got);
    }
    let others = body.keys().filter(|name| !["jsonrpc", "id", "result", "error"].contains(&name.as_str()));
    for name in others {
        add(name, "`jsonrpc`, `id`, `result` or `error`", format!("`{name}`"));
    }
    problems
}

fn result_problems(hearing: &Hearing<'_>, result: &Value) -> Vec<Problem> {
    let accepted = hearing.exchange.expect.iter().find_map(|outcome| match outcome {
        Outcome::Accepted { fields } => Some(fields),
        _ => None,
    });
    let Some(only) = accepted else {
        let id = result.get("id").map(|id| format!(" with id {id}")).unwrap_or_default();
        let problem = Problem::new(hearing.own_cause(), hearing.expected(), format!("a result{id}"));
        return vec![problem.showing(Symptom::Accepted)];
    };
    let deviations = match hearing.method.result.as_ref() {
        None => Vec::new(),
        Some(shape) if shape.kind == ResultKind::List => {
            return list(hearing, only.as_deref(), result);
        }
        Some(shape) => {
            let mut result = result.clone();
            let metadata = hearing.api.conventions.list.metadata.as_deref();
            if let (Some(members), Some(metadata)) = (result.as_object_mut(), metadata) {
                members.remove(metadata);
            }
            let mut found = hearing.shape(false).object(&shape.fields, false, None, &result, "");
            // The documents show the result of such a method as an object without members.
            let others = result.as_object().filter(|_| shape.fields.is_empty()).into_iter().flat_map(Map::keys);
            found.extend(others.map(|name| Deviation {
                path: name.clone(),
                expected: NO_FIELD.to_owned(),
                got: "a member".to_owned(),
            }));
            found
        }
    };
    deviations.into_iter().map(|deviation| hearing.deviates("result", deviation)).collect()
}

fn list(hearing: &Hearing<'_>, only: Option<&[String]>, result: &Value) -> Vec<Problem> {
    let names = &hearing.api.conventions.list;
    let Some(shape) = &hearing.method.result else {
        return Vec::new();
    };
    let Some(member) = shape.list_in.as_deref().or(names.rows.as_deref()) else {
        return Vec::new();
    };
    let mut problems = match result.get(member).and_then(Value::as_array) {
        Some(rows) => {
            let found = hearing.shape(false).rows(&shape.fields, false, only, rows, member);
            found.into_iter().map(|deviation| hearing.deviates("result", deviation)).collect()
        }
        None => vec![absent(hearing, member, "an array")],
    };
    problems.extend(beside_rows(hearing, shape, result));
    // What counts the rows stands beside them where there is no metadata.
    let around = match &names.metadata {
        Some(metadata) => vec![metadata],
        None => [&names.total, &names.pages, &names.next].into_iter().flatten().collect(),
    };
    let is_told = |name: &String| around.contains(&name) || shape.beside.iter().any(|field| field.name == *name);
    let unknown = |name: &&String| name.as_str() != member && !is_told(name);
    for name in result.as_object().into_iter().flat_map(Map::keys).filter(unknown) {
        let cause = format!("{}: result: {name} is not documented", hearing.method.name);
        problems.push(Problem::new(cause, format!("no `{name}` in the result"), "a member".to_owned()));
    }
    problems
}

fn absent(hearing: &Hearing<'_>, name: &str, what: &str) -> Problem {
    let cause = format!("{}: result: {name} is not {what}", hearing.method.name);
    Problem::new(cause, format!("{what} at `{name}` of the result"), "nothing of the kind".to_owned())
}

/// What comes with the rows: the members that the method's own table names, or else the metadata of all lists.
fn beside_rows(hearing: &Hearing<'_>, shape: &ResultShape, result: &Value) -> Vec<Problem> {
    let names = &hearing.api.conventions.list;
    if let Some(members) = result.as_object().filter(|_| !shape.beside.is_empty()) {
        let is_told = |name: &str| shape.beside.iter().any(|field| field.name == name);
        let told = members.iter().filter(|(name, _)| is_told(name));
        let told: Map<String, Value> = told.map(|(name, value)| (name.clone(), value.clone())).collect();
        let found = hearing.shape(false).object(&shape.beside, false, None, &Value::Object(told), "");
        return found.into_iter().map(|deviation| hearing.deviates("result", deviation)).collect();
    }
    let total = names.total.as_deref();
    let Some(metadata) = names.metadata.as_deref() else {
        let uncounted = total.filter(|total| result.get(*total).and_then(whole).is_none());
        return uncounted.into_iter().map(|total| absent(hearing, total, "a count")).collect();
    };
    let Some(Value::Object(members)) = result.get(metadata) else {
        return vec![absent(hearing, metadata, "an object")];
    };
    let counted = total.is_none_or(|total| members.get(total).and_then(whole).is_some());
    let uncounted = || absent(hearing, &format!("{metadata}.{}", total.unwrap_or_default()), "a count");
    let mut problems: Vec<Problem> = (!counted).then(uncounted).into_iter().collect();
    problems.extend(metadata_problems(hearing, members, metadata));
    problems
}

/// The members of the metadata are documented and of their types. Some are there only at times, so that none but the count is insisted on.
fn metadata_problems(hearing: &Hearing<'_>, members: &Map<String, Value>, path: &str) -> Vec<Problem> {
    let fields = &hearing.api.metadata;
    // Where the documents tell nothing but the count, whatever else stands there is its own affair.
    if fields.is_empty() {
        return Vec::new();
    }
    let documented = |name: &str| fields.iter().any(|field| field.name == name);
    let total = hearing.api.conventions.list.total.as_deref();
    let judged = members.iter().filter(|(name, _)| documented(name) || total != Some(name.as_str()));
    let judged: Map<String, Value> = judged.map(|(name, value)| (name.clone(), value.clone())).collect();
    let present: Vec<String> = judged.keys().filter(|name| documented(name)).cloned().collect();
    let found = hearing.shape(false).object(fields, false, Some(&present), &Value::Object(judged), path);
    found.into_iter().map(|deviation| hearing.deviates("result", deviation)).collect()
}
