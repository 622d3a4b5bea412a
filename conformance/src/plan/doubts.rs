//! Reading a whole plan back before anything is sent.

use serde_json::{Value, json};

use super::Plan;
use crate::draft::{Fill, Slot};
use crate::judge::mistaken;
use crate::names::LooseNames;
use crate::seen::SeenValue;

/// Fills every hole with something of the right kind.
struct Anything;

impl Fill for Anything {
    fn made(&self, _: &Slot) -> Option<Value> {
        Some(json!(1))
    }

    fn seen(&self, _: &SeenValue) -> Option<Value> {
        Some(json!("x"))
    }

    fn secret(&self) -> &'static str {
        "secret"
    }
}

impl Plan {
    /// The cases whose request is not what the case says, by their ids, each with the reason: one that is to be accepted but breaks a documented
    /// rule, or one that is to be refused but breaks none. A plan without such doubts accuses nobody wrongly; a run leaves doubtful cases out.
    pub fn doubts(&self) -> Vec<(String, String)> {
        let loose = LooseNames::of(&self.api);
        let mut doubts = Vec::new();
        for case in &self.cases {
            for exchange in &case.exchanges {
                let under_test = || self.api.methods.iter().find(|method| method.name == case.method);
                let Some(method) = exchange.request.calls(&self.api).or_else(under_test) else {
                    continue;
                };
                let sent = exchange.request.render(&Anything).ok();
                let reason = sent.and_then(|sent| mistaken(&self.api, &loose, method, exchange, &sent));
                doubts.extend(reason.map(|reason| (case.id.clone(), reason)));
            }
        }
        doubts
    }
}
