//! Where the documents say that the order of an array matters, the elements come back in the order in which they were sent, and after a change in
//! the new one.

use doctract_spec::ir::{Method, Param, Type};

use super::Check;
use super::updated::written;
use crate::case::Sentence;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path};
use crate::names::element as elements_of;
use crate::plan::{Context, Detail, Object, Sink, accepted, named, seen_as, spots};

/// See the module.
pub struct ElementOrder;

/// How many elements are sent, and in which order they are sent again.
const TURNED: [usize; 3] = [1, 2, 0];

impl Check for ElementOrder {
    fn name(&self) -> &'static str {
        "element_order"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["ordered", "params", "result.fields"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for object in Object::all(cx) {
            for (param, field) in object.written(object.create) {
                let array = param.schema.kind == Type::Array && field.schema.kind == Type::Array;
                if array && (param.ordered || field.ordered) {
                    self.one(cx, sink, &object, param, field);
                }
            }
        }
    }
}

/// Gives the first element other values out of a list than the usual ones, so that none of them decides the order.
fn set_apart(param: &Param, element: &mut Draft) {
    for member in &elements_of(&param.schema).fields {
        let free = member.requires_parameter.is_none() && member.conditions.is_empty() && !member.is_required();
        let other = member.schema.values.iter().rev().find(|value| member.default.as_ref() != Some(value));
        if let Some(other) = other.filter(|_| free) {
            element.set(&Path::top(&member.name), Draft::Known(other.clone()));
        }
    }
}

/// What the documents say of the order, on either side.
fn sentence(create: &Method, param: &Param, field: &Param) -> Sentence {
    let rule = param.rule("ordered").or(field.rule("ordered"));
    let told = rule.map(|rule| Sentence { text: rule.text.clone(), source: rule.source.clone() });
    told.unwrap_or_else(|| written(create, param))
}

impl ElementOrder {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, param: &'a Param, field: &Param) {
        let (create, path) = (object.create, Path::top(&param.name));
        let kind = format!("{}/order", param.name);
        let id = format!("{}/{kind}", create.name);
        let built = || {
            let all = spots(create);
            let spot = all.iter().find(|spot| spot.path == path && !spot.is_item).ok_or("the array is no parameter")?;
            let mut sent = cx.elements(spot, &id, TURNED.len() as u64)?;
            sent.first_mut().into_iter().for_each(|first| set_apart(param, first));
            let turned = TURNED.iter().filter_map(|position| sent.get(*position).cloned()).collect();
            let mut args = cx.own(create, &id, Detail::Minimal, 1, None)?.args;
            args.set(&path, Draft::List(sent.clone()));
            let made = cx.sent(create, &id, args)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            let mut steps = vec![(read.clone(), Some(Draft::List(sent)))];
            if let Some((update, _)) =
                object.update.and_then(|update| Some((update, named(&update.params, &param.name)?)))
            {
                let mut call = object.call_for(cx, update, &id, &made)?.0;
                call.set(&path, Draft::List(turned));
                let turned = call.args.at_mut(&path.0).map(|turned| turned.clone());
                steps.extend([(accepted(&call), None), (read, turned)]);
            }
            Ok((made, steps))
        };
        let Some((made, steps)) = sink.made(&id, create, built()) else { return };
        let exchanges = steps.iter().map(|(exchange, _)| exchange.clone()).collect();
        let does = "makes an entity with several elements, then sends them in another order";
        let case = sink.whole(self.name(), create, &kind, does, exchanges);
        // An answer that is kept from before the change would be forgotten for any other write.
        case.alone = true;
        case.param = Some(path);
        case.sentence = sentence(create, param, field);
        for (exchange, (_, sent)) in steps.iter().enumerate() {
            let shown = sent.as_ref().and_then(|sent| seen_as(&param.schema, &field.schema, sent));
            let Some(elements) = shown else { continue };
            let of = object.subject(cx, &made.slot);
            let promise = Promise::InOrder { of, array: param.name.clone(), elements };
            case.claims.push(Claim { exchange, promise });
        }
    }
}
