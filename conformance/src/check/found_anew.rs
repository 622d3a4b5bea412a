//! After a change an entity is found by its new value and no longer by the old one, and stands where its new value belongs: filters and orders
//! go by what is stored, not by what was. That holds for fields that are made of others, too.

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::updated::written;
use crate::case::Exchange;
use crate::claim::{Claim, Promise, SortKey};
use crate::condition::Condition;
use crate::draft::{Draft, Path};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, by_value, named};

/// See the module.
pub struct FoundAnew;

impl Check for FoundAnew {
    fn name(&self) -> &'static str {
        "found_anew"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["filterable", "sortable", "operators", "params", "partial_update", "conventions.composed"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            let Some(update) = object.update else { continue };
            let run = Run { check: self.name(), cx, object: &object, update };
            // What may be only while another parameter is there is not changed by itself.
            for (param, field) in object.written(update).filter(|(param, _)| param.requires_parameter.is_none()) {
                run.field(sink, &[param], field);
            }
            for composed in &cx.api.conventions.composed {
                let parts: Vec<&Param> = composed.from.iter().filter_map(|name| named(&update.params, name)).collect();
                if let Some(field) = named(&object.list.fields, &composed.field).filter(|_| !parts.is_empty()) {
                    run.field(sink, &parts, field);
                }
            }
        }
    }
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    update: &'a Method,
}

/// An entity, the conditions that it meets by its new value and by its old one, and the requests.
struct Ground {
    made: Made,
    conditions: [Condition; 2],
    exchanges: Vec<Exchange>,
}

impl<'a> Run<'_, 'a> {
    /// A field, and the parameters that it shows: itself, or the parts of which it is made.
    fn field(&self, sink: &mut Sink, parts: &[&'a Param], field: &Param) {
        if matches!(field.schema.kind, Type::Array | Type::Object) {
            return;
        }
        if field.filterable == Some(true) {
            self.filtered(sink, parts[0], field);
        }
        if field.sortable == Some(true) {
            self.sorted(sink, parts, field);
        }
    }

    fn entity(&self, case: &str, variant: usize, param: &Param) -> Result<Made, String> {
        let create = self.object.create;
        let with = named(&create.params, &param.name).filter(|same| same.requires_component.is_some());
        self.cx.own(create, case, Detail::Full, variant, with)
    }

    fn change(&self, case: &str, made: &Made, values: Vec<(String, Draft)>) -> Result<Exchange, String> {
        super::updated::change(self.cx, (self.object, self.update), case, made, values)
    }

    fn filtered(&self, sink: &mut Sink, param: &'a Param, field: &Param) {
        let (cx, object) = (self.cx, self.object);
        let kind = format!("{}/found-anew", field.name);
        let id = format!("{}/{kind}", self.update.name);
        let built = || -> Result<Option<Ground>, String> {
            let made = self.entity(&id, 1, param)?;
            let new = cx.fresh(self.update, param, &id, 2)?;
            let old = present(&made, param);
            let whole = field.name == param.name;
            let meets = |value: &Draft| by_value(cx, object, &made.slot, field, (value, whole));
            let both = old.filter(|old| old.known() != new.known()).and_then(|old| Some([meets(&new)?, meets(&old)?]));
            let Some(conditions) = both else { return Ok(None) };
            let change = self.change(&id, &made, vec![(param.name.clone(), new)])?;
            let search = |condition: &Condition| object.list.search(cx, &id, condition);
            let read = object.read(cx, &id, &[&made.slot])?;
            let [new, old] = [search(&conditions[0])?, search(&conditions[1])?];
            // An index may be made by the first search.
            Ok(Some(Ground { made, conditions, exchanges: vec![old.clone(), change, read, new, old] }))
        };
        let Some(Some(ground)) = sink.made(&id, self.update, built()) else { return };
        let does = format!("changes `{}`, reads the entity, then filters by its new and by its old value", param.name);
        let case = sink.whole(self.check, self.update, &kind, &does, ground.exchanges);
        case.param = Some(Path::top(&param.name));
        case.sentence = written(self.update, param);
        // The first search comes when the entity is there.
        case.after.push(ground.made.slot.clone());
        // Whether the change was stored is the question of another case.
        for (exchange, condition) in (3..).zip(ground.conditions) {
            let of = object.subject(cx, &ground.made.slot);
            case.claims.push(Claim { exchange, promise: Promise::Indexed { of, read: 2, condition } });
        }
    }

    /// Two entities take each other's values, of which each has its place in the order whoever holds it.
    fn sorted(&self, sink: &mut Sink, parts: &[&'a Param], field: &Param) {
        let kind = format!("{}/sorted-anew", field.name);
        let id = format!("{}/{kind}", self.update.name);
        let Some(Some(exchanges)) = sink.made(&id, self.update, self.exchange(&id, parts, field)) else { return };
        let last = exchanges.len() - 1;
        let does = format!("asks for two rows by `{}` before and after they exchange their values", field.name);
        let case = sink.whole(self.check, self.update, &kind, &does, exchanges);
        case.param = Some(Path::top(&field.name));
        case.sentence = written(self.update, parts[0]);
        case.claims.push(Claim { exchange: last, promise: Promise::Exchanged { of: 0, field: field.name.clone() } });
    }

    /// The requests by which two entities exchange their values, between two that ask for their rows in order; none where they have no unlike
    /// values, or no two rows can be asked for.
    fn exchange(&self, id: &str, parts: &[&'a Param], field: &Param) -> Result<Option<Vec<Exchange>>, String> {
        let list = &self.object.list;
        let one = self.entity(&format!("{id} (one)"), 1, parts[0])?;
        let other = self.entity(&format!("{id} (other)"), 2, parts[0])?;
        let both = |param: &&'a Param| Some((*param, [present(&one, param)?, present(&other, param)?]));
        let unlike = |(_, [one, other]): &(&Param, [Draft; 2])| one.known() != other.known();
        let values: Vec<(&'a Param, [Draft; 2])> = parts.iter().filter_map(both).filter(unlike).collect();
        let own = list.own(self.cx, &self.object.key, &[one.slot.clone(), other.slot.clone()]);
        let Some(own) = own.filter(|_| !values.is_empty()) else { return Ok(None) };
        let mut call = list.call(self.cx, id)?;
        list.choose(&mut call, &own);
        if !list.order(&mut call, &[(SortKey { field: field.name.clone(), descending: false }, true)]) {
            return Ok(None);
        }
        let of = |nth: usize| values.iter().map(|(param, both)| (param.name.clone(), both[nth].clone())).collect();
        // Equal values may be refused, even for a moment.
        let between = |(param, _): &(&'a Param, [Draft; 2])| {
            Ok((param.name.clone(), self.cx.fresh(self.update, param, &format!("{id} (between)"), 3)?))
        };
        let aside = values.iter().map(between).collect::<Result<_, String>>()?;
        let steps = [self.change(id, &one, aside)?, self.change(id, &other, of(0))?, self.change(id, &one, of(1))?];
        let read = accepted(&call);
        Ok(Some(std::iter::once(read.clone()).chain(steps).chain([read]).collect()))
    }
}

/// What was sent for a parameter of an entity, if it is known.
fn present(made: &Made, param: &Param) -> Option<Draft> {
    made.args
        .clone()
        .at_mut(&Path::top(&param.name).0)
        .filter(|value| value.known().is_some())
        .map(|value| value.clone())
}
