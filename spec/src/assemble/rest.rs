//! A REST method.

use std::borrow::Cow;

use crate::facts::{BodyFacts, Context, MethodFacts, ResponseFacts, Row, Shown, Status, resolve_type};
use crate::ir::{Location, Method, Param, Response, ResponseClass, Schema, Type};
use crate::lint;
use crate::reconcile::{
    Types, expand, fields_of, fill_blank_names, infer_required, inner, nest, rows_of_type, together,
};
use crate::structure::{Node, Value};

use super::rpc::to_method;

/// Builds the method.
pub(crate) fn rest(cx: &mut Context, mut facts: MethodFacts, types: &Types) -> Method {
    let rows = std::mem::take(&mut facts.params);
    let rows = placed(cx, &facts, rows);
    let mut params = Vec::new();
    let body_or_query = if usually_without_body(&facts) { Location::Query } else { Location::Body };
    for location in [Location::Path, Location::Query, Location::Header, Location::Body] {
        let mut here: Vec<Row> =
            rows.iter().filter(|(place, _)| *place == location).map(|(_, row)| row.clone()).collect();
        if location == Location::Body {
            here = unwrapped(cx, types, here);
        }
        if rows.is_empty() && location == body_or_query {
            here = of_named_type(cx, types, &facts).unwrap_or(here);
        }
        for row in &mut here {
            put(row, location);
        }
        // A message that is shown to a method which usually has no body is taken for one only where rows say so.
        let has_body = !usually_without_body(&facts) || !here.is_empty();
        let body = if location == Location::Body && has_body { example(cx, &facts.request) } else { None };
        if let Some(list) = body.as_deref().filter(|shown| shown.json.as_ref().is_some_and(is_list)) {
            cx.report(lint::unread_message::list(&list.span));
        }
        let found = message(cx, types, here, body.as_deref());
        params.extend(found.into_iter().map(|param| Param { location: Some(location), ..param }));
    }
    undocumented(cx, &facts, &mut params);
    place_result(&mut facts);
    let (responses, response_classes) = responses(cx, types, &facts);
    Method { responses, response_classes, ..to_method(cx, facts, params, None) }
}

/// The members of the type that the request is said to be of; none where nothing is said.
fn of_named_type(cx: &mut Context, types: &Types, facts: &MethodFacts) -> Option<Vec<Row>> {
    let (kind, span) = facts.request.kind.as_ref()?;
    let rows = rows_of_type(types, kind);
    if rows.is_empty() && kind.named.as_ref().is_some_and(|name| !types.has(name)) {
        cx.report(lint::unknown_type::report(&kind.word, "the request", span));
    }
    Some(rows)
}

/// Says where a parameter stands in the request.
fn put(row: &mut Row, location: Location) {
    row.param.location = Some(location);
    // RFC 6570 leaves out what is not given; a path with a hole is another path.
    if location == Location::Path && (row.param.required.is_none() || row.unmarked) {
        row.param.required = Some(true);
        row.param.inferred.push("required".to_owned());
    }
}

/// The responses by status, and those that stand for a class of them.
fn responses(cx: &mut Context, types: &Types, facts: &MethodFacts) -> (Vec<Response>, Vec<ResponseClass>) {
    let (mut built, mut classes) = (Vec::new(), Vec::new());
    for response in &facts.responses {
        let shown = response.class.clone().unwrap_or_else(|| response.status.to_string());
        cx.subject = format!("{}/{shown}", facts.name);
        let read = build_response(cx, types, response);
        match &response.class {
            Some(class) => classes.push(ResponseClass { class: class.clone(), response: read }),
            None => built.push(read),
        }
    }
    (built, classes)
}

