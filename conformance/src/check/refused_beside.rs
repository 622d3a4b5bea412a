//! What is refused in a short request is refused beside everything else that the method takes, too: nothing in another parameter makes a wrong
//! value right.
//!
//! Of the requests that the other checks plan to be refused, it sends one of each check for each place again, and `null` by itself, among all parameters of the method. With
//! which of the documented errors it is refused there is the question of the other case.

use std::collections::BTreeSet;

use doctract_spec::ir::{Api, Location, Method, Param, Protocol, Role, Violation};

use super::Check;
use crate::case::{Case, Exchange, Level, Outcome};
use crate::draft::{Draft, Path, Step};
use crate::names::element;
use crate::plan::{Context, Detail, Effect, Sink, decides_alone, named};
use crate::request::{Body, Request};

/// The last part of the ids of these cases, behind the id of the case that they repeat.
pub(crate) const BESIDE: &str = "/beside-others";

/// See the module.
pub struct RefusedBeside;

impl Check for RefusedBeside {
    fn name(&self) -> &'static str {
        "refused_beside"
    }

    fn facts(&self) -> &'static [&'static str] {
        &["params", "errors"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        let mut done = BTreeSet::new();
        let refused: Vec<Case> = sink.cases.iter().filter(|case| is_refused(case)).cloned().collect();
        for case in refused {
            let Some(method) = cx.api.methods.iter().find(|method| method.name == case.method) else { continue };
            // That `null` is none of the values is often looked at by itself.
            let place =
                (case.method.clone(), case.param.clone().map(|path| path.to_string()), case.check, is_null(cx, &case));
            if !done.contains(&place) && self.one(cx, sink, method, &case) {
                done.insert(place);
            }
        }
    }
}

/// The checks whose requests may be right beside others, or later on: another parameter is what they lack, or an entity may have got the id by then.
const APART: [&str; 2] = ["requires_parameter", "odd_ids"];

/// Whether the case is one request that must be refused for what it says.
fn is_refused(case: &Case) -> bool {
    let [exchange] = &case.exchanges[..] else { return false };
    let for_caller = |outcome: &Outcome| match outcome {
        Outcome::Refused(refusal) => refusal.violation == Violation::Unauthenticated,
        _ => false,
    };
    let by_content = exchange.refuses() && exchange.request.holds_secret() && !exchange.expect.iter().any(for_caller);
    by_content && case.level != Level::Info && !APART.contains(&case.check)
}

/// Whether `null` is sent at the place of a case.
fn is_null(cx: &Context<'_>, case: &Case) -> bool {
    let members = case.exchanges.first().and_then(|exchange| sent(cx.api, &exchange.request));
    let Some((members, path)) = members.zip(case.param.as_ref()) else { return false };
    let mut members = Draft::Members(members);
    let value = members.at_mut(&path.0).and_then(|value| value.known());
    value.is_some_and(|value| value.is_null())
}

/// The parameter in which the fault stands, if none of the others decides about it and it travels in the query or the body. A short request has no
/// filter, order or choice of fields that is not what the case is about, and such a case names the field that they speak of.
fn at_fault<'a>(method: &'a Method, case: &'a Case, sent: &[(String, Draft)]) -> Option<&'a str> {
    let chooses = |param: &&Param| matches!(param.role, Some(Role::Filter | Role::Sort | Role::Fields));
    let there = |name: &str| sent.iter().any(|(sent, _)| sent == name);
    let mut choosing = method.params.iter().filter(chooses).filter(|param| there(&param.name));
    if let Some(param) = choosing.next() {
        return choosing.next().is_none().then_some(&param.name);
    }
    let Some(Step::Name(name)) = case.param.as_ref()?.0.first() else { return None };
    let param = method.params.iter().find(|param| param.name == *name);
    let shut = |param: &Param| matches!(param.location, Some(Location::Path | Location::Header));
    let shows = there(name) || param.is_some_and(Param::is_required);
    let free = param.is_none_or(|param| !shut(param)) && along(method, case).iter().all(|param| decides_alone(param));
    (shows && free).then_some(name)
}

/// The parameters on the way to the place of a case, from the outermost one.
fn along<'a>(method: &'a Method, case: &Case) -> Vec<&'a Param> {
    let (mut fields, mut found) = (&method.params, Vec::new());
    for step in case.param.iter().flat_map(|path| &path.0) {
        let Step::Name(name) = step else { continue };
        let Some(param) = named(fields, name) else { break };
        found.push(param);
        fields = &element(&param.schema).fields;
    }
    found
}

/// What a request holds by the names of parameters, but for its path and its header. Nothing where its body holds no parameters.
fn sent(api: &Api, request: &Request) -> Option<Vec<(String, Draft)>> {
    let mut members = request.query.clone();
    let body = match (&request.body, api.protocol) {
        (Body::Json(body), Protocol::JsonRpc) => body.clone().at_mut(&Path::top("params").0)?.opened(),
        (Body::Json(body), Protocol::Rest) => body.opened(),
        (Body::Empty, Protocol::Rest) => Draft::Members(Vec::new()),
        _ => return None,
    };
    let Draft::Members(body) = body else { return None };
    members.extend(body);
    Some(members)
}

impl RefusedBeside {
    /// Whether there is something to be sent beside the fault.
    fn one<'a>(&self, cx: &Context<'a>, sink: &mut Sink, method: &'a Method, case: &Case) -> bool {
        let first = &case.exchanges[0];
        let Some(sent) = sent(cx.api, &first.request) else { return false };
        let Some(name) = at_fault(method, case, &sent) else { return false };
        let id = format!("{}{BESIDE}", case.id);
        // Why no whole request can be made is told by the case that is to be accepted.
        let Ok(built) = cx.call(method, &id, Detail::Full, Effect::Shares) else { return false };
        let mut call = built.call;
        let Draft::Members(others) = &call.args else { return false };
        if !others.iter().any(|(other, _)| sent.iter().all(|(name, _)| name != other) && other != name) {
            return false;
        }
        let path = Path::top(name);
        match sent.into_iter().find(|(sent, _)| sent == name) {
            Some((_, value)) => _ = call.set(&path, value),
            None => _ = call.args.remove(&path),
        }
        let mut expect = first.expect.clone();
        expect.push(Outcome::NoResult);
        let kind = id.trim_start_matches(&format!("{}/", method.name)).to_owned();
        let does = format!("{}, beside all other parameters", case.does);
        let exchange = Exchange { request: call.request(), expect };
        let planned = sink.whole(self.name(), method, &kind, &does, vec![exchange]);
        (planned.level, planned.param, planned.sentence) = (case.level, case.param.clone(), case.sentence.clone());
        true
    }
}
