//! Documented errors that no case brings about, each with what the suite lacks for it: they are noted as missing.
//!
//! It comes last, for only the cases of all others tell what is brought about. A target may answer such an error by itself; then it is no longer
//! missing when the run is over.

use std::collections::BTreeSet;

use doctract_spec::ir::{ErrorDoc, Method, Protocol, Violation};

use super::Check;
use crate::case::{Exchange, Outcome};
use crate::judge::is_mnemonic;
use crate::plan::{Context, Sink};

/// See the module.
pub struct Undemonstrated;

impl Check for Undemonstrated {
    fn name(&self) -> &'static str {
        UNDEMONSTRATED
    }

    fn facts(&self) -> &'static [&'static str] {
        &["errors", "conventions.violations"]
    }

    fn plan(&self, cx: &Context<'_>, sink: &mut Sink) {
        if cx.api.protocol != Protocol::JsonRpc {
            // Each status of a method has a case or a reason of its own.
            return;
        }
        let mut told: BTreeSet<String> =
            sink.cases.iter().flat_map(|case| &case.exchanges).filter_map(demonstrated).collect();
        // One of another check has its reason.
        told.extend(sink.missing.iter().filter_map(|missing| Some(missing.id.rsplit_once('/')?.1.to_owned())));
        for method in cx.api.methods.iter().filter(|method| !cx.leaves_out(method)) {
            for error in &method.errors {
                let Some(name) = error.mnemonic.as_deref() else { continue };
                let known = || told.iter().any(|known| is_mnemonic(cx.api, name, known, error.code));
                if !known() {
                    note(cx, sink, method, (name, error));
                    told.insert(name.to_owned());
                }
            }
        }
    }
}

/// The name of the check.
pub const UNDEMONSTRATED: &str = "undemonstrated";

/// The mnemonic of the error that an exchange is about: the first way in which it must be refused.
fn demonstrated(exchange: &Exchange) -> Option<String> {
    match exchange.expect.first()? {
        Outcome::Refused(refusal) if exchange.refuses() => refusal.error.mnemonic.clone(),
        _ => None,
    }
}

/// Notes an error. Its kind is that of the violation with the same code, for many errors share one.
fn note(cx: &Context<'_>, sink: &mut Sink, method: &Method, (name, error): (&str, &ErrorDoc)) {
    let of = |violation: Violation| {
        let known = cx.api.conventions.violation(violation);
        let named = known.mnemonic.as_deref() == Some(name);
        // The code of invalid parameters tells nothing of what is wrong with them.
        let common = cx.api.conventions.violation(Violation::InvalidValue).code;
        named || known.code.is_some() && known.code == error.code && known.code != common
    };
    let lack = if of(Violation::Internal) {
        "a fault of the server cannot be asked for"
    } else if of(Violation::LimitExceeded) {
        "a limit is not exceeded on purpose"
    } else if of(Violation::ComponentDisabled) {
        "needs a target on which a component is off"
    } else if of(Violation::Unauthenticated) {
        "needs a credential in this state, and the suite is given one that works"
    } else if of(Violation::Forbidden) {
        "needs a caller without the right, and the suite is given one that has it"
    } else {
        "the documents do not tell which request is answered so"
    };
    let when = if error.when.is_empty() { error.message.as_str() } else { error.when.as_str() };
    sink.miss(format!("{}/error.{name}", method.name), method, format!("{lack} (`{name}`: {when})"));
}