/// A row that stands for the whole body gives its members, or those of the type that it names.
fn unwrapped(cx: &Context, types: &Types, rows: Vec<Row>) -> Vec<Row> {
    let members = |row: Row| -> Vec<Row> {
        let schema = &row.param.schema;
        let fields = schema.items.as_ref().map_or(&schema.fields, |items| &items.fields);
        // The members that the table has itself come ahead of those of the type.
        let named = row.kind.as_ref().filter(|_| fields.is_empty());
        let named = named.map(|(kind, _)| rows_of_type(types, kind)).unwrap_or_default();
        if !named.is_empty() {
            return named;
        }
        let kind = |param: &Param| {
            let word = param.schema.documented_type.as_deref()?;
            Some((resolve_type(cx.dialect, word), row.name.clone()))
        };
        let member = |param: &Param| Row { param: param.clone(), kind: kind(param), ..row.clone() };
        if fields.is_empty() { vec![row] } else { fields.iter().map(member).collect() }
    };
    let whole = &cx.dialect.whole_body;
    rows.into_iter().flat_map(|row| if whole.contains(&row.param.name) { members(row) } else { vec![row] }).collect()
}

/// A result that no status was told of is that of success.
fn place_result(facts: &mut MethodFacts) {
    let result = std::mem::take(&mut facts.result);
    if result.rows.is_empty() && result.shown.is_empty() && result.media.is_empty() && result.kind.is_none() {
        return;
    }
    let success = facts.responses.iter_mut().find(|known| known.class.is_none() && (200..300).contains(&known.status));
    if let Some(success) = success {
        success.body.rows.extend(result.rows);
        success.body.shown.extend(result.shown);
        success.body.media.extend(result.media);
        success.body.kind = success.body.kind.take().or(result.kind);
        return;
    }
    let row = result.rows.first().map(|row| row.name.clone());
    let shown = || result.shown.first().map(|shown| shown.span.clone());
    let told = || result.kind.as_ref().map(|(_, span)| span.clone());
    let span = row.or_else(shown).or_else(told).unwrap_or_default();
    let ok = ResponseFacts::new(Status { number: 200, class: None }, String::new(), span);
    facts.responses.insert(0, ResponseFacts { body: result, ..ok });
}

/// The rows, each with where it travels. What is said to stand in the path, and has no place there, stands in the query where no part
/// of the path lacks a row; it is reported.
fn placed(cx: &mut Context, facts: &MethodFacts, rows: Vec<(Option<Location>, Row)>) -> Vec<(Location, Row)> {
    let mut rows: Vec<(Location, Row)> =
        rows.into_iter().map(|(place, row)| (place_of(place, &row, facts), row)).collect();
    let Some(http) = &facts.http else { return rows };
    let holes = || http.path.split('{').skip(1).filter_map(|part| part.split_once('}'));
    let has_row = |hole: &str| rows.iter().any(|(place, row)| *place == Location::Path && row.param.name == hole);
    let in_path = |(place, row): &&(Location, Row)| *place == Location::Path && is_in_path(&http.path, &row.param.name);
    let lines: Vec<u32> = rows.iter().filter(in_path).map(|(_, row)| row.param.source.line).collect();
    let in_query = holes().all(|(hole, _)| has_row(hole));
    for (place, row) in &mut rows {
        // Of several names for one thing the path has another one, which stands in the same row.
        let either = lines.contains(&row.param.source.line);
        if *place == Location::Path && !either && !is_in_path(&http.path, &row.param.name) {
            cx.report(lint::misplaced_path_parameter::report(&row.param.name, &http.path, in_query, &row.name));
            if in_query {
                (*place, row.param.location) = (Location::Query, Some(Location::Query));
            }
        }
    }
    rows
}

fn is_in_path(path: &str, name: &str) -> bool {
    path.contains(&format!("{{{name}}}"))
}

/// Where a row travels: as its table or itself says; otherwise in the path if its name stands there, and else in the body
/// of a method that has one, or in the query.
fn place_of(place: Option<Location>, row: &Row, facts: &MethodFacts) -> Location {
    let in_path = facts.http.as_ref().is_some_and(|http| is_in_path(&http.path, &row.param.name));
    // A section on what stands in the address may hold both.
    let by_section = place.map(|place| if place == Location::Query && in_path { Location::Path } else { place });
    if let Some(place) = row.param.location.or(by_section) {
        return place;
    }
    if facts.http.is_none() {
        return Location::Body;
    }
    if in_path {
        return Location::Path;
    }
    if usually_without_body(facts) || facts.query.contains(&row.param.name) { Location::Query } else { Location::Body }
}

/// Whether the method is one whose requests have no content as a rule (RFC 9110, section 9.3).
fn usually_without_body(facts: &MethodFacts) -> bool {
    facts.http.as_ref().is_some_and(|http| matches!(http.verb.as_str(), "GET" | "HEAD" | "DELETE"))
}

