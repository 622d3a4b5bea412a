//! A plan without any request that could change what the target stores, whatever is wrong with the target.

use doctract_spec::Deed;
use doctract_spec::ir::{Api, Protocol};
use serde_json::Value;

use super::Plan;
use super::verbs;
use crate::case::Case;
use crate::draft::{Draft, Step};
use crate::request::{Body, Request};

/// The methods that RFC 9110, section 9.2.1, calls safe.
const SAFE: &[&str] = &["GET", "HEAD", "OPTIONS", "TRACE"];

impl Plan {
    /// Keeps the cases that only read. The others are missing: also those that should be refused, since a target with a defect may act on them,
    /// and those that need an entity, which nothing makes.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        let api = self.api;
        let mut kept = Vec::new();
        for mut case in self.cases {
            if let Some(reason) = reason(&api, &case) {
                self.missing.push(case.not_run(reason));
                continue;
            }
            case.after.clear();
            kept.push(case);
        }
        self.setups.clear();
        Self { api, cases: kept, ..self }
    }
}

/// Why a case is no part of a run that only reads.
fn reason(api: &Api, case: &Case) -> Option<String> {
    let mut requests = case.exchanges.iter().map(|exchange| &exchange.request);
    if requests.clone().any(|request| !only_reads(api, request)) {
        return Some("the run only reads, and this could change data".to_owned());
    }
    let slot = requests.find_map(|request| request.slots().into_iter().next())?;
    Some(format!("the run only reads, and nothing makes {slot}"))
}

/// Whether a request asks for nothing but a reading, even if the target is lax about its form.
pub(crate) fn only_reads(api: &Api, request: &Request) -> bool {
    match (api.protocol, &request.body) {
        (Protocol::Rest, _) => SAFE.contains(&request.verb.as_str()),
        (Protocol::JsonRpc, Body::Json(body)) => named(body).iter().all(|name| reads(api, name)),
        (Protocol::JsonRpc, Body::Bytes(bytes)) => {
            // What is not quite JSON may be read all the same: no changing method may be named in it.
            let text = String::from_utf8_lossy(bytes);
            !api.methods.iter().any(|method| text.contains(&method.name) && !reads(api, &method.name))
        }
        (Protocol::JsonRpc, Body::Empty) => true,
    }
}

/// A method that the documents do not have is not called at all, unless the target is lax about capitals.
fn reads(api: &Api, name: &str) -> bool {
    let known = api.methods.iter().find(|method| method.name.eq_ignore_ascii_case(name.trim()));
    known.is_none_or(|method| verbs::act(method) == Some(Deed::Read))
}

/// The methods that the requests in a body name.
fn named(body: &Draft) -> Vec<String> {
    let mut body = body.clone();
    // A body that is known as a whole is opened into its parts.
    let _ = body.at_mut(&[Step::Item]);
    match body {
        Draft::List(items) => items.iter().flat_map(named).collect(),
        Draft::Members(members) => {
            let method = members.into_iter().find(|(name, _)| name == "method");
            method.and_then(|(_, value)| text(value)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn text(value: Draft) -> Option<String> {
    match value {
        Draft::Known(Value::String(text)) => Some(text),
        _ => None,
    }
}
