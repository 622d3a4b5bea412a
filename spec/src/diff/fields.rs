//! Compares two lists of parameters or fields: what came, what is gone, what has another name, and what stayed.

use std::collections::BTreeMap;

use super::found::{At, Found};
use super::pairs::{Pairs, pair};
use super::{Rule, params};
use crate::ir::{Location, Param, Source};

/// Where a list stands.
#[derive(Clone, Copy)]
pub(super) struct Level<'l> {
    /// The address of what holds the list, with what separates it from a name.
    pub(super) address: &'l str,
    /// Whether callers send it.
    pub(super) request: bool,
    /// The place of what holds it in the old documents.
    pub(super) old: &'l Source,
    /// The place of what holds it in the new documents.
    pub(super) new: &'l Source,
}

/// Compares two lists.
pub(super) fn compare(old: &[Param], new: &[Param], level: Level, found: &mut Found) {
    compare_aliased(old, new, &BTreeMap::new(), level, found);
}

/// Compares two lists, some names of which are known to have changed.
pub(super) fn compare_aliased(
    old: &[Param],
    new: &[Param],
    aliases: &BTreeMap<String, String>,
    level: Level,
    found: &mut Found,
) {
    let Pairs { same, renamed, gone, came } = pair(old, new, aliases);
    for (old, new) in same {
        params::compare(old, new, &address(level, new), level.request, found);
    }
    for (old, new) in renamed {
        let rule = match (level.request, new.location) {
            (_, Some(Location::Path)) => Rule::PathParameterRenamed,
            (true, _) => Rule::ParameterRenamed,
            (false, _) => Rule::FieldRenamed,
        };
        let address = address(level, new);
        let at = At { address: &address, request: level.request, old: &old.source, new: &new.source };
        let message = format!("`{}` seems to be `{}` now", old.name, new.name);
        found.differs(rule, at, message, ["it had this name", "it has this name"]);
        params::compare(old, new, &address, level.request, found);
    }
    for param in came {
        found.came(
            came_rule(level.request, param),
            beside(level, param, true, &address(level, param)),
            told(param, level, "new"),
        );
    }
    for param in gone {
        let rule = if level.request { Rule::ParameterRemoved } else { Rule::FieldRemoved };
        found.gone(rule, beside(level, param, false, &address(level, param)), told(param, level, "gone"));
    }
}

fn address(level: Level, param: &Param) -> String {
    format!("{}{}", level.address, param.name)
}

/// What came is harmless in an answer; in a request it must not have to be passed.
fn came_rule(request: bool, param: &Param) -> Rule {
    match (request, param.is_required()) {
        (false, _) => Rule::FieldAdded,
        (true, true) => Rule::RequiredParameterAdded,
        (true, false) => Rule::OptionalParameterAdded,
    }
}

/// The places of what is on one side alone: its own, and that of what holds the list on the other side.
fn beside<'l>(level: Level<'l>, param: &'l Param, is_new: bool, address: &'l str) -> At<'l> {
    let (old, new) = if is_new { (level.old, &param.source) } else { (&param.source, level.new) };
    At { address, request: level.request, old, new }
}

fn told(param: &Param, level: Level, what: &str) -> String {
    let kind = match (level.request, param.is_required()) {
        (true, true) => "the required parameter",
        (true, false) => "the parameter",
        (false, _) => "the field",
    };
    format!("{kind} `{}` is {what}", param.name)
}
