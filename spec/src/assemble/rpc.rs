//! A JSON-RPC method.

use crate::facts::{Context, MethodFacts, Row, Shown};
use crate::files::Span;
use crate::ir::{Example, ExampleSide, Method, Param, ResultKind, ResultShape, Role, Type};
use crate::lint;
use crate::reconcile::{Types, expand, fields_of, fill_blank_names, inner, is_indented, nest, with_examples};
use crate::structure::{Node, Value};

/// Builds the method; `source` of everything in it is already set.
pub(crate) fn rpc(cx: &mut Context, mut facts: MethodFacts, types: &Types) -> Method {
    let request = message(&facts.request.shown, "params").cloned();
    if let Some(shown) = &request {
        check_name(cx, &facts, shown);
    }
    let mut rows: Vec<_> = std::mem::take(&mut facts.params).into_iter().map(|(_, row)| row).collect();
    if let Some((kind, _)) = facts.request.kind.as_ref().filter(|_| rows.is_empty()) {
        rows = crate::reconcile::rows_of_type(types, kind);
    }
    let request = request.map(|shown| completed(shown, &facts.request.shown, "params", &rows));
    let params_json = request.as_ref().and_then(|shown| Some((shown, shown.json.as_ref()?.member("params")?)));
    fill_blank_names(cx, &mut rows, params_json);
    expand(cx, types, &mut rows);
    check_nesting(cx, "request", &rows, params_json.is_some());
    let mut params = nest(cx, rows, params_json);
    if cx.dialect.conventions.filter.is_some() {
        params.iter_mut().filter(|param| param.role == Some(Role::Filter)).for_each(without_example);
    }
    cx.subject = format!("{}/result", facts.name);
    let result = result(cx, &mut facts, types);
    to_method(cx, facts, params, Some(result))
}

/// Takes off a tree of conditions the members that nothing but an example shows: the conventions say how it is written, and an example
/// is but one such tree.
fn without_example(param: &mut Param) {
    let shown = |field: &Param| field.inferred.iter().any(|key| key == "type");
    let elements = param.schema.items.iter_mut().map(|items| &mut items.fields);
    for fields in elements.chain([&mut param.schema.fields]) {
        fields.retain(|field| !shown(field));
    }
}

/// Reports the first object or list whose children no message shows, if rows follow that may be its children.
fn check_nesting(cx: &mut Context, what: &str, rows: &[Row], shown: bool) {
    let opens = |row: &Row| {
        let schema = &row.param.schema;
        row.param.role.is_none()
            && matches!(schema.kind, Type::Object | Type::Array)
            && schema.fields.is_empty()
            && schema.items.is_none()
    };
    let last = rows.len().saturating_sub(1);
    if let Some(row) = rows[..last].iter().find(|row| !shown && opens(row) && !is_indented(rows)) {
        cx.report(lint::unknown_nesting::report(what, &row.param.name, &row.name));
    }
}

/// The message that shows a side best: a structure ahead of an example, one that has the member ahead of one that lacks it.
fn message<'s>(shown: &'s [Shown], member: &str) -> Option<&'s Shown> {
    let holds = |shown: &&Shown| shown.json.as_ref().is_some_and(|json| json.member(member).is_some());
    let messages = || shown.iter().filter(|shown| shown.json.is_some());
    let structure = messages().find(|shown| shown.structure && holds(shown));
    structure.or_else(|| messages().find(holds)).or_else(|| messages().next())
}

/// The message with what only other messages of the same side show of its member.
fn completed(mut shown: Shown, all: &[Shown], member: &str, rows: &[Row]) -> Shown {
    let others = all.iter().filter(|other| other.span != shown.span);
    let others = others.filter_map(|other| Some((other, other.json.as_ref()?.member(member)?)));
    let found =
        shown.json.as_ref().and_then(|json| json.member(member)).and_then(|own| with_examples(own, others, rows));
    if let Some((merged, used)) = found
        && let Some(Value::Object(members)) = shown.json.as_mut().map(|json| &mut json.value)
        && let Some((_, own)) = members.iter_mut().find(|(key, _)| key.name == member)
    {
        *own = merged;
        shown.also.extend(used.into_iter().filter(|other| !other.structure).map(|other| other.span.clone()));
    }
    shown
}

fn check_name(cx: &mut Context, facts: &MethodFacts, shown: &Shown) {
    let Some(node) = shown.json.as_ref().and_then(|json| json.member("method")) else { return };
    if let Some(name) = node.as_str()
        && name != facts.name
    {
        let span = Span::new(shown.span.file, node.range.clone());
        cx.report(lint::method_name_differs::report(&facts.name, &facts.name_span, name, &span));
    }
}

