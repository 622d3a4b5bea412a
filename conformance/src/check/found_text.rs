//! An entity is found by a text that holds what has a meaning in SQL or in patterns: as a whole, by its beginning, and by an expression.

use doctract_spec::ir::{FilterOperation as Op, Param};

use super::Check;
use super::created::is_free_text;
use crate::claim::{Claim, Promise};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Object, Sink, named, refers};

/// See the module.
pub struct FoundText;

/// What stands behind a text that no other has.
const CHARACTERS: &str = " \"q\" 'a' Ёё & <b>";

impl Check for FoundText {
    fn name(&self) -> &'static str {
        "found_text"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "operators", "conventions.filter"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for field in object.list.fields.iter().filter(|field| field.filterable == Some(true)) {
                let param = named(&object.create.params, &field.name).filter(|param| is_free_text(param));
                let room = |param: &&Param| param.schema.max_length.is_none_or(|most| most >= 40);
                if let Some(param) = param.filter(room).filter(|param| !refers(cx.api, object.create, param)) {
                    self.one(cx, sink, &object, (param, field));
                }
            }
        }
    }
}

impl FoundText {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, (param, field): (&'a Param, &Param)) {
        let (list, kind) = (&object.list, format!("filter.{}/characters", field.name));
        let id = format!("{}/{kind}", list.method.name);
        let text = format!("{}{CHARACTERS}", cx.sampler(&id).text_of(16));
        let conditions = conditions(cx, object, field, &text);
        let built = || {
            let with = named(&object.create.params, &param.name);
            let mut args = cx.own(object.create, &id, Detail::Minimal, 1, with)?.args;
            args.set(&Path::top(&param.name), Draft::text(&text));
            let made = cx.sent(object.create, &id, args)?;
            let mut exchanges = vec![object.read(cx, &id, &[&made.slot])?];
            for condition in &conditions {
                exchanges.push(list.search(cx, &id, condition)?);
            }
            Ok((made, exchanges))
        };
        let Some((made, exchanges)) = sink.made(&id, list.method, built()) else { return };
        if conditions.is_empty() {
            return;
        }
        let does = format!("looks for an entity by all kinds of characters in `{}`", field.name);
        let case = sink.whole(self.name(), list.method, &kind, &does, exchanges);
        case.param = Some(Path::top(&field.name));
        case.sentence = list.filterable(cx, field, Op::Equal);
        case.after.push(made.slot.clone());
        // Whether the text was stored is the question of another case.
        for (exchange, condition) in (1..).zip(conditions) {
            let of = object.subject(cx, &made.slot);
            case.claims.push(Claim { exchange, promise: Promise::Indexed { of, read: 0, condition } });
        }
    }
}

/// The conditions that only such a text meets, by each operator that the documents list for it.
fn conditions(cx: &Context<'_>, object: &Object<'_>, field: &Param, text: &str) -> Vec<Condition> {
    let any = object.list.filter.and_then(|(_, names)| names.wildcard.as_deref());
    let beginning = any.map(|any| format!("{text}{any}"));
    let asked = [(Op::Equal, Some(text.to_owned())), (Op::Like, beginning), (Op::Regexp, Some(format!("^{text}$")))];
    let asked = asked.into_iter().filter(|(operation, _)| object.list.applies(cx, field, *operation));
    asked.filter_map(|(operation, value)| Some(Condition::leaf(&field.name, operation, Draft::text(value?)))).collect()
}
