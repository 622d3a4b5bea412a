//! The requests of a run as commands, without sending any of them.

use std::collections::BTreeSet;
use std::fmt::{self, Write};

use serde_json::Value;

use super::curl;
use crate::case::Case;
use crate::draft::{Fill, Slot};
use crate::plan::Plan;
use crate::request::Request;
use crate::seen::SeenValue;
use crate::target::Target;

/// Fills the holes with the names of what the run would have put there.
struct Named;

impl Fill for Named {
    fn made(&self, slot: &Slot) -> Option<Value> {
        Some(Value::String(format!("<id: {slot}>")))
    }

    fn seen(&self, seen: &SeenValue) -> Option<Value> {
        Some(Value::String(format!("<{seen}>")))
    }

    fn secret(&self) -> &str {
        curl::MARKER
    }
}

/// Writes the request that resets the target, those that make entities, those of each case, and those that take away what the run made. An
/// id that only a run can know stands as `<id: what makes it>`; the secret is an environment variable.
pub fn dry_run(plan: &Plan, target: &Target, out: &mut dyn Write) -> fmt::Result {
    reset(target, out)?;
    let needed = needed(plan);
    for (slot, setup) in plan.setups.iter().filter(|(slot, _)| needed.contains(slot)) {
        writeln!(out, "# makes <id: {slot}>")?;
        if let Some(fuller) = &setup.fuller {
            one(target, fuller, out)?;
            writeln!(out, "# and where that is refused")?;
        }
        one(target, &setup.request, out)?;
    }
    for case in &plan.cases {
        writeln!(out, "# {} {}", case.level.word(), case.id)?;
        for (step, exchange) in case.exchanges.iter().enumerate() {
            if case.resets.contains(&step) {
                reset(target, out)?;
            }
            one(target, &exchange.request, out)?;
        }
    }
    for (method, creation) in plan.creations.iter().filter(|(method, _)| makes(plan, &needed, method)) {
        if let Some(remove) = &creation.remove {
            writeln!(out, "# takes away each entity that {method} made")?;
            one(target, remove, out)?;
        }
    }
    writeln!(out, "# {}: {} cases, {} missing, nothing was sent", plan.api.name, plan.cases.len(), plan.missing.len())
}

/// The entities that the cases of a plan need, with those that these are made with.
fn needed(plan: &Plan) -> BTreeSet<Slot> {
    let mut open: Vec<Slot> = plan.cases.iter().flat_map(|case| of_case(plan, case)).collect();
    let mut needed = BTreeSet::new();
    while let Some(slot) = open.pop() {
        let setup = plan.setups.get(&slot);
        if needed.insert(slot) {
            let requests = setup.into_iter().flat_map(|setup| [Some(&setup.request), setup.fuller.as_ref()]);
            open.extend(requests.flatten().flat_map(|request| of_request(plan, request)));
        }
    }
    needed
}

fn of_case(plan: &Plan, case: &Case) -> Vec<Slot> {
    let mut slots = case.after.clone();
    slots.extend(case.exchanges.iter().flat_map(|exchange| of_request(plan, &exchange.request)));
    for claim in &case.claims {
        let drafts = claim.promise.drafts();
        slots.extend(drafts.iter().flat_map(|draft| draft.slots()).chain(claim.promise.entities()).cloned());
        let called = case.exchanges.get(claim.exchange).and_then(|exchange| exchange.request.calls(&plan.api));
        let called = called.map_or(case.method.as_str(), |method| method.name.as_str());
        let own = claim.promise.subject().is_none().then_some(called);
        slots.extend(drafts.iter().flat_map(|draft| draft.lists()).chain(own).flat_map(|list| of_list(plan, list)));
    }
    slots
}

fn of_request(plan: &Plan, request: &Request) -> Vec<Slot> {
    let listed = request.lists().into_iter().flat_map(|list| of_list(plan, &list));
    request.slots().into_iter().chain(listed).collect()
}

/// The rows that the run makes for a list method, and what its requests need.
fn of_list(plan: &Plan, list: &str) -> Vec<Slot> {
    let fixture = plan.fixtures.get(list);
    let requests = fixture.into_iter().flat_map(|fixture| &fixture.requests).flat_map(Request::slots);
    fixture.into_iter().flat_map(|fixture| fixture.entities.clone()).chain(requests).collect()
}

/// Whether a method makes something in this plan: an entity that is needed, or what a case itself asks for.
fn makes(plan: &Plan, needed: &BTreeSet<Slot>, method: &str) -> bool {
    let made = plan.setups.iter().any(|(slot, setup)| setup.method == method && needed.contains(slot));
    let calls = |request: &Request| request.calls(&plan.api).is_some_and(|called| called.name == method);
    made || plan.cases.iter().flat_map(|case| &case.exchanges).any(|exchange| calls(&exchange.request))
}

fn reset(target: &Target, out: &mut dyn Write) -> fmt::Result {
    let Some(reset) = &target.reset else { return Ok(()) };
    let request = reset.rendered(target.variable(), curl::MARKER);
    writeln!(out, "# resets the target\n{}", curl::command(target, &request))
}

fn one(target: &Target, request: &Request, out: &mut dyn Write) -> fmt::Result {
    match request.render(&Named) {
        Ok(rendered) => writeln!(out, "{}", curl::command(target, &rendered)),
        Err(slot) => writeln!(out, "# nothing makes {slot}"),
    }
}
