//! How much was understood of documents: what tells one proposal from another.
//!
//! A parameter is worth the more the more is known of it. What looks like a slip takes away: a name of several words, a type nobody
//! knows, a table that was not read.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::ir::{Api, Method, Param, Schema, Type};
use crate::language::{COMMON, known};
use crate::lint::Code;

/// What a method is worth of which nothing is said, and what its description adds.
const METHOD: i64 = 10;
const DESCRIPTION: i64 = 30;
/// What a parameter is worth, and what each thing known of it adds.
const PARAM: i64 = 60;
const TYPE: i64 = 25;
const REQUIRED: i64 = 15;
const WORDS: i64 = 10;
const RULE: i64 = 8;
/// What a parameter takes away whose name is none.
const NO_NAME: i64 = -80;
/// What a parameter takes away whose name shows that it stands in another one, where it was not put there.
const OUTSIDE: i64 = 120;
/// What is said of an error, and of a status.
const ANSWER: i64 = 5;

/// How well documents were read.
pub(super) fn worth(api: &Api, diagnostics: &[Diagnostic]) -> i64 {
    let shared = api.errors.iter().map(|scope| scope.errors.len()).sum::<usize>();
    let read: i64 = api.methods.iter().map(method).sum();
    read + count(shared) * ANSWER - diagnostics.iter().map(loss).sum::<i64>()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / 1000)
}

/// What a finding takes away.
fn loss(found: &Diagnostic) -> i64 {
    match found.code {
        Code::UnreadRequest => 150,
        Code::UnknownTable | Code::UnreadList | Code::NoMethod => 60,
        Code::DuplicateMethod | Code::UnknownColumn | Code::ShiftedCells => 40,
        Code::UnknownType | Code::UnreadCell | Code::LostName | Code::UnknownNesting => 20,
        Code::UnfitValue | Code::DuplicateParameter | Code::OnlyInTable | Code::OnlyInJson => 10,
        Code::UndocumentedPathParameter => 5,
        _ => 0,
    }
}

fn method(method: &Method) -> i64 {
    let described = if method.description.is_empty() { 0 } else { DESCRIPTION };
    let params: i64 = method.params.iter().map(|one| param(one, 0)).sum::<i64>() - outside(&method.params);
    let fields = method.result.iter().flat_map(|result| [&result.fields, &result.beside]);
    let fields = fields.chain(method.responses.iter().map(|response| &response.fields));
    // What comes back often has no words for its types, and is told in many rows.
    let fields: i64 =
        fields.map(|fields| fields.iter().map(|field| param(field, 0)).sum::<i64>() - outside(fields)).sum();
    let answers = method.responses.len() + method.errors.len();
    METHOD + described + params + fields / 4 + count(answers) * ANSWER
}

/// What the parameters take away whose names hold that of another one: `address.city` beside `address`, `tags[0]`.
fn outside(params: &[Param]) -> i64 {
    let names: BTreeSet<&str> = params.iter().map(|one| one.name.as_str()).collect();
    let stands_in = |one: &&Param| {
        let behind_mark = one.name.starts_with(|c: char| !c.is_alphanumeric() && !"_$@-/<{".contains(c));
        behind_mark
            || one.name.contains('[')
            || one.name.split_once('.').is_some_and(|(ahead, _)| names.contains(ahead))
    };
    count(params.iter().filter(stands_in).count()) * OUTSIDE
}

/// How deep members are looked at.
const MAX_DEPTH: usize = 8;

fn param(one: &Param, depth: usize) -> i64 {
    if is_guessed(one) {
        return members(&one.schema, depth);
    }
    if !is_name(&one.name) {
        return NO_NAME;
    }
    let told_of = |fact: &str| !one.inferred.iter().any(|guess| guess == fact);
    let told = |holds: bool, value: i64| if holds { value } else { 0 };
    let typed = one.schema.kind != Type::Any || !one.schema.one_of.is_empty() || one.schema.type_name.is_some();
    PARAM
        + told(typed && told_of("type"), TYPE)
        + told(one.required.is_some() && told_of("required"), REQUIRED)
        + told(!one.description.is_empty(), WORDS)
        + count(one.rules.len().min(4)) * RULE
        + members(&one.schema, depth)
}

fn members(schema: &Schema, depth: usize) -> i64 {
    if depth == MAX_DEPTH {
        return 0;
    }
    let items = schema.items.as_deref().map_or(0, |items| members(items, depth + 1));
    items + schema.fields.iter().map(|field| param(field, depth + 1)).sum::<i64>()
}

/// Whether nothing is known of a parameter but that the path holds it, or a message shows it.
fn is_guessed(one: &Param) -> bool {
    one.description.is_empty() && one.rules.is_empty() && one.inferred.iter().any(|guess| guess == "type")
}

/// Whether a text can be a name on the wire: one word, and none of those by which pages say what a name is like.
fn is_name(text: &str) -> bool {
    let is_word = |words| known(words, text).is_some();
    let spaced = text.contains(|c: char| c.is_whitespace() || "()`,;<>\"".contains(c));
    // Labels are written with a capital letter, as names on the wire seldom are.
    let is_label = text.starts_with(char::is_uppercase) && (is_word(&COMMON.columns) || is_word(&COMMON.sections));
    !spaced && !is_label && text.contains(char::is_alphabetic) && text.len() <= 80 && !is_word(&COMMON.required)
}
