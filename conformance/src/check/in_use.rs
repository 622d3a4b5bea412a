//! An entity that another refers to, since it was made or since it was changed, is not deleted, where the documents of the method list the error
//! for that; once the other is gone, it is. Neither is one to which two others refer, until both are gone.

mod released;

use doctract_spec::ir::{Method, Param, Type, Violation};

use super::Check;
use super::updated::tolerated;
use crate::case::Exchange;
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot};
use crate::plan::{Context, Detail, Made, Object, Sink, accepted, error_sentence, is_reference, maker, refused, spots};

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
            for method in std::iter::once(object.create).chain(object.update) {
                for spot in spots(method) {
                    // Whether being in a list, as a member of a group is, counts as use, is nowhere said.
                    let one = !spot.is_item && spot.schema.kind != Type::Array && is_reference(spot.param);
                    let top = spot.ancestors.is_empty();
                    let own = top && spot.param.name == object.key;
                    let made = maker(cx.api, method, spot.param, top).filter(|_| one && !own && !spot.inside_element());
                    let Some(used) = made.and_then(|maker| Object::made_by(&objects, maker)) else { continue };
                    let Some(delete) = used.delete.filter(|delete| documented(cx, delete)) else { continue };
                    let with = spot.ancestors.first().copied().unwrap_or(spot.param);
                    let run = Run { check: self.name(), cx, object, used, delete, method, with };
                    run.case(sink, &spot.path);
                    if method.name == object.create.name {
                        run.by_two(sink, &spot.path);
                        run.kept(sink, &spot.path);
                        released::plan(&run, sink, &spot.path);
                    }
                }
            }
        }
    }
}

/// Whether the errors of the method, its own and those of its verb, tell that an entity is in use; where the documents list no errors at all,
/// what the dialect tells holds.
fn documented(cx: &Context<'_>, delete: &Method) -> bool {
    let error = cx.api.conventions.violation(Violation::InUse);
    let silent = cx.api.errors.is_empty() && cx.api.methods.iter().all(|method| method.errors.is_empty());
    let listed = || delete.errors.iter().any(|documented| documented.mnemonic == error.mnemonic);
    error.mnemonic.is_some() && (silent || listed())
}

/// A method by which an entity comes to refer to another, and the method that takes the other away.
struct Run<'r, 'a> {
    check: &'static str,
    cx: &'r Context<'a>,
    object: &'r Object<'a>,
    used: &'r Object<'a>,
    delete: &'a Method,
    method: &'a Method,
    with: &'a Param,
}

/// An entity, another that refers to it, what the row of this shows, and the requests.
struct Ground {
    own: Made,
    user: Made,
    shown: Vec<(Path, Draft)>,
    exchanges: Vec<Exchange>,
    /// How many requests come before the deletion.
    ahead: usize,
}

impl Run<'_, '_> {
    /// The entity that refers to another, and the request by which it comes to do so unless it is made like that.
    fn user(&self, id: &str, own: &Made, path: &Path) -> Result<(Made, Draft, Option<Exchange>), String> {
        let (cx, object, name) = (self.cx, self.object, format!("{id} (user)"));
        let unreached = || format!("no request can be made that reaches `{path}`");
        let made = || Draft::Made(own.slot.clone());
        if self.method.name == object.create.name {
            let mut args = cx.own(object.create, &name, Detail::Minimal, 2, Some(self.with))?.args;
            args.set(path, made()).then_some(()).ok_or_else(unreached)?;
            let user = cx.sent(object.create, &name, args.clone())?;
            return Ok((user, args, None));
        }
        let user = cx.own(object.create, &name, Detail::Minimal, 2, None)?;
        let mut call = object.call_for(cx, self.method, id, &user)?.0;
        if path.0.len() > 1 {
            call.set(&Path::top(&self.with.name), cx.fresh(self.method, self.with, id, 2)?);
        }
        call.set(path, made()).then_some(()).ok_or_else(unreached)?;
        let mut update = accepted(&call);
        update.expect.extend(tolerated(cx, self.method, std::slice::from_ref(&self.with.name), false));
        let mut args = user.args.clone();
        let sent = call.args.at_mut(&Path::top(&self.with.name).0).map(|sent| sent.clone()).ok_or_else(unreached)?;
        args.set(&Path::top(&self.with.name), sent);
        Ok((user, args, Some(update)))
    }

    fn ground(&self, id: &str, path: &Path) -> Result<Ground, String> {
        let (cx, object, referred) = (self.cx, self.object, self.used);
        let own = cx.own(referred.create, &format!("{id} (used)"), Detail::Minimal, 1, None)?;
        let (user, args, update) = self.user(id, &own, path)?;
        let remove = referred.call_for(cx, self.delete, id, &own)?.0;
        let refusal = Exchange { request: remove.request(), expect: vec![refused(cx, Violation::InUse, None)] };
        let (there, using) = (referred.read(cx, id, &[&own.slot])?, object.read(cx, id, &[&user.slot])?);
        let mut exchanges: Vec<Exchange> = update.into_iter().chain([using.clone()]).collect();
        let ahead = exchanges.len();
        // Once refused is no leave for the second time.
        exchanges.extend([refusal.clone(), refusal, there.clone(), using]);
        if let Some(delete) = object.delete {
            exchanges.push(accepted(&object.call_for(cx, delete, id, &user)?.0));
            exchanges.extend([accepted(&remove), there]);
        }
        Ok(Ground { own, user, shown: object.shown(&args), exchanges, ahead })
    }

