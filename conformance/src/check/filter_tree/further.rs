//! Trees with other operators than equality in them, and with conditions that several of the same rows meet.

use doctract_spec::ir::{FilterOperation as Op, Param, Type};

use crate::condition::Condition;
use crate::draft::{Draft, Slot};
use crate::plan::{Context, List};
use crate::seen::{Form, SeenValue};

/// The trees by the field that holds the ids, each with a word and what it does.
pub(super) fn trees(
    cx: &Context<'_>,
    list: &List<'_>,
    key: &Param,
    entities: &[Slot],
) -> Vec<(&'static str, &'static str, Condition)> {
    let made = |row: usize| Draft::Made(entities[row % entities.len()].clone());
    let by = |operation, row| Condition::leaf(&key.name, operation, made(row));
    let is = |row| by(Op::Equal, row);
    let any = |parts: Vec<Condition>| Condition::Node { all: false, parts };
    let all = |parts: Vec<Condition>| Condition::Node { all: true, parts };
    let few = || any(vec![is(0), is(1), is(2)]);
    let mut trees = vec![(
        "or-overlapping",
        "joins conditions with or, two of which the same row meets",
        any(vec![is(0), is(1), any(vec![is(1), is(2)])]),
    )];
    if list.applies(cx, key, Op::NotEqual) {
        let unequal = || by(Op::NotEqual, 0);
        trees.push(("and-not-equal", "excludes a row beside other conditions", all(vec![few(), unequal()])));
        trees.push((
            "or-not-equal",
            "excludes a row by a condition that is joined with or",
            all(vec![few(), any(vec![unequal(), is(3)])]),
        ));
    }
    if list.applies(cx, key, Op::In) {
        let listed = Condition::leaf(&key.name, Op::In, Draft::List(vec![made(0), made(1)]));
        trees.push(("or-in", "joins a list of values with another condition", any(vec![listed, is(2)])));
    }
    if list.applies(cx, key, Op::Greater) && matches!(key.schema.kind, Type::Number | Type::Integer) {
        trees.push(("and-greater", "compares beside other conditions", all(vec![few(), by(Op::Greater, 0)])));
    }
    if let Some(like) = like(cx, list, key) {
        trees.push(("and-like", "looks for a pattern beside other conditions", all(vec![few(), like])));
    }
    trees
}

/// That a text begins like that of a row.
fn like(cx: &Context<'_>, list: &List<'_>, key: &Param) -> Option<Condition> {
    let wildcard = list.filter?.1.wildcard.clone()?;
    let textual = |field: &&Param| {
        let plain = field.schema.format.is_none() && field.schema.pattern.is_none() && field.schema.values.is_empty();
        plain && field.schema.kind == Type::String && field.filterable == Some(true) && field.name != key.name
    };
    let field = list.fields.iter().filter(textual).find(|field| list.applies(cx, field, Op::Like))?;
    let seen = SeenValue::whole(&list.method.name, &field.name, 0);
    let value = SeenValue { form: Form::Head, around: [String::new(), wildcard], ..seen };
    Some(Condition::leaf(&field.name, Op::Like, Draft::Seen(value)))
}
