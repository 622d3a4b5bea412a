//! An entity that another refers to is not deleted, where the documents of the method list the error for that; once the other is gone, it is.

use doctract_spec::ir::{Method, Param, Type, Violation};

use super::Check;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::plan::{Context, Detail, Object, Sink, accepted, error_sentence, is_reference, maker, refused, spots};

/// See the module.
pub struct InUse;

impl Check for InUse {
    fn name(&self) -> &'static str {
        "in_use"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["errors", "see_methods", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let objects = Object::all(cx);
        for object in &objects {
            for spot in spots(object.create) {
                // Whether being in a list, as a member of a group is, counts as use, is nowhere said.
                let one = !spot.is_item && spot.schema.kind != Type::Array && is_reference(spot.param);
                let top = spot.ancestors.is_empty();
                let made = maker(cx.api, object.create, spot.param, top).filter(|_| one && !spot.inside_element());
                let Some(used) = made.and_then(|maker| Object::made_by(&objects, maker)) else { continue };
                let Some(delete) = used.delete.filter(|delete| documented(cx, delete)) else { continue };
                let with = spot.ancestors.first().copied().unwrap_or(spot.param);
                let run = Run { check: self.name(), cx, object, used, delete };
                run.case(sink, with, &spot.path);
            }
        }
    }
}

/// Whether the errors of the method, its own and those of its verb, tell that an entity is in use.
fn documented(cx: &Context<'_>, delete: &Method) -> bool {
    let error = cx.api.conventions.violation(Violation::InUse);
    error.mnemonic.is_some() && delete.errors.iter().any(|documented| documented.mnemonic == error.mnemonic)
}

struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    used: &'r Object<'a>,
    delete: &'a Method,
}

impl Run<'_, '_> {
    fn case(&self, sink: &mut Sink, with: &Param, path: &crate::draft::Path) {
        let kind = format!("in-use/{}.{path}", self.object.create.name);
        let id = format!("{}/{kind}", self.delete.name);
        let (cx, object, referred) = (self.cx, self.object, self.used);
        let built = || {
            let own = cx.own(referred.create, &format!("{id} (used)"), Detail::Minimal, 1, None)?;
            let mut user = cx.own(object.create, &format!("{id} (user)"), Detail::Minimal, 2, Some(with))?;
            let mut args = user.args.clone();
            if !args.set(path, crate::draft::Draft::Made(own.slot.clone())) {
                return Err(format!("no request can be made that reaches `{path}`"));
            }
            user = cx.sent(object.create, &format!("{id} (user)"), args)?;
            let remove = referred.call_for(cx, self.delete, &id, &own)?.0;
            let refusal = Exchange { request: remove.request(), expect: vec![refused(cx, Violation::InUse, None)] };
            let (there, using) = (referred.read(cx, &id, &[&own.slot])?, object.read(cx, &id, &[&user.slot])?);
            let mut exchanges = vec![using.clone(), refusal, there.clone(), using];
            if let Some(delete) = object.delete {
                exchanges.push(accepted(&object.call_for(cx, delete, &id, &user)?.0));
                exchanges.extend([accepted(&remove), there]);
            }
            Ok((own, user, exchanges))
        };
        let Some((own, user, exchanges)) = sink.made(&id, self.delete, built()) else { return };
        let last = exchanges.len() - 1;
        let does = "deletes an entity while another refers to it, and again when none does";
        let case = sink.whole(self.check, self.delete, &kind, does, exchanges);
        case.after = vec![user.slot.clone()];
        if let Some(sentence) = error_sentence(cx, Violation::InUse) {
            case.sentence = sentence;
        }
        let of = object.subject(cx, &user.slot);
        let rows = [(0, &of, object.shown(&user.args)), (3, &of, object.shown(&user.args))];
        case.claims =
            rows.map(|(exchange, of, shown)| Claim { exchange, promise: Promise::Row(of.clone(), shown) }).into();
        let there = Promise::Row(referred.subject(cx, &own.slot), referred.shown(&own.args));
        case.claims.push(Claim { exchange: 2, promise: there });
        if last > 3 {
            case.claims.push(Claim { exchange: last, promise: Promise::NoRow(referred.subject(cx, &own.slot)) });
        }
    }
}
