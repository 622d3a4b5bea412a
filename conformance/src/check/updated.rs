//! An update stores what is passed and leaves everything else as it is: the other parameters, and all other entities.
//!
//! Each parameter is changed by itself, once beside what is required at its present value, and once alone, where the documents may be read to
//! insist on the rest. An array takes the place of the whole array.

use doctract_spec::ir::{Method, Param, Type, Violation};

use super::Check;
use crate::case::{Exchange, Outcome, Sentence};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::names::element;
use crate::plan::{Context, Detail, ELSEWHERE, Made, Object, Sink, accepted, refused, restated, seen_as};

/// See the module.
pub struct Updated;

impl Check for Updated {
    fn name(&self) -> &'static str {
        "updated"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "result.fields", "partial_update"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            for (param, field) in object.written(update) {
                let run = Run { check: self.name(), cx, object: &object, update, param, field };
                run.once(sink, "update", false);
                run.once(sink, "update-alone", true);
                if element(&param.schema).kind == Type::Object {
                    run.once(sink, MEMBERS, false);
                }
                if param.schema.kind == Type::Array {
                    run.replaced(sink);
                }
            }
        }
    }
}

/// The case in which an object, or the elements of an array, go on referring to what they refer to, and say something else of it.
const MEMBERS: &str = "update-members";

/// Where the new value of a parameter is from: the first of these that is unlike the present one.
pub(super) const VARIANTS: [usize; 3] = [2, 3, 5];

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    update: &'a Method,
    param: &'a Param,
    field: &'r Param,
}

/// The entity that is changed, another one, and the request that changes the first.
struct Ground {
    made: Made,
    other: Slot,
    value: Draft,
    exchange: Exchange,
    changed: Vec<String>,
}

impl Run<'_, '_> {
    fn id(&self, kind: &str) -> String {
        format!("{}/{}/{kind}", self.update.name, self.param.name)
    }

    /// The entity has everything that can be made for it, and the parameter too if it can be sent there.
    fn entity(&self, id: &str) -> Result<Made, String> {
        let create = self.object.create;
        let same = create.params.iter().find(|param| param.name == self.param.name);
        let with = same.filter(|param| param.requires_component.is_some());
        let full = self.cx.own(create, id, Detail::Full, ELSEWHERE, with);
        let made = full.or_else(|_| self.cx.own(create, id, Detail::Full, ELSEWHERE, None))?;
        self.cx.fill(create, &made, ELSEWHERE);
        Ok(made)
    }

    /// A value for the parameter that the entity has not got, where there is one.
    fn new_value(&self, id: &str, made: &Made) -> Result<Draft, String> {
        let old = made.args.clone().at_mut(&Path::top(&self.param.name).0).map(|old| old.clone());
        let fresh = |variant| self.cx.fresh(self.update, self.param, id, variant);
        let unlike = VARIANTS.iter().map(|variant| fresh(*variant)).find(|new| new.as_ref().ok() != old.as_ref());
        unlike.unwrap_or_else(|| fresh(VARIANTS[0]))
    }

    /// What an update needs; none where it would change nothing.
    fn ground(&self, id: &str, kind: &str, alone: bool) -> Result<Option<Ground>, String> {
        let made = self.entity(id)?;
        // The other one refers to the same entities.
        let other = self.entity(&format!("{id} (other)"))?.slot;
        let mut value = self.new_value(id, &made)?;
        if kind == MEMBERS {
            let Some(old) = made.args.clone().at_mut(&Path::top(&self.param.name).0).map(|old| old.opened()) else {
                return Ok(None);
            };
            value = restated(self.cx, &self.param.schema, &old, &value);
            if value == old {
                return Ok(None);
            }
        }
        let (exchange, changed) = self.request(id, &made, value.clone(), alone)?;
        Ok(Some(Ground { made, other, value, exchange, changed }))
    }

    fn request(&self, id: &str, made: &Made, value: Draft, alone: bool) -> Result<(Exchange, Vec<String>), String> {
        let (mut call, mut changed) = self.object.call_for(self.cx, self.update, id, made)?;
        if alone {
            call = self.object.bare(call);
            changed.clear();
        }
        call.set(&Path::top(&self.param.name), value);
        changed.push(self.param.name.clone());
        let mut exchange = accepted(&call);
        exchange.expect.extend(tolerated(self.cx, self.update, &changed, alone));
        Ok((exchange, changed))
    }

