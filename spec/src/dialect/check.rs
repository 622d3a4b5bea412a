//! What a dialect file may not say: captures that nobody reads, phrases that never match, values that fit no fact.

use serde_json::Value;

use super::Pattern;
use super::file::PhraseEntry;
use super::roles::Place;
use crate::document::narrowed;
use crate::fact::{Use, used_as};
use crate::facts::fits;
use crate::ir::Param;

/// What a request line may capture.
pub(super) const REQUEST: &[&str] = &["verb", "path", "url", "rest", "title"];
/// What a heading may capture.
pub(super) const SECTION: &[&str] =
    &["name", "title", "verb", "path", "url", "parent", "type", "status", "reason", "media", "scope", "in"];
/// What a row may capture beside facts.
pub(super) const ROW: &[&str] = &["name", "type", "required", "optional", "attributes", "description", "in"];
/// What an item of a list of errors may tell.
pub(super) const ERROR: &[&str] = &["mnemonic", "code", "status", "message", "description"];
/// What may stand ahead of a description, beside facts.
pub(super) const DESCRIPTION: &[&str] = &["type", "required", "optional", "attributes", "in"];
/// What a type word may capture beside facts.
pub(super) const TYPE: &[&str] = &["element", "inner", "entity"];
/// The only facts of a whole method.
const METHOD_FACTS: &[&str] = &["partial_update", "requires_authentication"];

/// Holds the captures of a pattern to those that are known; a name that begins with `_` is let go.
pub(super) fn captures(pattern: &Pattern, known: &[&[&str]]) -> Result<(), String> {
    let known: Vec<&str> = known.iter().flat_map(|names| names.iter().copied()).collect();
    let mut names = pattern.captures().iter().filter(|name| !name.starts_with('_'));
    names.find(|name| !known.contains(&name.as_str())).map_or(Ok(()), |name| Err(unknown(name, &known)))
}

/// Holds what an attribute tells to the facts of a row.
pub(super) fn fact_of_row(name: &str) -> Result<(), String> {
    let known = [ROW, used_as(Use::Phrase), &["ignore"]].concat();
    if known.contains(&name) { Ok(()) } else { Err(unknown(name, &known)) }
}

fn unknown(name: &str, known: &[&str]) -> String {
    let hint = match crate::near::hint(name, known.iter().copied()) {
        none if none.is_empty() => format!("; those that are: {}.", known.join(", ")),
        hint => hint,
    };
    format!("`{name}` is no fact that is read here{hint} Begin a name with `_` to let it go")
}

/// A pattern for a whole text cannot begin or end with white space, for texts have none there.
pub(super) fn reachable(source: &str) -> Result<(), String> {
    if source.trim() == source {
        return Ok(());
    }
    Err(format!("`{source}` begins or ends with white space, and the texts that it is compared with never do"))
}

/// A kind of capture: a regular expression that takes something and has no captures of its own.
pub(super) fn kind(source: &str) -> Result<(), String> {
    let parsed = regex_syntax::parse(source).map_err(|error| format!("the kind `{source}` cannot be used: {error}"))?;
    if parsed.properties().minimum_len() == Some(0) {
        return Err(format!("the kind `{source}` matches the empty text"));
    }
    if parsed.properties().explicit_captures_len() > 0 {
        return Err(format!("the kind `{source}` captures by itself: write `(?:…)` for its groups"));
    }
    Ok(())
}

/// Holds a pattern to the examples that the file gives of it.
pub(super) fn examples(pattern: &Pattern, examples: &[String], whole: bool) -> Result<(), String> {
    let matches = |text: &String| {
        let text = narrowed(text);
        if whole { pattern.matches(&text).is_some() } else { !pattern.find_all(&text).is_empty() }
    };
    match examples.iter().find(|text| !matches(text)) {
        Some(text) => Err(format!("the pattern does not match its own example `{text}`")),
        None => Ok(()),
    }
}

/// A fact that a dialect gives to the parameters of many methods must be one that a page for all methods can state.
pub(super) fn shared_fact(fact: &str, value: &Value) -> Result<(), String> {
    let known = used_as(Use::Shared);
    if !known.contains(&fact) {
        return Err(unknown(fact, known));
    }
    if fits(&mut Param::default(), fact, value) { Ok(()) } else { Err(format!("{value} is no value for `{fact}`")) }
}

/// A phrase must be looked for somewhere, and what it sets must fit the facts that it sets.
pub(super) fn phrase(entry: &PhraseEntry, captures: &[String]) -> Result<(), String> {
    if entry.places.is_empty() {
        return Err("the phrase is looked for nowhere: give `in` at least one place".to_owned());
    }
    if let Some(name) =
        entry.lost.iter().chain(entry.set.keys()).find(|name| !used_as(Use::Phrase).contains(&name.as_str()))
    {
        return Err(unknown(name, used_as(Use::Phrase)));
    }
    let parameters = entry.set.contains_key("parameters") || captures.iter().any(|name| name == "parameters");
    if parameters && entry.places.iter().any(|place| *place != Place::Params) {
        return Err("`parameters` has no effect here: only in = [\"params\"] reads it".to_owned());
    }
    let result = |fact: &str| matches!(fact, "result" | "status");
    let told = entry.set.keys().map(String::as_str).chain(captures.iter().map(String::as_str));
    let told: Vec<&str> = told.filter(|name| !name.starts_with('_')).collect();
    let of_result = entry.places.iter().all(|place| *place == Place::Result);
    if let Some(fact) = told.iter().find(|fact| result(fact) != of_result) {
        let why = if of_result {
            "in = [\"result\"] reads `result` and `status` alone"
        } else {
            "only in = [\"result\"] reads it"
        };
        if of_result || result(fact) {
            return Err(format!("`{fact}` has no effect here: {why}"));
        }
    }
    let method_only = entry.places.iter().all(|place| *place == Place::Method);
    for (fact, value) in &entry.set {
        let of_method = METHOD_FACTS.contains(&fact.as_str());
        if method_only != of_method {
            let where_to =
                if of_method { "only in = [\"method\"] reads it" } else { "a whole method has no such fact" };
            return Err(format!("`{fact}` has no effect here: {where_to}"));
        }
        if !of_method && !fits(&mut Param::default(), fact, value) {
            return Err(format!("{value} is no value for `{fact}`"));
        }
    }
    Ok(())
}
