//! A refused request changes nothing: an update or a deletion leaves the entity as it was, and nothing is made by a create.
//!
//! Of the requests that the other checks plan to be refused, it sends one of each check for each parameter, and one of each
//! fault of the envelope, again, and looks; of those that would take an entity away, one of each check. A request that would
//! change an entity changes everything else of it, too, so that nothing is kept from a server that writes before it has
//! checked everything.

use doctract_spec::Deed;
use doctract_spec::ir::{Method, Violation};

use super::Check;
use crate::case::{Case, Exchange, Outcome};
use crate::claim::{Claim, Promise};
use crate::draft::{Draft, Path, Slot, Step};
use crate::plan::{Context, Detail, Object, Sink, accepted, act, beside};
use crate::request::Body;

/// See the module.
pub struct RefusedChanges;

impl Check for RefusedChanges {
    fn name(&self) -> &'static str {
        "refused_changes"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "errors"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let refused: Vec<Case> = sink.cases.iter().filter(|case| is_refused(case)).cloned().collect();
        for object in Object::all(cx) {
            let of = |name: &str| refused.iter().filter(|case| case.method == name).cloned().collect::<Vec<_>>();
            for method in object.update.into_iter().chain(object.delete) {
                one_of_each(&of(&method.name), kind_of(method), |case| {
                    self.existing(cx, sink, &object, (method, case))
                });
            }
            one_of_each(&of(&object.create.name), kind_by_param, |case| self.create(cx, sink, &object, case));
        }
    }
}

/// Whether the case is one request that must be refused, be it for what it says or for who says it.
fn is_refused(case: &Case) -> bool {
    let [exchange] = &case.exchanges[..] else { return false };
    let for_caller = |outcome: &Outcome| match outcome {
        Outcome::Refused(refusal) => Some(refusal.violation == Violation::Unauthenticated),
        _ => None,
    };
    let reasons: Option<Vec<bool>> = exchange.expect.iter().map(for_caller).collect();
    // Without a credential the content does not matter; with one, the caller must be beyond doubt.
    reasons.is_some_and(|reasons| {
        let by_content = exchange.request.holds_secret() && !reasons.contains(&true);
        by_content || reasons.iter().all(|for_caller| *for_caller)
    })
}

/// Goes through the cases of each kind until one can be used.
fn one_of_each(cases: &[Case], kind: fn(&Case) -> String, mut plan: impl FnMut(&Case) -> bool) {
    let mut done: Vec<String> = Vec::new();
    for case in cases {
        let kind = kind(case);
        if !done.contains(&kind) && plan(case) {
            done.push(kind);
        }
    }
}

/// What is wrong with the request of a case before all else.
fn fault(case: &Case) -> Option<Violation> {
    case.exchanges.first()?.expect.iter().find_map(|outcome| match outcome {
        Outcome::Refused(refusal) => Some(refusal.violation),
        _ => None,
    })
}

/// How the refused requests of a method are told apart.
fn kind_of(method: &Method) -> fn(&Case) -> String {
    if act(method) == Some(Deed::Delete) { kind } else { kind_by_param }
}

/// The end of the id of the case that looks what came of a refused one: a server that writes first and looks at the parameters one by one
/// afterwards fails at some of them.
fn kind_by_param(case: &Case) -> String {
    let param = case.param.as_ref().and_then(|path| path.0.first());
    match param {
        Some(Step::Name(name)) => format!("{}.{name}", kind(case)),
        _ => kind(case),
    }
}

/// The end of the id of the case that looks what came of a refused one: its check, or how its envelope is wrong.
fn kind(case: &Case) -> String {
    let envelope = [Violation::InvalidRequest, Violation::Notification, Violation::Batch];
    let of_envelope = fault(case).is_some_and(|fault| envelope.contains(&fault));
    let last = case.id.rsplit('/').next().filter(|_| of_envelope);
    format!("refused/{}", last.unwrap_or(case.check))
}

