//! A query parameter that has the name of a field of the rows chooses the rows with this value, where the value is one of a list, a flag, an id, a
//! whole number or a text; one that has the name of an element (`label_id` of `label_ids`), the rows with such an element.
//!
//! Whether a text is compared as a whole, or a part is looked for, a name does not tell: the text that is asked for is one that no other row holds.

use doctract_spec::ir::{Location, Method, Param, Type};
use doctract_spec::naming::plural;
use doctract_spec::{Telling, tells};
use serde_json::Value;

use super::Check;
use super::updated::written;
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::names::element;
use crate::plan::{Context, Detail, Effect, List, Sink, accepted, creator, named, object, refers};
use crate::unique::is_own_text;

/// See the module.
pub struct QueryFilter;

impl Check for QueryFilter {
    fn name(&self) -> &'static str {
        "query_filter"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["in", "values", "responses.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for list in List::all(cx) {
            let by_query = |param: &&Param| param.location == Some(Location::Query) && param.role.is_none();
            for param in list.method.params.iter().filter(by_query) {
                let Some(field) = shown_by(&list.fields, param) else { continue };
                let kind = element(&field.schema).kind;
                let id = refers(cx.api, list.method, param) && param.schema.kind == kind;
                let any = !id && is_plain(param) && param.schema.kind == kind;
                let chosen = values(param, field).into_iter().map(Chosen::Value);
                for chosen in chosen.chain(id.then_some(Chosen::Id)).chain(any.then_some(Chosen::Any)) {
                    self.one(cx, sink, &list, (param, field), &chosen);
                }
            }
        }
    }
}

/// The field by which rows are chosen: of the same name, or the list of what the name is one of.
fn shown_by<'f>(fields: &'f [Param], param: &Param) -> Option<&'f Param> {
    let several = || named(fields, &plural(&param.name)).filter(|field| field.schema.kind == Type::Array);
    named(fields, &param.name).or_else(several)
}

/// Whether the value of a parameter is a number or a text of which nothing is known but what it is.
fn is_plain(param: &Param) -> bool {
    let schema = &param.schema;
    let kind = schema.kind == Type::Integer && !tells(&param.name, Telling::Amount)
        || schema.kind == Type::String && schema.format.is_none();
    kind && schema.values.is_empty()
}

/// The values that rows may have, where these are few.
fn values(param: &Param, field: &Param) -> Vec<Value> {
    match param.schema.kind {
        Type::Boolean if field.schema.kind == Type::Boolean => vec![Value::Bool(true), Value::Bool(false)],
        _ => param.schema.values.iter().filter(|value| field.schema.values.contains(value)).cloned().collect(),
    }
}

/// What rows are chosen by.
enum Chosen {
    /// This value.
    Value(Value),
    /// The id of an entity that the run makes.
    Id,
    /// A number or a text of its own.
    Any,
}

impl Chosen {
    /// What follows the parameter in the id of the case, and what the request does.
    fn words(&self, param: &Param) -> (String, String) {
        match self {
            Self::Id | Self::Any => ("chosen".to_owned(), format!("asks for the rows of one `{}`", param.name)),
            Self::Value(value) => {
                let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                (format!("chosen.{word}"), format!("asks for the rows with `{}` {value}", param.name))
            }
        }
    }

    /// What the row has that is to be chosen. The error is why nothing can be made for it.
    fn value<'a>(&self, cx: &Context<'a>, maker: &'a Method, sent: &'a Param, id: &str) -> Result<Draft, String> {
        match self {
            Self::Value(value) => Ok(Draft::Known(value.clone())),
            Self::Id | Self::Any => cx.fresh(maker, sent, id, 1),
        }
    }

    /// What is asked for where a row has this: of a list an element. The error is why the answer would prove nothing.
    fn wanted(&self, whole: Draft, sent: &Param) -> Result<Draft, String> {
        let value = match whole.opened() {
            Draft::List(items) => items.into_iter().next().ok_or("no element can be made for the field")?,
            _ => whole,
        };
        let short = |text: &Value| text.is_string() && !is_own_text(text) && sent.schema.pattern.is_none();
        if matches!(self, Self::Any) && value.known().as_ref().is_some_and(short) {
            return Err("a text so short may be a part of those of other rows".to_owned());
        }
        Ok(value)
    }
}

impl QueryFilter {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        list: &List<'a>,
        (param, field): (&Param, &Param),
        chosen: &Chosen,
    ) {
        let (kind, does) = chosen.words(param);
        let kind = format!("{}/{kind}", param.name);
        let id = format!("{}/{kind}", list.method.name);
        let built = || {
            let maker = creator(cx.api, object(list.method)).ok_or("no documented method makes its rows")?;
            let sent = named(&maker.params, &field.name).ok_or("what makes its rows does not set the field")?;
            let mut args = cx.call(maker, &id, Detail::Minimal, Effect::Shares)?.call.args;
            let whole = chosen.value(cx, maker, sent, &id)?;
            args.set(&Path::top(&sent.name), whole.clone());
            let value = chosen.wanted(whole, sent)?;
            let made = cx.sent(maker, &id, args)?.slot;
            let (_, rows) = cx.fixture(list.method)?;
            let mut call = list.call(cx, &id)?;
            let size = cx.whole_page(&mut call);
            call.set(&Path::top(&param.name), value.clone());
            Ok((rows, made, accepted(&call), (value, size)))
        };
        let Some((rows, entity, exchange, (value, size))) = sink.made(&id, list.method, built()) else { return };
        let case = sink.whole(self.name(), list.method, &kind, &does, vec![exchange]);
        case.param = Some(Path::top(&param.name));
        // That equal names mean the same is not written.
        case.level = Level::Should;
        case.sentence = written(list.method, param);
        case.after = rows.into_iter().chain([entity.clone()]).collect();
        let promise = Promise::Each { field: field.name.clone(), value, entity };
        case.claims.push(Claim { exchange: 0, promise });
        if let Some(size) = size {
            // The total counts what was chosen, not what there is.
            case.claims.push(Claim { exchange: 0, promise: Promise::Whole { size } });
        }
    }
}
