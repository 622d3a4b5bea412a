//! What may be answered to any request that sets a parameter which depends on a component of the product: that the component is off. Some such
//! parameters are required all the same, so that no request can do without them.

use doctract_spec::ir::{Api, ErrorRef, Protocol, Violation};

use super::Context;
use super::sink::refused;
use super::spot::spots;
use crate::case::{Case, Outcome};
use crate::draft::{Draft, Path, Step};
use crate::request::{Body, Request};

/// Lets all exchanges be answered so that need it.
pub(super) fn tolerate(cx: &Context<'_>, cases: &mut [Case]) {
    let disabled = refused(cx, Violation::ComponentDisabled, None);
    if !is_told(&disabled) {
        // An error without a name would be any error.
        return;
    }
    for exchange in cases.iter_mut().flat_map(|case| &mut case.exchanges) {
        // Of a request that nobody may send, either, the documents do not say which of the two errors comes first.
        if !exchange.expect.contains(&disabled) && sets_dependent(cx.api, &exchange.request) {
            exchange.expect.push(disabled.clone());
        }
    }
}

fn is_told(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused(refusal) if refusal.error != ErrorRef::default())
}

fn sets_dependent(api: &Api, request: &Request) -> bool {
    let (Some(method), Body::Json(body)) = (request.calls(api), &request.body) else { return false };
    let around = match api.protocol {
        Protocol::JsonRpc => vec![Step::Name("params".to_owned())],
        Protocol::Rest => Vec::new(),
    };
    let mut body: Draft = body.clone();
    spots(method).iter().filter(|spot| spot.param.requires_component.is_some() && !spot.is_item).any(|spot| {
        let path = Path(around.iter().chain(&spot.path.0).cloned().collect());
        body.at_mut(&path.0).is_some()
    })
}