/// Where the arguments stand in the body of a request, which may be a batch of one.
fn place(body: &Draft) -> Path {
    let params = Step::Name("params".to_owned());
    let batch = matches!(body.opened(), Draft::List(_));
    Path(batch.then_some(Step::Item).into_iter().chain([params]).collect())
}

/// The arguments in the body of a request.
fn arguments(exchange: &Exchange) -> Option<Draft> {
    let Body::Json(body) = &exchange.request.body else { return None };
    body.clone().at_mut(&place(body).0).map(|args| args.clone())
}

impl RefusedChanges {
    /// The entity that a method was to change or to take away.
    fn existing<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (method, case): (&'a Method, &Case),
    ) -> bool {
        let Some(Draft::Made(old)) =
            arguments(&case.exchanges[0]).and_then(|mut args| args.at_mut(&Path::top(&object.key).0).cloned())
        else {
            return false;
        };
        let own =
            act(method) == Some(Deed::Update) && method.params.iter().any(|param| param.requires_component.is_some());
        // What is found in the storage alone is found last. What depends on a component is sent in a case of its own, which may end at the component.
        let late = own && fault(case) == Some(Violation::MissingReference);
        for components in [false, true].into_iter().take(1 + usize::from(late)) {
            self.looked_at(cx, sink, object, (method, case, &old), components);
        }
        true
    }

    fn looked_at<'a>(
        &self,
        cx: &Context<'a>,
        sink: &mut Sink,
        object: &Object<'a>,
        (method, case, old): (&'a Method, &Case, &Slot),
        components: bool,
    ) {
        let kind = format!("{}{}", kind_of(method)(case), if components { ".with-components" } else { "" });
        let id = format!("{}/{kind}", method.name);
        let built = || {
            let made = cx.own(object.create, &id, Detail::Full, 1, None)?;
            let read = object.read(cx, &id, &[&made.slot])?;
            Ok((made, read))
        };
        let Some((made, read)) = sink.made(&id, method, built()) else { return };
        let mut refused = case.exchanges[0].clone();
        if let Body::Json(body) = &mut refused.request.body {
            *body = body.with_slot(old, &made.slot);
            for (name, value) in beside(cx, object, (method, components), case, &made) {
                body.set(&place(body).member(&name), value);
            }
        }
        let does = format!("{}, then reads the entity", case.does);
        let planned = sink.whole(self.name(), method, &kind, &does, vec![read.clone(), refused, read]);
        planned.sentence = case.sentence.clone();
        planned.level = case.level;
        // Whether it is refused is the question of the other case.
        planned.setting = 2;
        let fields = object.written(object.create).map(|(param, _)| param.name.clone()).collect();
        let promise = Promise::Unchanged { of: object.subject(cx, &made.slot), since: 0, fields };
        planned.claims.push(Claim { exchange: 2, promise });
    }

    /// The row would be found by a text that no other request has.
    fn create<'a>(&self, cx: &Context<'a>, sink: &mut Sink, object: &Object<'a>, case: &Case) -> bool {
        let refused = case.exchanges[0].clone();
        let Some(Draft::Members(members)) = arguments(&refused).map(|args| args.opened()) else { return false };
        let Some(marker) = object.marker(cx, &members) else { return false };
        let kind = kind_by_param(case);
        let id = format!("{}/{kind}", object.create.name);
        let Some(mut call) = sink.made(&id, object.create, object.list.call(cx, &id)) else { return true };
        object.list.choose(&mut call, &marker);
        let does = format!("{}, then looks for the entity", case.does);
        let planned = sink.whole(self.name(), object.create, &kind, &does, vec![refused, accepted(&call)]);
        planned.sentence = case.sentence.clone();
        planned.level = case.level;
        planned.setting = 1;
        planned.claims.push(Claim { exchange: 1, promise: Promise::Length { limit: 0, offset: 0 } });
        true
    }
}
