//! A refused request to make something makes nothing: a text that no other request holds is looked for among all rows.
//!
//! Of the requests that the other checks plan to be refused, it sends one of each check for each parameter again, with such a text in it, and looks.

use std::collections::BTreeSet;

use doctract_spec::ir::{Location, Param, Protocol, Type};

use super::Check;
use crate::case::{Case, Exchange};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Step};
use crate::plan::{Context, Object, Sink, accepted, named};
use crate::request::Body;
use crate::unique::is_own_text;

/// See the module.
pub struct ResourceRefused;

impl Check for ResourceRefused {
    fn name(&self) -> &'static str {
        "resource_refused"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "responses.status", "responses.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if cx.api.protocol != Protocol::Rest {
            return;
        }
        let refused: Vec<Case> = sink.cases.iter().filter(|case| is_refused(case)).cloned().collect();
        for object in Object::all(cx) {
            let mut done = BTreeSet::new();
            let own = refused.iter().filter(|case| case.method == object.create.name);
            // What is wrong with the address keeps the body from being looked at: it is tried last.
            let (addressed, in_body): (Vec<_>, Vec<_>) = own.partition(|case| is_about_address(&object, case));
            for case in in_body.into_iter().chain(addressed) {
                // Who leaves out what is wrong stores the rest, each parameter in its own way.
                let kind = (case.check, wrong(case).map_or_else(|| word(case), String::as_str).to_owned());
                if !done.contains(&kind) && self.one(cx, sink, &object, case) {
                    done.insert(kind);
                }
            }
        }
    }
}

/// Whether the case is one request that must be refused.
fn is_refused(case: &Case) -> bool {
    matches!(&case.exchanges[..], [exchange] if exchange.refuses() && matches!(exchange.request.body, Body::Json(_)))
}

/// The parameter at the top in which something is wrong; none where it is the whole request.
fn wrong(case: &Case) -> Option<&String> {
    match case.param.as_ref()?.0.first()? {
        Step::Name(name) => Some(name),
        Step::Item => None,
    }
}

/// What the case is called, where it is about the whole request.
fn word(case: &Case) -> &str {
    case.id.rsplit('/').next().unwrap_or_default()
}

/// Whether what is wrong stands outside of the body.
fn is_about_address(object: &Object<'_>, case: &Case) -> bool {
    let outside = |param: &&Param| param.location.is_some_and(|location| location != Location::Body);
    object.create.params.iter().filter(outside).any(|param| wrong(case) == Some(&param.name))
}

/// A plain text that rows show, other than what is wrong.
fn marked<'o>(object: &'o Object<'_>, case: &Case) -> Option<&'o Param> {
    let plain = |param: &&Param| {
        let schema = &param.schema;
        schema.kind == Type::String && schema.values.is_empty() && schema.format.is_none() && schema.pattern.is_none()
    };
    let params = object.create.params.iter().filter(|param| param.location == Some(Location::Body));
    let mut params = params.filter(plain).filter(|param| wrong(case) != Some(&param.name));
    params.find(|param| named(&object.list.fields, &param.name).is_some_and(|field| field.schema.kind == Type::String))
}

impl ResourceRefused {
    /// Tells whether the case could be used.
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, planned: &Case) -> bool {
        let Some(param) = marked(object, planned) else { return false };
        let of = wrong(planned).map_or_else(|| word(planned), String::as_str);
        let kind = format!("refused/{}.{of}", planned.check);
        let id = format!("{}/{kind}", object.create.name);
        let mut refused: Exchange = planned.exchanges[0].clone();
        let text = cx.sampler(&id).scalar(&param.name, &param.schema, false);
        if !is_own_text(&text) {
            return false;
        }
        let text = Draft::Known(text);
        let Body::Json(body) = &mut refused.request.body else { return false };
        if !body.set(&Path::top(&param.name), text.clone()) {
            return false;
        }
        let read = cx.fixture(object.list.method).and_then(|_| object.list.call(cx, &id));
        let Some(read) = sink.made(&id, object.create, read) else { return true };
        let does = format!("{}, then looks for the entity", planned.does);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![refused, accepted(&read)]);
        (case.sentence, case.level) = (planned.sentence.clone(), planned.level);
        // Whether it is refused is the question of the other case.
        case.setting = 1;
        let promise = Promise::Nowhere { field: param.name.clone(), value: text };
        case.claims.push(Claim { exchange: 1, promise });
        true
    }
}
