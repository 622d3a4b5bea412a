//! A filter by a flag that nothing sets, as whether a row is the system's own: of the rows that are there, whoever made them, those come which have the
//! value, and all of them.

use doctract_spec::ir::{FilterOperation, Param, Type};
use doctract_spec::naming::is_own_id;
use serde_json::{Value, json};

use super::Check;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::plan::{Context, List, Object, Sink, accepted};

/// See the module.
pub struct FilterReadOnly;

impl Check for FilterReadOnly {
    fn name(&self) -> &'static str {
        "filter_read_only"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "conventions.filter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for list in List::all(cx) {
            let object = objects.iter().find(|object| object.list.method.name == list.method.name);
            let writers = object.into_iter().flat_map(|object| std::iter::once(object.create).chain(object.update));
            let sent: Vec<&Param> = writers.flat_map(|method| &method.params).collect();
            let read = |field: &&Param| !sent.iter().any(|param| param.name == field.name);
            for field in list.fields.iter().filter(read) {
                for (word, value) in values(field) {
                    self.one(cx, sink, &list, field, (&word, value));
                }
            }
        }
    }
}

/// The values that a field may have, where the documents list them, each with a word for the name of the case.
fn values(field: &Param) -> Vec<(String, Value)> {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let listed = || field.schema.values.iter().map(|value| (word(value), value.clone())).collect();
    match field.schema.kind {
        Type::Boolean => [true, false].map(|on| (on.to_string(), json!(on))).into(),
        Type::Enum | Type::String => listed(),
        _ => Vec::new(),
    }
}

impl FilterReadOnly {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, field: &Param, (word, value): (&str, Value)) {
        let operation = FilterOperation::Equal;
        let key = list.fields.iter().find(|field| is_own_id(&field.name));
        let Some(key) = key.filter(|_| field.filterable == Some(true) && list.applies(cx, field, operation)) else {
            return;
        };
        let kind = format!("filter.{}/of-all.{word}", field.name);
        let id = format!("{}/{kind}", list.method.name);
        let condition = Condition::leaf(&field.name, operation, Draft::Known(value));
        let built = || {
            let mut whole = list.call(cx, &id)?;
            cx.whole_page(&mut whole);
            let mut chosen = whole.clone();
            list.choose(&mut chosen, &condition);
            let whole = accepted(&whole);
            // Rows that somebody makes or takes away in between are not asked for.
            Ok::<Vec<Exchange>, String>(vec![whole.clone(), accepted(&chosen), whole])
        };
        let Some(exchanges) = sink.made(&id, list.method, built()) else { return };
        let does = format!("lists all rows, those whose `{}` is {word}, and all once more", field.name);
        let case = sink.whole(self.name(), list.method, &kind, &does, exchanges);
        case.param = Some(Path::top(&field.name));
        case.sentence = list.filterable(cx, field, operation);
        let promise = Promise::Chosen { key: key.name.clone(), from: 0, condition };
        case.claims.push(Claim { exchange: 2, promise });
    }
}
