//! The requests of a run as commands, without sending any of them.

use std::fmt::{self, Write};

use serde_json::Value;

use super::curl;
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
    for (slot, setup) in &plan.setups {
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
    for (method, creation) in &plan.creations {
        if let Some(remove) = &creation.remove {
            writeln!(out, "# takes away each entity that {method} made")?;
            one(target, remove, out)?;
        }
    }
    writeln!(out, "# {}: {} cases, {} missing, nothing was sent", plan.api.name, plan.cases.len(), plan.missing.len())
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
