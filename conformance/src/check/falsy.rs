//! A PATCH or PUT stores what many a program takes for nothing: 0, `false`, a text and an array without anything in them (RFC 5789, section 2).
//!
//! Sent is only what the documents let be sent: 0 within documented bounds, an empty array that no number of elements rules out, an empty text
//! whose least length is 0 or that is the documented default. An empty text or array may come back as `null`.

use doctract_spec::ir::{Method, Param, Type};
use serde_json::{Number, Value, json};

use super::Check;
use super::updated::written;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Resource, Sink, accepted, is_reference, named};

/// See the module.
pub struct Falsy;

impl Check for Falsy {
    fn name(&self) -> &'static str {
        "falsy"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.fields", "minimum", "min_length", "min_items", "default"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for resource in Resource::all(cx) {
            for method in [resource.patch, resource.put].into_iter().flatten() {
                for (param, field) in resource.written(method) {
                    let made = named(&resource.create.params, &param.name).filter(|made| !made.is_required());
                    let value = made.filter(|_| param.schema.kind == field.schema.kind);
                    if let Some(value) = value.and_then(|made| falsy(made, param)) {
                        self.one(cx, sink, &resource, (method, param), &value);
                    }
                }
            }
        }
    }
}

/// The value that is taken for nothing, where the documents let it be sent.
fn falsy(made: &Param, param: &Param) -> Option<Value> {
    let schema = &param.schema;
    if is_reference(param) || !schema.values.is_empty() || schema.format.is_some() || schema.pattern.is_some() {
        return None;
    }
    let least = |least: &Number| least.as_f64().is_some_and(|least| least <= 0.0);
    let most = schema.maximum.as_ref().and_then(Number::as_f64).is_none_or(|most| most >= 0.0);
    let usual = |value: &Value| [made, param].iter().any(|param| param.default.as_ref() == Some(value));
    match schema.kind {
        Type::Boolean => Some(json!(false)),
        Type::Integer | Type::Number => {
            (schema.minimum.as_ref().map_or_else(|| usual(&json!(0)), least) && most).then(|| json!(0))
        }
        Type::String => (schema.min_length == Some(0) || usual(&json!(""))).then(|| json!("")),
        Type::Array => (schema.min_items.unwrap_or(0) == 0).then(|| json!([])),
        _ => None,
    }
}

impl Falsy {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        resource: &Resource<'a>,
        (method, param): (&'a Method, &'a Param),
        value: &Value,
    ) {
        let kind = format!("{}/falsy", param.name);
        let (id, path) = (format!("{}/{kind}", method.name), Path::top(&param.name));
        let built = || {
            let mut args = resource.own(cx, &id, Detail::Full, 1)?.args;
            if param.schema.kind == Type::Boolean {
                args.set(&path, Draft::Known(json!(true)));
            }
            let made = cx.sent(resource.create, &id, args)?;
            let mut call = resource.call(cx, method, &id, &made.slot)?;
            call.set(&path, Draft::Known(value.clone()));
            Ok((made.slot.clone(), vec![accepted(&call), accepted(&resource.call(cx, resource.get, &id, &made.slot)?)]))
        };
        let Some((slot, exchanges)) = sink.made(&id, method, built()) else { return };
        let does = format!("sets `{}` to {value}, then reads the resource", param.name);
        let case = sink.whole(self.name(), method, &kind, &does, exchanges);
        case.param = Some(path.clone());
        case.sentence = written(method, param);
        let of = resource.subject(&slot);
        let promise = match value {
            Value::String(_) | Value::Array(_) => Promise::Reset(of, vec![(path, Vec::new())]),
            _ => Promise::Row(of, vec![(path, Draft::Known(value.clone()))]),
        };
        case.claims.push(Claim { exchange: 1, promise });
    }
}
