//! A filter that the documents do not allow is refused: by a field that may not be filtered by, by one that does not exist, with an operator
//! or a condition that is none, with a value that no field of its type has.

use doctract_spec::ir::{FilterConvention, FilterOperation, Param, Role, Type, Violation};
use serde_json::{Value, json};

use super::{Check, malformed, unknown_field};
use crate::case::{Level, Outcome, Sentence};
use crate::draft::{Draft, Path};
use crate::jsquery;
use crate::names::element;
use crate::plan::{Ask, Context, List, NO_FIELD, NO_MEMBER, Sink, refused};
use crate::seen::other_case;

/// See the module.
pub struct FilterRefused;

impl Check for FilterRefused {
    fn name(&self) -> &'static str {
        "filter_refused"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "conventions.filter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx) {
            let Some((_, names)) = list.filter else { continue };
            for field in list.fields.iter().filter(|field| field.filterable == Some(false)) {
                prohibited(cx, sink, &list, names, field);
            }
            unknown(cx, sink, &list, names);
            let filterable = |kinds: &[Type]| {
                list.fields.iter().find(|field| field.filterable == Some(true) && kinds.contains(&field.schema.kind))
            };
            if let Some(field) = filterable(&[Type::String, Type::Number, Type::Integer]) {
                badly_joined(cx, sink, &list, names, field);
                unknown_member(cx, sink, &list, names, field);
            }
            for field in list.fields.iter().filter(|field| field.filterable == Some(true)) {
                mistyped(cx, sink, &list, names, field);
                unlisted(cx, sink, &list, names, field);
                other_types(cx, sink, &list, names, field);
                for (operation, broken) in BROKEN {
                    expression(cx, sink, (&list, names, field), *operation, broken);
                }
            }
        }
    }
}

/// A value that no enumeration has.
const NO_VALUE: &str = "no such value";

/// Expressions that are none, by the operator that takes them, each with a word for it.
const BROKEN: &[(FilterOperation, &[(&str, &str)])] = &[
    (FilterOperation::Regexp, &[("open-group", "(a"), ("open-bracket", "[a")]),
    (FilterOperation::Jsquery, &[("open-query", "(")]),
];

fn prohibited<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    let Some(equal) = names.operations.get(&FilterOperation::Equal) else { return };
    let scalar = !matches!(field.schema.kind, Type::Array | Type::Object);
    // What is made of parts is asked for by expressions; a server refuses other operators for its type alone.
    let equal = names.operations.get(&FilterOperation::Jsquery).filter(|_| !scalar).unwrap_or(equal);
    let mut expect = vec![refused(cx, Violation::FilterProhibited, None)];
    if !scalar {
        // No operator that compares fits such a field, and nothing says which of the two faults is told.
        expect.extend(malformed(cx));
    }
    let value = || cx.sampler(&field.name).scalar(&field.name, &field.schema, false);
    let leaf = leaf(names, &field.name, equal, if scalar { value() } else { json!(question(field)) });
    let inside = node(names, vec![leaf.clone()]);
    let deep = node(names, vec![node(names, vec![inside.clone()])]);
    let places = [("", "", leaf), ("-inside", ", inside a tree", inside), ("-deep", ", three trees deep", deep)];
    for (end, place, filter) in places {
        let kind = format!("prohibited{end}");
        let kind = format!("filter.{}/{kind}", field.name);
        let does = format!("filters by `{}`, which may not be filtered by{place}", field.name);
        let text = format!("`{}` is not filterable", field.name);
        if let Some(case) = list.ask(cx, sink, ask(&kind, &does, filter, expect.clone())) {
            case.sentence = Sentence { text, source: field.source.clone() };
        }
    }
}

/// An expression that a field which is made of parts could meet.
fn question(field: &Param) -> String {
    let mut members = element(&field.schema).fields.iter().map(|member| member.name.as_str());
    jsquery::expression(field.schema.kind == Type::Array, members.find(|name| jsquery::is_plain(name)), &json!(1))
}

