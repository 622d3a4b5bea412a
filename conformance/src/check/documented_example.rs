//! A value that the documents show for a parameter is taken, and what is made with it has it.

use doctract_spec::ir::{Location, Type};
use doctract_spec::naming::is_id;

use serde_json::Value;

use super::{Check, targets};
use crate::case::{Level, Outcome};
use crate::claim::{Claim, Promise};
use crate::draft::Draft;
use crate::plan::{Change, Context, Effect, Object, Probe, Sink, Spot, is_reference, spots};

/// See the module.
pub struct DocumentedExample;

/// How many values of a parameter are sent.
const MOST: usize = 3;

impl Check for DocumentedExample {
    fn name(&self) -> &'static str {
        "documented_example"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["examples"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for spot in targets(cx).filter(|spot| stands_for_itself(spot)) {
            for (number, value) in (1..).zip(shown(&spot).take(MOST)) {
                let probe = Probe {
                    check: self.name(),
                    kind: format!("example-{number}"),
                    fact: "examples",
                    plain: "a value that the documents show".to_owned(),
                    does: format!("sends {value} as `{}`", spot.path),
                    change: Change::Set(Draft::Known(value.clone())),
                    expect: vec![Outcome::Accepted { fields: None }],
                };
                let planned = sink.cases.len();
                sink.probe(cx, &spot, probe);
                // What is shown need not be there in this account.
                sink.cases[planned..].iter_mut().for_each(|case| case.level = Level::Should);
            }
        }
        for object in Object::all(cx) {
            for spot in spots(object.create).iter().filter(|spot| stands_for_itself(spot)) {
                self.stored(cx, sink, &object, spot);
            }
        }
    }
}

/// Whether a value means the same in each account: it names nothing that must be there, and may be that of several entities.
fn stands_for_itself(spot: &Spot<'_>) -> bool {
    let param = spot.param;
    let named = is_reference(param) || is_id(&param.name) || param.role.is_some() || param.unique;
    let sent = !matches!(param.location, Some(Location::Path | Location::Header));
    let plain = !matches!(spot.schema.kind, Type::Object | Type::Array) && !spot.is_item;
    !param.examples.is_empty() && sent && plain && !named
}

/// The values that are of a type which the parameter has.
fn shown<'a>(spot: &Spot<'a>) -> impl Iterator<Item = &'a Value> {
    let schema = spot.schema;
    let fits = move |value: &&Value| {
        let mut kinds = std::iter::once(schema.kind).chain(schema.one_of.iter().copied());
        kinds.any(|kind| kind.holds(value)) && (schema.values.is_empty() || schema.values.contains(*value))
    };
    spot.param.examples.iter().filter(fits)
}

impl DocumentedExample {
    fn stored<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, spot: &Spot<'a>) {
        let Some(value) = shown(spot).next() else { return };
        let kind = format!("{}/example-read", spot.path);
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let mut args = cx.call_with(spot, &id, Effect::Shares)?.args;
            if !args.set(&spot.path, Draft::Known(value.clone())) {
                return Err(format!("no request can be made that reaches `{}`", spot.path));
            }
            let made = cx.sent(object.create, &id, args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, read))
        };
        let Some((made, read)) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity with {value} as `{}`, then reads it", spot.path);
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        (case.param, case.level) = (Some(spot.path.clone()), Level::Should);
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
    }
}