    fn once(&self, sink: &mut Sink, kind: &str, alone: bool) {
        let id = self.id(kind);
        let ground = || {
            let Some(ground) = self.ground(&id, kind, alone)? else { return Ok(None) };
            let read = self.object.read(self.cx, &id, &[&ground.made.slot, &ground.other])?;
            Ok(Some((ground, read)))
        };
        let Some(Some((ground, read))) = sink.made(&id, self.update, ground()) else { return };
        let value = ground.value;
        let does = format!("changes `{}`, then reads the entity and another", self.param.name);
        let exchanges = vec![read.clone(), ground.exchange, read];
        let case = sink.whole(self.check, self.update, &format!("{}/{kind}", self.param.name), &does, exchanges);
        case.param = Some(Path::top(&self.param.name));
        case.sentence = written(self.update, self.param);
        let subject = |slot: &Slot| self.object.subject(self.cx, slot);
        let shown = seen_as(&self.param.schema, &self.field.schema, &value);
        let fields = shown.map(|value| (Path::top(&self.param.name), value)).into_iter().collect();
        case.claims.push(Claim { exchange: 2, promise: Promise::Row(subject(&ground.made.slot), fields) });
        let names: Vec<String> = self.object.written(self.update).map(|(param, _)| param.name.clone()).collect();
        let kept = names.iter().filter(|name| !ground.changed.contains(name)).cloned().collect();
        for (slot, fields) in [(&ground.made.slot, kept), (&ground.other, names)] {
            case.claims
                .push(Claim { exchange: 2, promise: Promise::Unchanged { of: subject(slot), since: 0, fields } });
        }
        let mut now = ground.made.clone();
        now.args.set(&Path::top(&self.param.name), value);
        for composed in &self.cx.api.conventions.composed {
            let concerns = composed.from.contains(&self.param.name);
            let promise = super::composed(self.object, self.cx, &now, composed).filter(|_| concerns);
            if let Some(promise) = promise {
                sink.claim(2, promise);
            }
        }
    }

    /// Two elements, then one other, then none.
    fn replaced(&self, sink: &mut Sink) {
        let id = self.id("replaced");
        let elements =
            |variant| match self.cx.fresh(self.update, self.param, &format!("{id} {variant}"), variant)?.opened() {
                Draft::List(items) => Ok(items),
                _ => Err(format!("the documents do not tell the elements of `{}`", self.param.name)),
            };
        let steps = || -> Result<Vec<Draft>, String> {
            let (mut two, second) = (elements(2)?, elements(3)?);
            two.extend(second.into_iter().filter(|item| !two.contains(item)).collect::<Vec<_>>());
            let mut steps = vec![Draft::List(two), Draft::List(elements(4)?)];
            // Whether a required array may be empty is nowhere said.
            steps.extend((!self.param.is_required()).then(|| Draft::List(Vec::new())));
            Ok(steps)
        };
        let built = || {
            let (steps, made) = (steps()?, self.entity(&id)?);
            let (mut exchanges, mut claims) = (Vec::new(), Vec::new());
            for value in steps {
                let shown = seen_as(&self.param.schema, &self.field.schema, &value);
                exchanges.push(self.request(&id, &made, value, false)?.0);
                exchanges.push(self.object.read(self.cx, &id, &[&made.slot])?);
                let fields = shown.map(|value| (Path::top(&self.param.name), value)).into_iter().collect();
                let promise = Promise::Row(self.object.subject(self.cx, &made.slot), fields);
                claims.push(Claim { exchange: exchanges.len() - 1, promise });
            }
            Ok((exchanges, claims))
        };
        let Some((exchanges, claims)) = sink.made(&id, self.update, built()) else { return };
        let does = format!("puts one array after another into `{}`, and reads each back", self.param.name);
        let case = sink.whole(self.check, self.update, &format!("{}/replaced", self.param.name), &does, exchanges);
        case.param = Some(Path::top(&self.param.name));
        case.sentence = written(self.update, self.param);
        case.claims = claims;
    }
}

/// A request that gives an entity these values, beside what is required.
pub(super) fn change<'a>(
    cx: &Context<'a>,
    (object, update): (&Object<'a>, &'a Method),
    case: &str,
    made: &Made,
    values: Vec<(String, Draft)>,
) -> Result<Exchange, String> {
    let (mut call, mut changed) = object.call_for(cx, update, case, made)?;
    for (name, value) in values {
        call.set(&Path::top(&name), value);
        changed.push(name);
    }
    let mut change = accepted(&call);
    change.expect.extend(tolerated(cx, update, &changed, false));
    Ok(change)
}

/// What the documents say of a parameter; of the method, where they say nothing of the parameter.
pub(super) fn written(method: &Method, param: &Param) -> Sentence {
    let text = if param.description.is_empty() { &method.description } else { &param.description };
    Sentence { text: format!("`{}`: {text}", param.name), source: param.source.clone() }
}

/// The refusals that the documents leave open: of what depends on a component, and of a request without what the table calls required.
pub(super) fn tolerated(cx: &Context<'_>, method: &Method, sent: &[String], alone: bool) -> Vec<Outcome> {
    let param = |name: &String| method.params.iter().find(|param| param.name == *name);
    let depends = sent.iter().filter_map(param).any(|param| param.requires_component.is_some());
    let component = depends.then(|| refused(cx, Violation::ComponentDisabled, None));
    let incomplete = alone.then(|| refused(cx, Violation::MissingRequired, None));
    component.into_iter().chain(incomplete).collect()
}