/// An operator that the documents list for fields of other types alone.
fn other_types<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    let (operation, value) = match field.schema.kind {
        Type::Number | Type::Integer => (FilterOperation::Like, json!("1%")),
        Type::String if field.schema.format.is_none() => (FilterOperation::Less, json!("m")),
        _ => return,
    };
    let listed = list.operator(cx, operation).is_some_and(|operator| !operator.types.is_empty());
    let loose = cx.loose.is_loose(&field.name, &field.schema);
    let Some(operator) = names.operations.get(&operation) else { return };
    if !listed || loose || list.applies(cx, field, operation) {
        return;
    }
    let mut expect = malformed(cx);
    expect.push(refused(cx, Violation::FilterProhibited, None));
    let leaf = leaf(names, &field.name, operator, value);
    let (kind, does) = (format!("filter.{}/operator-of-others", field.name), "filters by an operator of other types");
    if let Some(case) = list.ask(cx, sink, ask(&kind, does, leaf, expect)) {
        case.sentence = list.filterable(cx, field, operation);
        case.param = Some(Path::top(&field.name));
        // The documents tell what an operator applies to, and leave to be inferred that it applies to nothing else.
        case.level = Level::Should;
    }
}

fn unknown<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention) {
    let Some(equal) = names.operations.get(&FilterOperation::Equal) else { return };
    let expect = || unknown_field(cx, Violation::FilterProhibited);
    let leaf = leaf(names, NO_FIELD, equal, json!(1));
    let inside = node(names, vec![leaf.clone()]);
    list.ask(cx, sink, ask("filter/unknown-field", "filters by an unknown field", leaf, expect()));
    let does = "filters by an unknown field, inside a tree";
    list.ask(cx, sink, ask("filter/unknown-field-inside", does, inside, expect()));
}

fn badly_joined<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    let Some(equal) = names.operations.get(&FilterOperation::Equal) else { return };
    let value = cx.sampler(&field.name).scalar(&field.name, &field.schema, false);
    let right = leaf(names, &field.name, equal, value.clone());
    let operator = leaf(names, &field.name, "no such operator", value);
    let mut condition = node(names, vec![right.clone()]);
    condition.set(&Path::top(&names.condition), Draft::text("no such condition"));
    for (kind, does, member) in [
        ("filter/no-operator", "filters without an operator", &names.operator),
        ("filter/no-field", "filters by no field", &names.field),
    ] {
        let mut lacking = right.clone();
        if let Draft::Members(members) = &mut lacking {
            members.retain(|(name, _)| name != member);
        }
        list.ask(cx, sink, ask(kind, does, lacking, malformed(cx)));
    }
    let does = "filters with an unknown operator";
    list.ask(cx, sink, ask("filter/unknown-operator", does, operator, malformed(cx)));
    let does = "joins conditions with an unknown word";
    list.ask(cx, sink, ask("filter/unknown-condition", does, condition, malformed(cx)));
    other_letters(cx, sink, list, names, field);
}

/// The words for an operator and for a condition with every letter in the other case. The documents list the words, and leave to be inferred that
/// no others are taken.
fn other_letters<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    let value = cx.sampler(&field.name).scalar(&field.name, &field.schema, false);
    let word = names.operations.get(&FilterOperation::In).filter(|_| list.applies(cx, field, FilterOperation::In));
    let operator = word.and_then(|word| other_case(word)).map(|word| {
        let leaf = leaf(names, &field.name, &word, json!([value.clone()]));
        ("filter/operator-case", "filters with an operator in other letters", leaf)
    });
    let equal = names.operations.get(&FilterOperation::Equal);
    let condition = equal.zip(other_case(&names.all)).map(|(equal, word)| {
        let mut node = node(names, vec![leaf(names, &field.name, equal, value.clone())]);
        node.set(&Path::top(&names.condition), Draft::text(word));
        ("filter/condition-case", "joins conditions with a word in other letters", node)
    });
    for (kind, does, filter) in operator.into_iter().chain(condition) {
        if let Some(case) = list.ask(cx, sink, ask(kind, does, filter, malformed(cx))) {
            case.level = Level::Should;
        }
    }
}

/// A member that is none of a condition's. The documents show what a condition holds, and do not say whether it may hold more.
fn unknown_member<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    let Some(equal) = names.operations.get(&FilterOperation::Equal) else { return };
    let value = cx.sampler(&field.name).scalar(&field.name, &field.schema, false);
    let leaf = leaf(names, &field.name, equal, value);
    let node = node(names, vec![leaf.clone()]);
    for (kind, does, mut filter) in [
        ("filter/unknown-member", "filters by a condition with one more member", leaf),
        ("filter/unknown-member-of-tree", "joins conditions with one more member", node),
    ] {
        filter.set(&Path::top(NO_MEMBER), Draft::Known(json!(1)));
        if let Some(case) = list.ask(cx, sink, ask(kind, does, filter, malformed(cx))) {
            case.level = Level::Info;
        }
    }
}

