//! What shows in no other cases than another finding, and follows from it, is a part of that finding: what was done although it had to be
//! refused has consequences, and of an object whose members go by other names each member is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Finding, Folded};
use crate::check::BESIDE;
use crate::judge::Symptom;

/// The findings, each with what follows from it.
pub(super) fn joined(mut findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() < 2 {
        return findings;
    }
    let pairs = of_members(&findings).into_iter().chain(of_acceptance(&findings)).chain(of_values(&findings));
    let pairs = pairs.chain(of_repetition(&findings));
    for (host, other, words) in pairs.collect::<Vec<_>>() {
        join(&mut findings, host, other, &words);
    }
    findings.retain(|finding| !finding.id.is_empty());
    findings
}

/// A finding, one that follows from it, and what the two have in common.
type Pair = (usize, usize, String);

/// The ids of the cases that met a finding.
fn cases(finding: &Finding) -> BTreeSet<&str> {
    finding.also.iter().chain([&finding.id]).map(String::as_str).collect()
}

/// Findings about members of the same object that are not there, or not documented.
fn of_members(findings: &[Finding]) -> Vec<Pair> {
    let mut by_object: BTreeMap<(&str, &Symptom), Vec<usize>> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate() {
        if let Some(symptom @ Symptom::Members(_)) = &finding.failure.problem.symptom {
            by_object.entry((&finding.method, symptom)).or_default().push(position);
        }
    }
    let mut pairs = Vec::new();
    for ((_, symptom), mut positions) in by_object.into_iter().filter(|(_, positions)| positions.len() > 1) {
        positions.sort_by_key(|position| std::cmp::Reverse(findings[*position].also.len()));
        let mut hosts: Vec<(usize, BTreeSet<&str>)> = Vec::new();
        for position in positions {
            let own = cases(&findings[position]);
            match hosts.iter().find(|(_, host)| own.is_subset(host)) {
                Some((host, _)) => pairs.push((*host, position, symptom.words())),
                None => hosts.push((position, own)),
            }
        }
    }
    pairs
}

/// So many values that are all wrong in the very same cases are not wrong each for itself.
const MANY: usize = 3;

/// Findings about values that are wrong in the same cases.
fn of_values(findings: &[Finding]) -> Vec<Pair> {
    let mut by_cases: BTreeMap<BTreeSet<&str>, Vec<usize>> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate() {
        if finding.failure.problem.symptom == Some(Symptom::Values) {
            by_cases.entry(cases(finding)).or_default().push(position);
        }
    }
    let many = by_cases.into_values().filter(|positions| positions.len() >= MANY);
    let pairs = many.flat_map(|positions| {
        let host = positions[0];
        positions.into_iter().skip(1).map(move |other| (host, other, Symptom::Values.words()))
    });
    pairs.collect()
}

/// Findings of cases in which something was accepted that must be refused.
fn of_acceptance(findings: &[Finding]) -> Vec<Pair> {
    let accepted = |finding: &Finding| finding.failure.problem.symptom == Some(Symptom::Accepted);
    let mut by_case: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate().filter(|(_, finding)| accepted(finding)) {
        for id in cases(finding) {
            by_case.entry(id).or_insert(position);
        }
    }
    let others = findings.iter().enumerate().filter(|(_, finding)| !accepted(finding));
    let follows = others.filter_map(|(position, finding)| {
        let host = *by_case.get(finding.id.as_str())?;
        let own = cases(finding);
        own.iter().all(|id| by_case.get(id) == Some(&host)).then(|| (host, position, Symptom::Accepted.words()))
    });
    follows.collect()
}

/// Findings of cases that all repeat failed ones beside more parameters.
fn of_repetition(findings: &[Finding]) -> Vec<Pair> {
    let places = findings.iter().enumerate();
    let by_case: BTreeMap<&str, usize> =
        places.flat_map(|(position, finding)| cases(finding).into_iter().map(move |id| (id, position))).collect();
    let follows = findings.iter().enumerate().filter_map(|(position, finding)| {
        let repeated = |id: &str| by_case.get(id.strip_suffix(BESIDE)?).copied();
        let host = repeated(&finding.id).filter(|host| *host != position)?;
        cases(finding).into_iter().all(|id| repeated(id).is_some()).then(|| (host, position, Symptom::Accepted.words()))
    });
    follows.collect()
}

/// Makes a finding a part of another. One that is a part has no id any more.
fn join(findings: &mut [Finding], host: usize, other: usize, words: &str) {
    if findings[host].id.is_empty() || findings[other].id.is_empty() {
        return;
    }
    let part = &mut findings[other];
    let problem = part.failure.problem.clone();
    let mut folded = vec![Folded { id: std::mem::take(&mut part.id), problem }];
    folded.append(&mut part.folded);
    let finding = &mut findings[host];
    finding.across.get_or_insert_with(|| words.to_owned());
    finding.folded.append(&mut folded);
}
