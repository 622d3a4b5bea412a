//! A query parameter that has the name of a field of the rows chooses the rows with this value, where the value is one of a list, a flag or an id.
//!
//! Texts are left out: whether the whole is compared, or a part is looked for, a name does not tell.

use doctract_spec::ir::{Location, Param, Type};
use serde_json::Value;

use super::Check;
use super::updated::written;
use crate::case::Level;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Effect, List, Sink, accepted, creator, named, object, refers};

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
                let Some(field) = named(&list.fields, &param.name) else { continue };
                let id = refers(cx.api, list.method, param) && param.schema.kind == field.schema.kind;
                let chosen = values(param, field).into_iter().map(Chosen::Value).chain(id.then_some(Chosen::Id));
                for chosen in chosen {
                    self.one(cx, sink, &list, param, &chosen);
                }
            }
        }
    }
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
}

impl Chosen {
    /// What follows the parameter in the id of the case, and what the request does.
    fn words(&self, param: &Param) -> (String, String) {
        match self {
            Self::Id => ("chosen".to_owned(), format!("asks for the rows of one `{}`", param.name)),
            Self::Value(value) => {
                let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                (format!("chosen.{word}"), format!("asks for the rows with `{}` {value}", param.name))
            }
        }
    }
}

impl QueryFilter {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, list: &List<'a>, param: &Param, chosen: &Chosen) {
        let (kind, does) = chosen.words(param);
        let kind = format!("{}/{kind}", param.name);
        let id = format!("{}/{kind}", list.method.name);
        let built = || {
            let maker = creator(cx.api, object(list.method)).ok_or("no documented method makes its rows")?;
            let sent = named(&maker.params, &param.name).ok_or("what makes its rows does not set the field")?;
            let mut args = cx.call(maker, &id, Detail::Minimal, Effect::Shares)?.call.args;
            let value = match chosen {
                Chosen::Value(value) => Draft::Known(value.clone()),
                Chosen::Id => cx.fresh(maker, sent, &id, 1)?,
            };
            args.set(&Path::top(&sent.name), value.clone());
            let made = cx.sent(maker, &id, args)?.slot;
            let (_, rows) = cx.fixture(list.method)?;
            let mut call = list.call(cx, &id)?;
            call.set(&Path::top(&param.name), value.clone());
            Ok((rows, made, accepted(&call), value))
        };
        let Some((rows, entity, exchange, value)) = sink.made(&id, list.method, built()) else { return };
        let case = sink.whole(self.name(), list.method, &kind, &does, vec![exchange]);
        case.param = Some(Path::top(&param.name));
        // That equal names mean the same is not written.
        case.level = Level::Should;
        case.sentence = written(list.method, param);
        case.after = rows.into_iter().chain([entity.clone()]).collect();
        let promise = Promise::Each { field: param.name.clone(), value, entity };
        case.claims.push(Claim { exchange: 0, promise });
    }
}