/// The first JSON message of a body, with what others show beyond it; those that have nothing in common with it are reported.
fn example<'b>(cx: &mut Context, body: &'b BodyFacts) -> Option<Cow<'b, Shown>> {
    let (shown, strangers) = together(&body.shown)?;
    for stranger in &strangers {
        cx.report(lint::unread_message::stranger(stranger, &shown.span));
    }
    Some(shown)
}

/// Whether a message is a list of objects.
fn is_list(node: &Node) -> bool {
    matches!(&node.value, Value::Array(elements) if matches!(elements.first(), Some(Node { value: Value::Object(_), .. })))
}

fn message(cx: &mut Context, types: &Types, mut rows: Vec<Row>, shown: Option<&Shown>) -> Vec<Param> {
    let shown = shown.and_then(|shown| Some((shown, shown.json.as_ref()?)));
    fill_blank_names(cx, &mut rows, shown);
    infer_required(cx, &mut rows);
    expand(cx, types, &mut rows);
    match shown {
        Some((shown, node)) if rows.is_empty() => fields_of(cx, inner(node), shown.span.file),
        shown => nest(cx, rows, shown),
    }
}

/// Parameters of the request line that no table has.
fn undocumented(cx: &mut Context, facts: &MethodFacts, params: &mut Vec<Param>) {
    let Some(http) = &facts.http else { return };
    let path = http.path.split('{').skip(1).filter_map(|part| Some((part.split_once('}')?.0, Location::Path)));
    let query = facts.query.iter().map(|name| (name.as_str(), Location::Query));
    for (name, location) in path.chain(query) {
        if params.iter().any(|param| param.location == Some(location) && param.name == name) {
            continue;
        }
        let in_path = location == Location::Path;
        cx.report(lint::undocumented_path_parameter::report(name, in_path, &facts.name_span));
        // A path with a hole is another path; of what stands in the query nothing is told.
        let required = in_path.then_some(true);
        let inferred = required.map(|_| "required").into_iter().chain(["type"]).map(str::to_owned).collect();
        params.push(Param {
            name: name.to_owned(),
            schema: Schema { kind: Type::String, ..Schema::default() },
            required,
            location: Some(location),
            inferred,
            source: cx.source(&facts.name_span),
            ..Param::default()
        });
    }
}

fn build_response(cx: &mut Context, types: &Types, response: &ResponseFacts) -> Response {
    let mut body = response.body.clone();
    let mut rows = std::mem::take(&mut body.rows);
    if let Some((kind, span)) = response.body.kind.as_ref().filter(|_| rows.is_empty()) {
        rows = rows_of_type(types, kind);
        let named = kind.named.as_ref().or(kind.element.as_ref().and_then(|element| element.named.as_ref()));
        let nothing = named.is_none_or(|word| cx.dialect.null.contains(&word.to_lowercase()));
        if rows.is_empty() && !nothing {
            cx.report(lint::unknown_type::report(&kind.word, "the body", span));
        }
    }
    let whole = |row: &Row| row.kind.is_some() && cx.dialect.whole_body.contains(&row.param.name);
    if let Some(kind) = rows.iter().find(|row| whole(row)).and_then(|row| Some((row.kind.clone()?.0, row.name.clone())))
    {
        body.kind = Some(kind);
        rows = unwrapped(cx, types, rows);
    }
    let shown = example(cx, &body);
    let fields = message(cx, types, rows, shown.as_deref());
    let array = !fields.is_empty() && is_array(&body);
    Response {
        status: response.status,
        headers: message(cx, types, response.headers.clone(), None),
        description: response.description.clone(),
        content_types: body.media,
        fields,
        array,
        source: cx.source(&response.span),
    }
}

/// Whether a body is an array: its type says so, or where none is told, its first message shows one.
fn is_array(body: &BodyFacts) -> bool {
    let shown = || body.shown.iter().find_map(|shown| shown.json.as_ref());
    match &body.kind {
        Some((kind, _)) => kind.kind == Type::Array,
        None => shown().is_some_and(|node| matches!(node.value, Value::Array(_))),
    }
}