fn result(cx: &mut Context, facts: &mut MethodFacts, types: &Types) -> ResultShape {
    let shown = message(&facts.result.shown, "result").cloned();
    let shown = shown.map(|shown| completed(shown, &facts.result.shown, "result", &facts.result.rows));
    let body = shown.as_ref().and_then(|shown| Some((shown, shown.json.as_ref()?.member("result")?)));
    let mut rows = std::mem::take(&mut facts.result.rows);
    if let Some((kind, _)) = facts.result.kind.as_ref().filter(|_| rows.is_empty()) {
        rows = crate::reconcile::rows_of_type(types, kind);
    }
    if let Some((shown, node)) = body.filter(|_| rows.is_empty()) {
        let single = !shown.structure && matches!(node.value, Value::String(_) | Value::Number(_) | Value::Bool(_));
        if single {
            cx.report(lint::unread_cell::single_result(&Span::new(shown.span.file, node.range.clone())));
        }
    }
    let whole = names_rows(cx, &rows);
    let (kind, list_in, fields) = match body {
        Some((shown, node)) if !whole => result_fields(cx, shown, node),
        body => (ResultKind::Object, None, body),
    };
    fill_blank_names(cx, &mut rows, fields);
    expand(cx, types, &mut rows);
    check_nesting(cx, "result", &rows, fields.is_some());
    let fields = match fields {
        // What no table tells of is known by what is shown of it; words for types stand in a structure.
        Some((shown, node)) if rows.is_empty() && !shown.structure => fields_of(cx, inner(node), shown.span.file),
        fields => nest(cx, rows, fields),
    };
    if whole {
        return list_beside(cx, fields);
    }
    ResultShape { kind, list_in, fields, beside: Vec::new() }
}

/// Whether the table of a result names the member that holds the rows, and so tells of all members rather than those of a row.
fn names_rows(cx: &Context, rows: &[Row]) -> bool {
    let name = cx.dialect.conventions.list.rows.as_deref();
    rows.iter().any(|row| name == Some(row.param.name.as_str()) && row.param.schema.kind == Type::Array)
}

/// The list among the members of a result; the others stand beside it.
fn list_beside(cx: &Context, fields: Vec<Param>) -> ResultShape {
    let name = cx.dialect.conventions.list.rows.clone();
    let (mut list, beside): (Vec<Param>, Vec<Param>) =
        fields.into_iter().partition(|field| name.as_ref() == Some(&field.name));
    let fields = list.pop().and_then(|list| list.schema.items).map(|items| items.fields).unwrap_or_default();
    ResultShape { kind: ResultKind::List, list_in: name, fields, beside }
}

type Fields<'n> = Option<(&'n Shown, &'n Node)>;

/// Where the fields of a result stand: in the rows of its list, or in itself.
fn result_fields<'n>(cx: &Context, shown: &'n Shown, result: &'n Node) -> (ResultKind, Option<String>, Fields<'n>) {
    if let Value::Array(elements) = &result.value {
        return (ResultKind::List, None, elements.first().map(|first| (shown, first)));
    }
    let Some(name) = &cx.dialect.conventions.list.rows else {
        return (ResultKind::Object, None, Some((shown, result)));
    };
    match result.member(name) {
        Some(node) if matches!(node.value, Value::Array(_)) => {
            (ResultKind::List, Some(name.clone()), node.first().map(|first| (shown, first)))
        }
        _ => (ResultKind::Object, None, Some((shown, result))),
    }
}

/// What both protocols share.
pub(super) fn to_method(cx: &Context, facts: MethodFacts, params: Vec<Param>, result: Option<ResultShape>) -> Method {
    let example = |side: ExampleSide, status: Option<u16>, shown: &Shown| Example {
        side,
        status,
        content_type: shown.media.clone(),
        text: shown.text.trim_end().to_owned(),
        structure: shown.structure,
        source: cx.source(&shown.span),
    };
    let mut examples: Vec<_> =
        facts.request.shown.iter().map(|shown| example(ExampleSide::Request, None, shown)).collect();
    examples.extend(facts.result.shown.iter().map(|shown| example(ExampleSide::Response, None, shown)));
    for response in &facts.responses {
        let status = Some(response.status).filter(|_| response.class.is_none());
        examples.extend(response.body.shown.iter().map(|shown| example(ExampleSide::Response, status, shown)));
    }
    Method {
        source: cx.source(&facts.name_span),
        name: facts.name,
        http: facts.http,
        title: facts.title,
        description: facts.description,
        access: facts.access,
        version: facts.version,
        partial_update: facts.partial_update,
        requires_authentication: facts.requires_authentication,
        notes: facts.notes,
        params,
        result,
        responses: Vec::new(),
        response_classes: Vec::new(),
        errors: facts.errors,
        examples,
    }
}