/// Values that no field of the type has.
fn mistyped<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    let wrong = match field.schema.kind {
        Type::Number | Type::Integer => vec![
            ("text-for-number", "a number with a text", FilterOperation::Less, json!("no number")),
            ("text-equal-to-number", "a number with a text", FilterOperation::Equal, json!("no number")),
            ("single-for-array", "by `in` with a single value", FilterOperation::In, json!(1)),
            ("text-in-array", "by `in` with a text", FilterOperation::In, json!(["no number"])),
        ],
        Type::Boolean => {
            vec![("text-for-boolean", "a boolean with a text", FilterOperation::Equal, json!("no boolean"))]
        }
        Type::String => vec![("object-for-text", "a text with an object", FilterOperation::Equal, json!({"a": 1}))],
        _ => Vec::new(),
    };
    for (kind, with, operation, value) in wrong {
        let does = format!("compares {with}");
        one(cx, sink, (list, names, field), operation, (kind, &does, value.clone()));
        let Some(operator) = names.operations.get(&operation).filter(|_| list.applies(cx, field, operation)) else {
            continue;
        };
        let inside = node(names, vec![leaf(names, &field.name, operator, value)]);
        let (kind, does) = (format!("filter.{}/{kind}-inside", field.name), format!("{does}, inside a tree"));
        list.ask(cx, sink, ask(&kind, &does, inside, malformed(cx)));
    }
}

/// A value that the documents do not list for the field.
fn unlisted<'a>(cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, names: &FilterConvention, field: &Param) {
    if field.schema.values.is_empty() || field.schema.values.contains(&json!(NO_VALUE)) {
        return;
    }
    for (kind, operation, value) in [
        ("unlisted-value", FilterOperation::Equal, json!(NO_VALUE)),
        ("unlisted-value-in-array", FilterOperation::In, json!([NO_VALUE])),
    ] {
        let planned = sink.cases.len();
        let does = format!("filters by a value that `{}` never has", field.name);
        one(cx, sink, (list, names, field), operation, (kind, &does, value));
        for case in &mut sink.cases[planned..] {
            // Values are listed for what is sent and shown; that no row has another one may be an answer, too.
            case.level = Level::Should;
        }
    }
}

fn expression<'a>(
    cx: &Context<'a>,
    sink: &mut Sink,
    at: (&List<'a>, &FilterConvention, &Param),
    operation: FilterOperation,
    broken: &[(&str, &str)],
) {
    for (kind, expression) in broken {
        let does = format!("sends the expression `{expression}`, which is none");
        one(cx, sink, at, operation, (kind, &does, json!(expression)));
    }
}

/// A leaf for a field with a value that the operator does not take.
fn one<'a>(
    cx: &Context<'a>,
    sink: &mut Sink,
    (list, names, field): (&List<'a>, &FilterConvention, &Param),
    operation: FilterOperation,
    (kind, does, value): (&str, &str, Value),
) {
    let Some(operator) = names.operations.get(&operation).filter(|_| list.applies(cx, field, operation)) else {
        return;
    };
    let leaf = leaf(names, &field.name, operator, value);
    let kind = format!("filter.{}/{kind}", field.name);
    if let Some(case) = list.ask(cx, sink, ask(&kind, does, leaf, malformed(cx))) {
        case.sentence = list.filterable(cx, field, operation);
        case.param = Some(Path::top(&field.name));
    }
}

fn ask<'c>(kind: &'c str, does: &'c str, value: Draft, expect: Vec<Outcome>) -> Ask<'c> {
    Ask { check: FilterRefused.name(), kind, does, role: Role::Filter, value, expect }
}

fn leaf(names: &FilterConvention, field: &str, operator: &str, value: Value) -> Draft {
    Draft::Members(vec![
        (names.field.clone(), Draft::text(field)),
        (names.operator.clone(), Draft::text(operator)),
        (names.value.clone(), Draft::Known(value)),
    ])
}

fn node(names: &FilterConvention, parts: Vec<Draft>) -> Draft {
    Draft::Members(vec![
        (names.filters.clone(), Draft::List(parts)),
        (names.condition.clone(), Draft::text(&names.all)),
    ])
}
