//! Compares what comes back: the result of a JSON-RPC method, the responses of a REST method.

use std::collections::BTreeMap;

use super::fields::{self, Level};
use super::found::{At, Found};
use super::{Rule, words};
use crate::ir::{Method, Response, ResultKind, ResultShape, Source};

/// Compares all answers of a method.
pub(super) fn compare(old: &Method, new: &Method, found: &mut Found) {
    result(old, new, found);
    let classes = |method: &Method| -> Vec<(String, Response)> {
        method.response_classes.iter().map(|class| (class.class.clone(), class.response.clone())).collect()
    };
    // A status may be documented twice.
    let statuses = |method: &Method| -> Vec<(String, Response)> {
        let mut known: BTreeMap<u16, usize> = BTreeMap::new();
        let named = method.responses.iter().map(|response| {
            let count = known.entry(response.status).and_modify(|count| *count += 1).or_insert(1);
            let again = if *count == 1 { String::new() } else { format!(" ({count})") };
            (format!("{}{again}", response.status), response.clone())
        });
        named.collect()
    };
    let all = |method: &Method| -> BTreeMap<String, Response> {
        statuses(method).into_iter().chain(classes(method)).collect()
    };
    let (before, after) = (all(old), all(new));
    for (status, response) in &after {
        let address = format!("{}/{status}", new.name);
        if let Some(other) = before.get(status) {
            one(other, response, status, &address, found);
            continue;
        }
        let at = At { address: &address, request: false, old: &old.source, new: &response.source };
        found.came(Rule::ResponseAdded, at, format!("the status {status} is new"));
    }
    for (status, response) in before.iter().filter(|(status, _)| !after.contains_key(*status)) {
        let address = format!("{}/{status}", new.name);
        let at = At { address: &address, request: false, old: &response.source, new: &new.source };
        found.gone(Rule::ResponseRemoved, at, format!("the status {status} is gone"));
    }
}

fn one(old: &Response, new: &Response, status: &str, address: &str, found: &mut Found) {
    let at = At { address, request: false, old: &old.source, new: &new.source };
    for media in old.content_types.iter().filter(|media| !new.content_types.contains(media)) {
        found.gone(Rule::MediaTypeRemoved, at, format!("the status {status} no longer comes as {media}"));
    }
    for media in new.content_types.iter().filter(|media| !old.content_types.contains(media)) {
        found.came(Rule::MediaTypeAdded, at, format!("the status {status} now comes as {media}"));
    }
    if old.description != new.description {
        let differing = words::difference(&old.description, &new.description);
        let message = format!("the description of the status {status} changed{differing}");
        found.differs(Rule::DocumentationChanged, at, message, ["it was so", "it is so"]);
    }
    if old.array != new.array && !old.fields.is_empty() && !new.fields.is_empty() {
        let body = |response: &Response| if response.array { "an array" } else { "one object" };
        let (was, is) = (body(old).to_owned(), body(new).to_owned());
        let message = format!("the body of the status {status} is {is}, was {was}");
        found.differs(Rule::ResultChanged, at, message, [&was, &is]);
    }
    let (headers, members) = (format!("{address}/headers/"), format!("{address}/"));
    let level = |address| Level { address, request: false, old: &old.source, new: &new.source };
    fields::compare(&old.headers, &new.headers, level(headers.as_str()), found);
    fields::compare(&old.fields, &new.fields, level(members.as_str()), found);
}

fn result(old: &Method, new: &Method, found: &mut Found) {
    let none = ResultShape::default();
    let (before, after) = (old.result.as_ref().unwrap_or(&none), new.result.as_ref().unwrap_or(&none));
    let address = format!("{}/result", new.name);
    let (old_place, new_place) = (place(before, &old.source), place(after, &new.source));
    let known = |shape: &ResultShape| !shape.fields.is_empty();
    if known(before) && known(after) && (before.kind, &before.list_in) != (after.kind, &after.list_in) {
        let at = At { address: &address, request: false, old: old_place, new: new_place };
        let (was, is) = (shape(before), shape(after));
        found.differs(Rule::ResultChanged, at, format!("the result is {is}, was {was}"), [&was, &is]);
    }
    let level = Level { address: &format!("{address}/"), request: false, old: old_place, new: new_place };
    fields::compare(&before.fields, &after.fields, level, found);
    let level = Level { address: &format!("{address}/"), request: false, old: old_place, new: new_place };
    fields::compare(&before.beside, &after.beside, level, found);
}

fn place<'s>(result: &'s ResultShape, method: &'s Source) -> &'s Source {
    result.fields.first().map_or(method, |field| &field.source)
}

fn shape(result: &ResultShape) -> String {
    match (result.kind, &result.list_in) {
        (ResultKind::Object, _) => "one object".to_owned(),
        (ResultKind::List, None) => "a list".to_owned(),
        (ResultKind::List, Some(member)) => format!("a list in `{member}`"),
    }
}
