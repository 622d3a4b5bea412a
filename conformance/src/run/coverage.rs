//! How much of the documents a run covers, and why it does not cover the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::seen::Sightings;
use super::verdict::Verdict;
use crate::case::Missing;
use crate::plan::{Plan, spots};

/// So many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ratio {
    /// So many.
    pub exercised: usize,
    /// Of how many.
    pub documented: usize,
}

/// Something documented that the run did not exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// What it is: `method`, `parameter`, `field`, `error`.
    pub kind: &'static str,
    /// Its name, behind that of its method.
    pub name: String,
    /// Why not.
    pub reason: String,
}

/// How much of the documents the cases that ran cover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Methods that were called.
    pub methods: Ratio,
    /// Parameters, nested ones too, at which a case aimed or which a case sent.
    pub params: Ratio,
    /// Fields of answers, nested ones too, that came back.
    pub fields: Ratio,
    /// Errors, and for REST the statuses of each method, that came back.
    pub errors: Ratio,
    /// Rules (a check at a parameter or method) of those that were planned or missing.
    pub rules: Ratio,
    /// What was not exercised. For rules see the missing cases.
    pub gaps: Vec<Gap>,
}

/// Counts what was exercised.
pub(super) fn coverage(plan: &Plan, ran: &[Verdict], missing: &[Missing], seen: &Sightings) -> Coverage {
    let mut gaps = Vec::new();
    let why = Why::of(missing);
    let called: BTreeSet<&str> = ran.iter().map(|case| case.method.as_str()).collect();
    let aimed: BTreeSet<String> = ran
        .iter()
        .filter_map(|case| case.param.as_ref().map(|param| format!("{} {}", case.method, param.replace("[]", ""))))
        .collect();
    let methods = plan.api.methods.iter().map(|method| method.name.clone()).collect();
    let params: BTreeSet<String> = plan
        .api
        .methods
        .iter()
        .flat_map(|method| spots(method).into_iter().map(|spot| format!("{} {}", method.name, spot.path.dotted())))
        .collect();
    let (fields, errors) = (seen.documented_fields(), seen.documented_errors());
    let mut count =
        |kind, documented: BTreeSet<String>, exercised: &dyn Fn(&str) -> bool, why: &dyn Fn(&str) -> String| {
            let total = documented.len();
            let open: Vec<String> = documented.into_iter().filter(|name| !exercised(name)).collect();
            let ratio = Ratio { exercised: total - open.len(), documented: total };
            gaps.extend(open.into_iter().map(|name| Gap { kind, reason: why(&name), name }));
            ratio
        };
    let methods = count("method", methods, &|name| called.contains(name), &|name| why.method(name));
    let params = count("parameter", params, &|name| aimed.contains(name) || seen.sent(name), &|name| why.param(name));
    let fields = count("field", fields, &|name| seen.has_field(name), &|name| why.field(name, &called));
    let errors = count("error", errors, &|name| seen.has_error(&plan.api, name), &|name| why.error(name));
    let rules = Ratio { exercised: ran.len(), documented: ran.len() + missing.len() };
    Coverage { methods, params, fields, errors, rules, gaps }
}

/// Why something was not exercised, told from the cases that are missing.
struct Why<'m> {
    by_method: BTreeMap<&'m str, Vec<&'m Missing>>,
}

impl<'m> Why<'m> {
    fn of(missing: &'m [Missing]) -> Self {
        let mut by_method: BTreeMap<&str, Vec<&Missing>> = BTreeMap::new();
        for one in missing {
            by_method.entry(&one.method).or_default().push(one);
        }
        Self { by_method }
    }

    fn method(&self, name: &str) -> String {
        let first = self.by_method.get(name).and_then(|missing| missing.first());
        first.map_or_else(|| "no case of it was chosen".to_owned(), |missing| missing.reason.clone())
    }

    /// `name` is the method and the path, a space between them; both may hold others.
    fn param(&self, name: &str) -> String {
        let of_param = |missing: &&&Missing| {
            let place = missing.id.strip_prefix(missing.method.as_str()).unwrap_or_default().replace("[]", "");
            let path = name.strip_prefix(missing.method.as_str()).unwrap_or_default().trim_start();
            place.strip_prefix('/').and_then(|place| place.strip_prefix(path)).is_some_and(|rest| rest.starts_with('/'))
        };
        let of_method = self.by_method.iter().filter(|(method, _)| belongs(name, method));
        let first = of_method.flat_map(|(_, missing)| missing).find(of_param);
        first.map_or_else(|| "no case that ran aims at it or sends it".to_owned(), |missing| missing.reason.clone())
    }

    /// `name` is a mnemonic or a code, or for REST the method and a status.
    fn error(&self, name: &str) -> String {
        let status = name.rsplit_once(' ').and_then(|(method, status)| Some((method, status.parse::<u16>().ok()?)));
        let Some((method, status)) = status else { return self.mnemonic(name) };
        let own = self.by_method.get(method).into_iter().flatten();
        let missing = own.filter(|missing| missing.id.ends_with(&format!("/status.{status}"))).map(|one| &one.reason);
        match (missing.into_iter().next(), status) {
            (Some(reason), _) => reason.clone(),
            // RFC 6585, section 4.
            (None, 429) => "a limit is not exceeded on purpose".to_owned(),
            (None, 500..) => "a fault of the server cannot be asked for".to_owned(),
            (None, _) => "no case brings it about".to_owned(),
        }
    }

    /// Why no case brings about the error of a mnemonic.
    fn mnemonic(&self, name: &str) -> String {
        let own = |missing: &&&Missing| {
            let last = missing.id.strip_prefix(missing.method.as_str()).unwrap_or_default();
            last.strip_prefix("/error.").or_else(|| last.strip_prefix('/')) == Some(name)
        };
        let missing = self.by_method.values().flatten().find(own);
        missing.map_or_else(|| "no case brings it about".to_owned(), |missing| missing.reason.clone())
    }

    fn field(&self, name: &str, called: &BTreeSet<&str>) -> String {
        if called.iter().any(|method| belongs(name, method)) {
            return "no answer held it".to_owned();
        }
        let method = self.by_method.keys().find(|method| belongs(name, method));
        method.map_or_else(|| "no case of its method was chosen".to_owned(), |method| self.method(method))
    }
}

/// Whether a name begins with that of the method, followed by a space.
fn belongs(name: &str, method: &str) -> bool {
    name.strip_prefix(method).is_some_and(|rest| rest.starts_with(' '))
}
