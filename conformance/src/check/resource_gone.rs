//! What was deleted is not found at its path any more, by whatever method, nor in the list; other resources are there as before.

use doctract_spec::ir::{Method, Type, Violation};

use super::Check;
use crate::case::{Exchange, Level, Outcome};
use crate::claim::{Claim, Promise, Subject};
use crate::draft::Slot;
use crate::judge::entity_of;
use crate::plan::{Context, Detail, List, Resource, Sink, accepted, object, refused};

/// See the module.
pub struct ResourceGone;

impl Check for ResourceGone {
    fn name(&self) -> &'static str {
        "resource_gone"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["methods", "responses.status", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        for resource in Resource::all(cx) {
            if let Some(delete) = resource.delete {
                self.one(cx, sink, &resource, delete);
            }
        }
    }
}

/// What is deleted, with an older and a later resource, and the requests about them.
struct Course {
    older: Slot,
    made: Slot,
    later: Slot,
    exchanges: Vec<Exchange>,
}

impl ResourceGone {
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, resource: &Resource<'a>, delete: &'a Method) {
        let id = format!("{}/gone", delete.name);
        let Some(mut course) = sink.made(&id, delete, course(cx, resource, delete, &id)) else { return };
        let lists = List::all(cx);
        let rows = lists.iter().find(|list| object(list.method) == object(resource.create));
        // The rows of all pages are looked through.
        let rows = rows.filter(|list| cx.fixture(list.method).is_ok());
        let listed = rows.and_then(|list| Some((list.method, accepted(&list.call(cx, &id).ok()?))));
        course.exchanges.extend(listed.as_ref().map(|(_, exchange)| exchange.clone()));
        let end = course.exchanges.len() - 1;
        let does = "deletes a resource, then reads, deletes and changes it, and reads others";
        let case = sink.whole(self.name(), delete, "gone", does, course.exchanges);
        if puts_away(resource, delete) {
            case.level = Level::Info;
        }
        case.after = vec![course.older.clone(), course.made.clone(), course.later.clone()];
        let fields: Vec<String> =
            resource.written(resource.create).iter().map(|(param, _)| param.name.clone()).collect();
        for (exchange, since, slot) in [(3, 0, &course.older), (4, 1, &course.later)] {
            let promise = Promise::Unchanged { of: resource.subject(slot), since, fields: fields.clone() };
            case.claims.push(Claim { exchange, promise });
        }
        if let Some((list, _)) = listed {
            let of = Subject { list: list.name.clone(), searched: true, ..resource.subject(&course.made) };
            case.claims.push(Claim { exchange: end, promise: Promise::NoRow(of) });
        }
    }
}

fn course<'a>(cx: &Context<'a>, resource: &Resource<'a>, delete: &'a Method, id: &str) -> Result<Course, String> {
    let older = resource.own(cx, &format!("{id} (older)"), Detail::Full, 2)?.slot;
    let made = resource.own(cx, id, Detail::Minimal, 1)?.slot;
    // One that is made afterwards, so that neither the oldest nor the newest is the one to go.
    let later = resource.own(cx, &format!("{id} (later)"), Detail::Full, 3)?.slot;
    let call = |method: &'a Method, of| resource.call(cx, method, id, of).map(|call| accepted(&call));
    let gone = |method| call(method, &made).map(|exchange| Exchange { expect: absence(cx, method), ..exchange });
    let (first, last) = (call(resource.get, &older)?, call(resource.get, &later)?);
    let mut exchanges = vec![first.clone(), last.clone(), call(delete, &made)?, first, last];
    // A PUT may also make what is not there (RFC 9110, section 9.3.4), unless it documents otherwise.
    let status = cx.api.conventions.violation(Violation::NotFound).status;
    let refuses = |put: &&Method| put.responses.iter().any(|response| Some(response.status) == status);
    let put = resource.put.filter(refuses);
    for method in [Some(resource.get), Some(delete), resource.patch, put].into_iter().flatten() {
        exchanges.push(gone(method)?);
    }
    Ok(Course { older, made, later, exchanges })
}

/// How a method answers that there is no such resource, or, where its documents tell that apart, that there is none any more (RFC 9110, section
/// 15.5.11).
fn absence(cx: &Context<'_>, method: &Method) -> Vec<Outcome> {
    let gone = method.responses.iter().any(|response| response.status == GONE);
    let outcomes = [refused(cx, Violation::NotFound, None)].into_iter();
    outcomes.chain(gone.then_some(Outcome::Status(GONE))).collect()
}

/// The status of what is there no longer.
const GONE: u16 = 410;

/// Whether the method answers the resource with a flag that nobody sets: it may be put away rather than deleted.
fn puts_away(resource: &Resource<'_>, delete: &Method) -> bool {
    let set = |name: &str| {
        let methods = [Some(resource.create), resource.patch, resource.put].into_iter().flatten();
        methods.flat_map(|method| &method.params).any(|param| param.name == name)
    };
    let shown = |name: &str| resource.fields.iter().any(|field| field.name == name);
    let fields = entity_of(delete).map(|(_, fields)| fields).unwrap_or_default();
    let whole = fields.iter().any(|field| field.name == resource.key);
    whole && fields.iter().any(|field| field.schema.kind == Type::Boolean && shown(&field.name) && !set(&field.name))
}
