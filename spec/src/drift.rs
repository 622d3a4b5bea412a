//! Compares two languages of the same documents by what was read in them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::fact::{Use, used_as};
use crate::files::{Files, Span};
use crate::ir::{Ir, Method, Param, Source};
use crate::lint::translation_drift::{differs, only};
use crate::read::Reading;

/// Adds to the findings of a reading those of another one, in another language, and where the two say different things.
pub fn against(reading: &mut Reading, other: Reading) {
    let shift = reading.files.append(other.files);
    let ours = methods(&reading.ir);
    let theirs = methods(&other.ir);
    let mut drift = Drift { files: &reading.files, shift, found: Vec::new() };
    for (name, method) in &ours {
        match theirs.get(name) {
            Some(translated) => drift.method(method, translated),
            None => drift.only(&format!("the method `{name}`"), true, name, &method.source),
        }
    }
    for (name, method) in theirs.iter().filter(|(name, _)| !ours.contains_key(*name)) {
        drift.only(&format!("the method `{name}`"), false, name, &method.source);
    }
    let found = drift.found;
    reading.diagnostics.extend(other.diagnostics.into_iter().map(|found| shifted(found, shift)));
    reading.diagnostics.extend(found);
    reading.documents += other.documents;
}

/// A finding whose files stand behind so many others.
fn shifted(mut found: Diagnostic, by: usize) -> Diagnostic {
    let by = u32::try_from(by).unwrap_or(u32::MAX);
    for label in std::iter::once(&mut found.primary).chain(&mut found.related) {
        label.span.file.0 = label.span.file.0.saturating_add(by);
    }
    found
}

fn methods(ir: &Ir) -> BTreeMap<&str, &Method> {
    ir.apis.iter().flat_map(|api| &api.methods).map(|method| (method.name.as_str(), method)).collect()
}

struct Drift<'f> {
    files: &'f Files,
    /// The number of the first file of the other side.
    shift: usize,
    found: Vec<Diagnostic>,
}

impl Drift<'_> {
    /// The place of something on one side: two languages may name their files alike.
    fn span(&self, source: &Source, here: bool) -> Span {
        self.files.span_from(source, if here { 0 } else { self.shift })
    }

    fn only(&mut self, what: &str, here: bool, subject: &str, source: &Source) {
        let span = self.span(source, here);
        self.found.push(only(what, here, subject, &span));
    }

    fn method(&mut self, ours: &Method, theirs: &Method) {
        self.errors(ours, theirs);
        let translated = theirs.sides();
        for side in ours.sides() {
            let Some(other) = translated.iter().find(|other| other.address == side.address) else { continue };
            let mut here: BTreeMap<String, &Param> = BTreeMap::new();
            let mut there: BTreeMap<String, &Param> = BTreeMap::new();
            side.each(&mut |path, param| here.extend([(path.to_owned(), param)]));
            other.each(&mut |path, param| there.extend([(path.to_owned(), param)]));
            self.params(&here, &there, &side.address);
        }
    }

    fn params(&mut self, here: &BTreeMap<String, &Param>, there: &BTreeMap<String, &Param>, subject: &str) {
        for (path, param) in here {
            match there.get(path) {
                Some(translated) => self.facts(path, param, translated, subject),
                None => self.only(&format!("`{path}`"), true, subject, &param.source),
            }
        }
        for (path, param) in there.iter().filter(|(path, _)| !here.contains_key(*path)) {
            self.only(&format!("`{path}`"), false, subject, &param.source);
        }
    }

    fn facts(&mut self, path: &str, ours: &Param, theirs: &Param, subject: &str) {
        let members = |param: &Param| {
            let mut json = serde_json::to_value(param).unwrap_or_default();
            if let Some(Value::Array(values)) = json.get_mut("values") {
                values.sort_by_key(ToString::to_string);
            }
            json
        };
        let (a, b) = (members(ours), members(theirs));
        let word = |value: Option<&Value>| value.map_or_else(|| "not stated".to_owned(), ToString::to_string);
        for fact in used_as(Use::Translated) {
            if a.get(fact) != b.get(fact) {
                let spans = [&self.span(&ours.source, true), &self.span(&theirs.source, false)];
                let values = [&*word(a.get(fact)), &*word(b.get(fact))];
                self.found.push(differs(fact, path, values, subject, spans));
            }
        }
    }

    fn errors(&mut self, ours: &Method, theirs: &Method) {
        let known = |method: &Method| -> BTreeSet<(Option<String>, Option<i64>)> {
            method.errors.iter().map(|error| (error.mnemonic.clone(), error.code)).collect()
        };
        let (a, b) = (known(ours), known(theirs));
        for (method, other, here) in [(ours, &b, true), (theirs, &a, false)] {
            let missing = method.errors.iter().filter(|error| !other.contains(&(error.mnemonic.clone(), error.code)));
            for error in missing.collect::<Vec<_>>() {
                let code = error.code.map(|code| code.to_string());
                let name = error.mnemonic.clone().or(code).unwrap_or_default();
                self.only(&format!("the error `{name}` of `{}`", method.name), here, &method.name, &error.source);
            }
        }
    }
}
