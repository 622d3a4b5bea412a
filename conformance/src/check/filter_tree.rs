//! Conditions are joined as the tree says, to any depth.

mod further;

use doctract_spec::ir::FilterOperation as Op;

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Slot};
use crate::plan::{Context, List, Sink};
use crate::seen::SeenValue;

/// See the module.
pub struct FilterTree;

impl Check for FilterTree {
    fn name(&self) -> &'static str {
        "filter_tree"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "conventions.filter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx).iter().filter(|list| list.filter.is_some()) {
            let id = format!("{}/filter/tree", list.method.name);
            let Some((key, entities)) = sink.made(&id, list.method, cx.fixture(list.method)) else {
                continue;
            };
            let field = list.fields.iter().find(|field| field.name == key && field.filterable == Some(true));
            let reason = match field {
                None => format!("rows cannot be filtered by `{key}`"),
                Some(_) if cx.api.operators.is_empty() => "the documents list no operators of filters".to_owned(),
                Some(field) if !list.applies(cx, field, Op::Equal) => {
                    format!("the documents list no operator by which `{key}` equals a value")
                }
                Some(_) => String::new(),
            };
            if !reason.is_empty() {
                sink.miss(id, list.method, reason);
                continue;
            }
            let further = field.map(|field| further::trees(cx, list, field, &entities)).unwrap_or_default();
            for (kind, does, condition) in trees(list, &key, &entities).into_iter().chain(further) {
                self.tree(cx, sink, list, kind, does, condition);
            }
        }
    }
}

impl FilterTree {
    fn tree<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        list: &List<'a>,
        kind: &str,
        does: &str,
        condition: Condition,
    ) {
        let kind = format!("filter/{kind}");
        let id = format!("{}/{kind}", list.method.name);
        let Some(mut call) = sink.made(&id, list.method, list.call(cx, &id)) else {
            return;
        };
        list.choose(&mut call, &condition);
        let exchange = Exchange { request: call.request(), expect: vec![Outcome::Accepted { fields: None }] };
        let case = sink.whole(self.name(), list.method, &kind, does, vec![exchange]);
        case.claims.push(Claim { exchange: 0, promise: Promise::Filtered(condition) });
        // Nobody else has rows with these ids.
        case.claims.push(Claim { exchange: 0, promise: Promise::Total });
    }
}

fn trees(list: &List<'_>, key: &str, entities: &[Slot]) -> Vec<(&'static str, &'static str, Condition)> {
    let is = |row: usize| Condition::leaf(key, Op::Equal, Draft::Made(entities[row % entities.len()].clone()));
    let any = |parts: Vec<Condition>| Condition::Node { all: false, parts };
    let all = |parts: Vec<Condition>| Condition::Node { all: true, parts };
    let second = list.fields.iter().find(|field| {
        field.name != key && field.filterable == Some(true) && field.schema.kind == doctract_spec::ir::Type::String
    });
    let text = |nth| match second {
        Some(field) => {
            Condition::leaf(&field.name, Op::Equal, Draft::Seen(SeenValue::whole(&list.method.name, &field.name, nth)))
        }
        None => is(nth),
    };
    vec![
        ("or", "joins two conditions with or", any(vec![is(0), is(1)])),
        ("and", "joins two conditions that exclude each other with and", all(vec![is(0), is(1)])),
        ("and-fields", "joins conditions on two fields with and", all(vec![any(vec![is(0), is(1), is(2)]), text(0)])),
        (
            "and-3",
            "joins three conditions with and, of which the last decides",
            all(vec![any(vec![is(0), is(1), is(2)]), any(vec![is(0), is(1)]), is(1)]),
        ),
        ("leaf-first", "puts a condition ahead of further trees", any(vec![is(0), any(vec![is(1), is(2)])])),
        ("one", "wraps a single condition", all(vec![is(1)])),
        (
            "depth-3",
            "nests conditions three deep",
            all(vec![
                any(vec![is(0), is(1), is(2), is(3)]),
                any(vec![
                    all(vec![any(vec![is(0), is(3)]), any(vec![is(3), is(4)])]),
                    all(vec![is(1), any(vec![is(1), is(2)])]),
                ]),
            ]),
        ),
        (
            "depth-3-or",
            "joins with or at the third depth",
            any(vec![all(vec![any(vec![is(0), is(1)]), any(vec![is(1), is(2)])]), is(3)]),
        ),
        ("or-of-and", "joins what excludes itself with something else", any(vec![all(vec![is(0), is(1)]), is(2)])),
    ]
}