    fn case(&self, sink: &mut Sink, path: &Path) {
        let (cx, object, referred) = (self.cx, self.object, self.used);
        let kind = format!("in-use/{}.{path}", self.method.name);
        let id = format!("{}/{kind}", self.delete.name);
        let Some(ground) = sink.made(&id, self.delete, self.ground(&id, path)) else { return };
        let (last, ahead) = (ground.exchanges.len() - 1, ground.ahead);
        let does = "deletes an entity while another refers to it, twice, and again when none does";
        let case = sink.whole(self.check, self.delete, &kind, does, ground.exchanges);
        case.after = vec![ground.user.slot.clone()];
        // That the reference is stored is the question of another case.
        case.setting = ahead;
        if let Some(sentence) = error_sentence(cx, Violation::InUse) {
            case.sentence = sentence;
        }
        let (user, own) = (object.subject(cx, &ground.user.slot), referred.subject(cx, &ground.own.slot));
        for exchange in [ahead - 1, ahead + 3] {
            let promise = Promise::Row(user.clone(), ground.shown.clone());
            case.claims.push(Claim { exchange, promise });
        }
        let there = Promise::Row(own.clone(), referred.shown(&ground.own.args));
        case.claims.push(Claim { exchange: ahead + 2, promise: there });
        if last > ahead + 3 {
            case.claims.push(Claim { exchange: last, promise: Promise::NoRow(own) });
        }
    }

    /// Two entities that refer to one, and the requests that take it and them away.
    fn two(&self, id: &str, path: &Path) -> Result<(Made, [Slot; 2], Vec<Exchange>), String> {
        let (cx, object, referred) = (self.cx, self.object, self.used);
        let own = cx.own(referred.create, &format!("{id} (used)"), Detail::Minimal, 1, None)?;
        let user = |word: &str| self.user(&format!("{id} ({word})"), &own, path).map(|(user, _, _)| user);
        let (first, second) = (user("first")?, user("second")?);
        let remove = referred.call_for(cx, self.delete, id, &own)?.0;
        let refusal = Exchange { request: remove.request(), expect: vec![refused(cx, Violation::InUse, None)] };
        let there = referred.read(cx, id, &[&own.slot])?;
        let mut exchanges = vec![object.read(cx, id, &[&first.slot, &second.slot])?, refusal.clone(), there.clone()];
        if let Some(delete) = object.delete {
            let gone = |user: &Made| object.call_for(cx, delete, id, user).map(|(call, _)| accepted(&call));
            exchanges.extend([gone(&first)?, refusal, gone(&second)?, accepted(&remove), there]);
        }
        Ok((own, [first.slot, second.slot], exchanges))
    }

    /// What could not be deleted is what it was: it refers to what it referred to, and stands in the lists in which it stood.
    fn kept(&self, sink: &mut Sink, path: &Path) {
        let (cx, referred) = (self.cx, self.used);
        let kind = format!("in-use-kept/{}.{path}", self.method.name);
        let id = format!("{}/{kind}", self.delete.name);
        let built = || {
            let own = cx.own(referred.create, &format!("{id} (used)"), Detail::Full, 1, None)?;
            let user = self.user(&id, &own, path)?.0;
            let remove = referred.call_for(cx, self.delete, &id, &own)?.0;
            let refusal = Exchange { request: remove.request(), expect: vec![refused(cx, Violation::InUse, None)] };
            Ok((own.clone(), user.slot, vec![refusal, referred.read(cx, &id, &[&own.slot])?]))
        };
        let Some((own, user, exchanges)) = sink.made(&id, self.delete, built()) else { return };
        let does = "deletes an entity that has everything while another refers to it, and reads it";
        let case = sink.whole(self.check, self.delete, &kind, does, exchanges);
        (case.after, case.setting) = (vec![user], 1);
        if let Some(sentence) = error_sentence(cx, Violation::InUse) {
            case.sentence = sentence;
        }
        let there = Promise::Row(referred.subject(cx, &own.slot), referred.shown(&own.args));
        case.claims.push(Claim { exchange: 1, promise: there });
    }

    /// A target may look for the only one that refers to an entity, and find none where there are two.
    fn by_two(&self, sink: &mut Sink, path: &Path) {
        let kind = format!("in-use-by-two/{}.{path}", self.method.name);
        let id = format!("{}/{kind}", self.delete.name);
        let Some((own, users, exchanges)) = sink.made(&id, self.delete, self.two(&id, path)) else { return };
        let last = exchanges.len() - 1;
        let does = "deletes an entity while two others refer to it, while one does, and when none does";
        let case = sink.whole(self.check, self.delete, &kind, does, exchanges);
        case.after = users.into();
        // That the others are there is the question of another case.
        case.setting = 1;
        if let Some(sentence) = error_sentence(self.cx, Violation::InUse) {
            case.sentence = sentence;
        }
        let subject = self.used.subject(self.cx, &own.slot);
        let there = Promise::Row(subject.clone(), self.used.shown(&own.args));
        case.claims.push(Claim { exchange: 2, promise: there });
        if last > 2 {
            case.claims.push(Claim { exchange: last, promise: Promise::NoRow(subject) });
        }
    }
}
