//! A defect that shows everywhere in a part of an API is one finding: an operator that no field heeds, a parameter that is not read, a method
//! that checks nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Folded};
use super::verdict::Verdict;
use crate::judge::Symptom;

/// What cases may have in common.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Method,
    Param,
    Check,
    Kind,
}

impl By {
    fn value(self, case: &Verdict) -> &str {
        match self {
            Self::Method => &case.method,
            // Items and members are read together with the parameter in which they stand.
            Self::Param => case.param.as_deref().and_then(|path| path.split(['.', '[']).next()).unwrap_or_default(),
            Self::Check => case.check,
            Self::Kind => case.id.rsplit('/').next().unwrap_or_default(),
        }
    }

    fn words(self, value: &str) -> String {
        let what = match self {
            Self::Method => "",
            Self::Param => "parameter ",
            Self::Check => "check ",
            Self::Kind => "case ",
        };
        format!("{what}`{value}`")
    }
}

/// How an API is divided into parts, by what the cases of each have in common.
struct Scope {
    by: &'static [By],
    /// How many findings of a part it takes to be one.
    least: usize,
}

/// The parts in which a defect may show everywhere, the widest first.
const SCOPES: &[Scope] = &[
    Scope { by: &[], least: 3 },
    Scope { by: &[By::Check], least: 3 },
    Scope { by: &[By::Check, By::Kind], least: 3 },
    Scope { by: &[By::Method], least: 3 },
    Scope { by: &[By::Method, By::Check], least: 3 },
    Scope { by: &[By::Method, By::Check, By::Kind], least: 3 },
    Scope { by: &[By::Method, By::Param], least: 2 },
];

impl Scope {
    /// What the cases of a part have in common.
    fn part<'v>(&self, case: &'v Verdict) -> Vec<&'v str> {
        self.by.iter().map(|by| by.value(case)).collect()
    }
}

/// The findings, those that show the same in most cases of a part as one.
pub(super) fn folded(mut findings: Vec<Finding>, cases: &[Verdict]) -> Vec<Finding> {
    if findings.len() < 2 {
        return findings;
    }
    let by_id: BTreeMap<&str, &Verdict> = cases.iter().map(|case| (case.id.as_str(), case)).collect();
    for scope in SCOPES {
        for (part, positions) in alike(&findings, &by_id, scope) {
            let some: Vec<&Finding> = positions.iter().map(|position| &findings[*position]).collect();
            if let Some(across) = spread(&some, cases, &by_id, scope, &part) {
                fold(&mut findings, &positions, across);
            }
        }
        findings.retain(|finding| !finding.id.is_empty());
    }
    findings
}

/// The positions of findings that show the same in the same part.
fn alike<'v>(
    findings: &[Finding],
    by_id: &BTreeMap<&str, &'v Verdict>,
    scope: &Scope,
) -> Vec<(Vec<&'v str>, Vec<usize>)> {
    let mut groups: BTreeMap<(Vec<&'v str>, Symptom), Vec<usize>> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.across.is_none()) {
        let symptom = finding.failure.problem.symptom.clone();
        // Cases that aim at no parameter have none in common.
        let fits = |case: &&&Verdict| case.param.is_some() || !scope.by.contains(&By::Param);
        if let (Some(case), Some(symptom)) = (by_id.get(finding.id.as_str()).filter(fits), symptom) {
            groups.entry((scope.part(case), symptom)).or_default().push(position);
        }
    }
    let enough = groups.into_iter().filter(|(_, positions)| positions.len() >= scope.least);
    enough.map(|((part, _), positions)| (part, positions)).collect()
}

/// Where the findings show, in words, if they show in most of the cases of the part that could show the same.
fn spread(
    findings: &[&Finding],
    cases: &[Verdict],
    by_id: &BTreeMap<&str, &Verdict>,
    scope: &Scope,
    part: &[&str],
) -> Option<String> {
    let ids = findings.iter().flat_map(|finding| finding.also.iter().chain([&finding.id]));
    // A finding may have been seen in other parts, too.
    let here = |id: &&str| by_id.get(id).is_some_and(|case| scope.part(case) == part);
    let showing: BTreeSet<&str> = ids.map(String::as_str).filter(here).collect();
    let methods: BTreeSet<&str> = findings.iter().map(|finding| finding.method.as_str()).collect();
    if showing.len() < 2 || (!scope.by.contains(&By::Method) && methods.len() < 2) {
        return None;
    }
    // What must be refused and what must not fail for different reasons.
    let kinds: BTreeSet<bool> = showing.iter().filter_map(|id| by_id.get(id)).map(|case| case.refuses).collect();
    let could = cases.iter().filter(|case| kinds.contains(&case.refuses) && scope.part(case) == part).count();
    // Of the whole API, many cases are about what cannot show it: two of five are most of the others.
    let most = if scope.by.is_empty() { showing.len() * 5 >= could * 2 } else { showing.len() * 2 >= could };
    most.then(|| words(findings, (showing.len(), could), scope, part))
}

fn words(findings: &[&Finding], (showing, could): (usize, usize), scope: &Scope, part: &[&str]) -> String {
    let symptom = findings.first().and_then(|finding| finding.failure.problem.symptom.as_ref());
    let named: Vec<String> = scope.by.iter().zip(part).map(|(by, value)| by.words(value)).collect();
    let place = if named.is_empty() { "the whole API".to_owned() } else { named.join(", ") };
    let what = symptom.map(Symptom::words).unwrap_or_default();
    format!("{what} in {showing} of {could} cases of {place}")
}

/// Folds findings into the first of them. Those that are folded have no id any more.
fn fold(findings: &mut [Finding], positions: &[usize], across: String) {
    let [first, others @ ..] = positions else { return };
    let (mut also, mut folded) = (Vec::new(), Vec::new());
    for other in others {
        let other = &mut findings[*other];
        folded.push(Folded { id: other.id.clone(), problem: other.failure.problem.clone() });
        also.push(std::mem::take(&mut other.id));
        also.append(&mut other.also);
    }
    let finding = &mut findings[*first];
    let known: BTreeSet<String> = finding.also.iter().cloned().chain([finding.id.clone()]).collect();
    let mut fresh = BTreeSet::new();
    also.retain(|id| !known.contains(id) && fresh.insert(id.clone()));
    finding.also.append(&mut also);
    finding.across = Some(across);
    finding.folded = folded;
}
