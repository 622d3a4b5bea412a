//! Values at the documented bounds come back as they were sent: the greatest and the least number, the longest and the shortest text.

use doctract_spec::ir::{Param, Schema, Type};
use serde_json::Value;

use super::Check;
use super::updated::change;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, is_reference, seen_as, spots};
use crate::sample::Sampler;

/// See the module.
pub struct StoredBounds;

/// A text longer than this is not worth being sent once more.
const LONG: u64 = 4096;

/// One of the two ends of what a value may be.
#[derive(Clone, Copy)]
enum End {
    Least,
    Greatest,
}

impl Check for StoredBounds {
    fn name(&self) -> &'static str {
        "stored_bounds"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["minimum", "maximum", "min_length", "max_length", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let depends = |param: &&Param| param.requires_component.is_some() && !param.is_required();
            let with = object.create.params.iter().filter(depends).map(Some);
            for with in std::iter::once(None).chain(with) {
                for (end, word) in [(End::Greatest, "greatest"), (End::Least, "least")] {
                    self.one(cx, sink, &object, with, (end, word));
                    self.changed(cx, sink, &object, with, (end, word));
                }
            }
        }
    }
}

impl StoredBounds {
    fn one<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        with: Option<&'a Param>,
        (end, word): (End, &str),
    ) {
        let place = with.map(|param| format!("{}/", param.name)).unwrap_or_default();
        let kind = format!("{place}stored-{word}");
        let id = format!("{}/{kind}", object.create.name);
        let built = || {
            let Some(made) = at_bounds(cx, object, &id, with, end)? else { return Ok(None) };
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, read)))
        };
        let Some(Some((made, read))) = sink.made(&id, object.create, built()) else { return };
        let does = format!("makes an entity of the {word} values, then reads it");
        let case = sink.whole(self.name(), object.create, &kind, &does, vec![read]);
        let promise = Promise::Row(object.subject(cx, &made.slot), object.shown(&made.args));
        case.claims.push(Claim { exchange: 0, promise });
    }
}

impl StoredBounds {
    /// The same values, brought by an update.
    fn changed<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        with: Option<&'a Param>,
        (end, word): (End, &str),
    ) {
        let Some(update) = object.update else { return };
        let place = with.map(|param| format!("{}/", param.name)).unwrap_or_default();
        let kind = format!("{place}stored-{word}");
        let id = format!("{}/{kind}", update.name);
        let built = || {
            let Some(wanted) = at_bounds(cx, object, &format!("{id} (values)"), with, end)? else { return Ok(None) };
            let made = cx.own(object.create, &id, Detail::Minimal, 1, with)?;
            let (mut values, mut fields) = (Vec::new(), Vec::new());
            let concerns =
                |param: &Param| with.map_or(param.requires_component.is_none(), |with| with.name == param.name);
            for (param, field) in object.written(update).filter(|(param, _)| concerns(param)) {
                let Some(value) = wanted.args.clone().at_mut(&Path::top(&param.name).0).map(|value| value.clone())
                else {
                    continue;
                };
                fields
                    .extend(seen_as(&param.schema, &field.schema, &value).map(|shown| (Path::top(&param.name), shown)));
                values.push((param.name.clone(), value));
            }
            let change = change(cx, (object, update), &id, &made, values)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok(Some((made, fields, vec![change, read])))
        };
        let Some(Some((made, fields, exchanges))) = sink.made(&id, update, built()) else { return };
        let does = format!("changes an entity to the {word} values, then reads it");
        let case = sink.whole(self.name(), update, &kind, &does, exchanges);
        case.claims.push(Claim { exchange: 1, promise: Promise::Row(object.subject(cx, &made.slot), fields) });
    }
}

/// An entity whose values stand at this end of what is documented; none where nothing is bounded there.
fn at_bounds<'a>(
    cx: &Context<'a>,
    object: &Object<'a>,
    id: &str,
    with: Option<&'a Param>,
    end: End,
) -> Result<Option<Made>, String> {
    let detail = if with.is_some() { Detail::Minimal } else { Detail::Full };
    let mut args = cx.own(object.create, id, detail, 1, with)?.args;
    let (sampler, mut any) = (cx.sampler(id), false);
    for spot in spots(object.create).iter().filter(|spot| spot.param.role.is_none() && !is_reference(spot.param)) {
        let concerns = with.is_none_or(|with| spot.ancestors.first().unwrap_or(&spot.param).name == with.name);
        let value = bound(&sampler, spot.schema, end).filter(|_| concerns);
        if let Some(value) = value.filter(|_| args.at_mut(&spot.path.0).is_some()) {
            any |= args.set(&spot.path, Draft::Known(value));
        }
    }
    if any { cx.sent(object.create, id, args).map(Some) } else { Ok(None) }
}

/// The value at one end; none where there is no bound, or something else decides what the value is made of.
fn bound(sampler: &Sampler<'_>, schema: &Schema, end: End) -> Option<Value> {
    if !schema.values.is_empty() || schema.format.is_some() || schema.pattern.is_some() {
        return None;
    }
    // What may be shorter than the longest is not filled up.
    let shorter = schema.max_length.filter(|most| *most > 1).map(|most| most - 1);
    let (number, length) = match end {
        End::Least => (&schema.minimum, schema.min_length.or(shorter)),
        End::Greatest => (&schema.maximum, schema.max_length),
    };
    let number = number.as_ref().filter(|_| matches!(schema.kind, Type::Integer | Type::Number));
    let scalar = matches!(schema.kind, Type::Integer | Type::Number | Type::String);
    let length = length.filter(|length| scalar && (1..=LONG).contains(length));
    let of_length = || Some(sampler.of_length(schema, usize::try_from(length?).ok()?));
    number.map(|number| Value::Number(number.clone())).or_else(of_length)
}
