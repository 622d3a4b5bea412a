//! Names that the command line or the configuration asks for: a pattern that no method, check or case is like is a slip, and a run of
//! nothing would hide it.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use doctract_conformance::{Select, fact_keys};
use doctract_spec::ir::Api;
use doctract_spec::near;

use crate::cli::Running;
use crate::config::TargetApiConfig;
use crate::targets::Held;

/// How many names are listed where none is like the one that is asked for.
const LISTED: usize = 12;

/// Whether the command line chooses by names at all.
pub(crate) fn chooses(running: &Running) -> bool {
    let choice = &running.choice;
    [&choice.cases, &choice.methods, &choice.checks, &running.only, &running.skip]
        .into_iter()
        .any(|one| !one.is_empty())
}

/// Refuses patterns of the command line that nothing is like in any API of any target.
pub(crate) fn check(running: &Running, held: &[Held]) -> Result<()> {
    let choice = &running.choice;
    let methods = all(held, |one| one.plan.api.methods.iter().map(|method| method.name.clone()).collect());
    let checks = all(held, |one| one.checks.clone());
    let ids = all(held, |one| one.ids.clone());
    // The name of a check is written in ids with hyphens and in the sources with underscores.
    let wanted: Vec<String> = choice.checks.iter().map(|check| check.replace('_', "-")).collect();
    found("--only", "method", &running.only, &methods)?;
    found("--skip", "method", &running.skip, &methods)?;
    found("--method", "method", &choice.methods, &methods)?;
    found("--check", "check", &wanted, &checks)?;
    found("--case", "case", &choice.cases, &ids)
}

fn all(held: &[Held], names: impl Fn(&Held) -> BTreeSet<String>) -> BTreeSet<String> {
    held.iter().flat_map(names).collect()
}

/// Refuses what the configuration says of one API of a target if its names are none of the API.
pub(crate) fn of_target(target: &TargetApiConfig, api: &Api) -> Result<()> {
    let methods = api.methods.iter().map(|method| method.name.clone()).collect();
    found("`only`", "method", &target.only, &methods)?;
    found("`skip`", "method", &target.skip, &methods)?;
    let facts = &target.facts;
    for (table, facts) in [("existing", &facts.existing), ("forbidden", &facts.forbidden), ("unknown", &facts.unknown)]
    {
        facts.keys().try_for_each(|key| parameter(table, key, [api].into_iter()))?;
    }
    Ok(())
}

/// Refuses a fact about a parameter that none of the APIs has.
pub(crate) fn parameter<'a>(table: &str, key: &str, apis: impl Iterator<Item = &'a Api>) -> Result<()> {
    let keys: BTreeSet<String> = apis.flat_map(fact_keys).collect();
    if keys.contains(key) {
        return Ok(());
    }
    let hint = near::hint(key, keys.iter().map(String::as_str));
    let end = if hint.is_empty() { "; `doctract read` shows the parameters" } else { "" };
    bail!("the fact `{table}.{key}` names no parameter of the documents{hint}{end}")
}

/// Refuses the first pattern that no name is like. `flag` is where it stands, `noun` what the names are those of.
pub(crate) fn found(flag: &str, noun: &str, patterns: &[String], names: &BTreeSet<String>) -> Result<()> {
    for pattern in patterns {
        if !matches(pattern, names)? {
            bail!("{flag}: no {noun} is `{pattern}`{}", hint(pattern, names));
        }
    }
    Ok(())
}

fn matches(pattern: &str, names: &BTreeSet<String>) -> Result<bool> {
    let select = Select::new(&[], &[], &[pattern.to_owned()])?;
    Ok(names.iter().any(|name| select.wants(name)))
}

/// What may be meant; where nothing is like it, the names, if they are few.
fn hint(pattern: &str, names: &BTreeSet<String>) -> String {
    let corrected = corrected(pattern, names).filter(|corrected| matches(corrected, names).unwrap_or(false));
    let near = corrected.or_else(|| near::nearest(pattern, names.iter().map(String::as_str)).map(str::to_owned));
    match near {
        Some(near) => format!(": did you mean `{near}`?"),
        None if names.len() > LISTED => "; `doctract conform --list` shows what there is".to_owned(),
        None => format!("; there are {}", names.iter().cloned().collect::<Vec<_>>().join(", ")),
    }
}

/// The pattern with each word that no name has in place of which one has a word like it; none where that changes nothing.
fn corrected(pattern: &str, names: &BTreeSet<String>) -> Option<String> {
    let words = |text: &str| -> Vec<String> { text.split(is_between).map(str::to_owned).collect() };
    let known: BTreeSet<String> = names.iter().flat_map(|name| words(name)).collect();
    let mut out = String::with_capacity(pattern.len());
    for piece in pattern.split_inclusive(is_between) {
        let word = piece.trim_end_matches(is_between);
        let meant = if known.contains(word) { None } else { near::nearest(word, known.iter().map(String::as_str)) };
        out.push_str(meant.unwrap_or(word));
        out.push_str(&piece[word.len()..]);
    }
    (out != pattern).then_some(out)
}

fn is_between(char: char) -> bool {
    !char.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_corrected_word_by_word() {
        let names = ["get.contacts", "delete.contacts", "GET /boats/{id}"].map(str::to_owned).into();
        for (slip, meant) in [
            ("delte.*", Some("delete.*")),
            ("*.contacs", Some("*.contacts")),
            ("GTE /boat/*", Some("GET /boats/*")),
            ("zzz", None),
        ] {
            assert_eq!(corrected(slip, &names).as_deref(), meant, "{slip}");
        }
    }

    #[test]
    fn what_nothing_is_like_is_refused_with_what_may_be_meant() {
        let names = ["type", "required"].map(str::to_owned).into();
        let told = |pattern: &str| {
            found("--check", "check", &[pattern.to_owned()], &names).err().map(|error| error.to_string())
        };
        assert_eq!(told("typ").as_deref(), Some("--check: no check is `typ`: did you mean `type`?"));
        assert_eq!(told("zzz").as_deref(), Some("--check: no check is `zzz`; there are required, type"));
        assert_eq!(told("ty*"), None);
    }
}
