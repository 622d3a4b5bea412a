//! Writes the maintainers' word into what was read.

use std::ops::Range;

use super::address::{self, Slot};
use super::change::{fit_to_type, set, unset};
use super::conflict::conflicts;
use super::file::METHOD;
use super::{Act, Entry, Overrides};
use crate::diagnostic::Diagnostic;
use crate::fact::{Use, used_as};
use crate::files::{FileId, Files, Span};
use crate::ir::{Api, Location, Method, Param, Protocol, Rule, Schema};
use crate::lint;

/// Applies the entries of a file, whose number is `file`, to all APIs, in the order of the file. Findings that an entry
/// settles are taken out; what an entry cannot do, and what changes nothing, is reported.
pub(crate) fn apply(
    overrides: &Overrides,
    file: FileId,
    files: &Files,
    apis: &mut [Api],
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in &overrides.entries {
        let settled = settle(entry, diagnostics);
        let mut applier = Applier { entry, file, files, settled, found: Vec::new() };
        applier.entry(apis);
        diagnostics.append(&mut applier.found);
    }
}

/// Takes out the findings whose offered override the entry is, whatever value it chose. Gives their facts.
fn settle(entry: &Entry, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut settled = Vec::new();
    let decides = |key: &str| {
        let drops = entry.act == Act::Drop;
        drops || entry.set.iter().any(|(set, ..)| set == key) || entry.unset.iter().any(|(unset, _)| unset == key)
    };
    diagnostics.retain(|found| {
        let Some(offered) = found.suggestion.as_ref().filter(|offered| offered.address == entry.address) else {
            return true;
        };
        let keys = offered.set.iter().map(|(key, _)| (*key).to_owned()).filter(|key| decides(key) || key == "drop");
        let keys: Vec<_> = keys.collect();
        let stays = keys.is_empty();
        settled.extend(keys);
        stays
    });
    settled
}

struct Applier<'e> {
    entry: &'e Entry,
    file: FileId,
    files: &'e Files,
    settled: Vec<String>,
    found: Vec<Diagnostic>,
}

impl Applier<'_> {
    fn span(&self, place: &Range<usize>) -> Span {
        Span::new(self.file, place.clone())
    }

    fn unknown(&mut self, message: impl Into<String>, place: &Range<usize>) {
        let found = lint::unknown_override::report(message.into(), &self.span(place));
        self.found.push(found);
    }

    fn no_address(&mut self, message: String, place: &Range<usize>) {
        let found = lint::unknown_override::no_address(message, &self.span(place));
        self.found.push(found);
    }

    fn stale(&mut self, what: &str, place: &Range<usize>) {
        let found = lint::stale_override::report(&self.entry.address, what, &self.span(place));
        self.found.push(found);
    }

    fn entry(&mut self, apis: &mut [Api]) {
        let entry = self.entry;
        let protocols: Vec<_> = apis.iter().flat_map(|api| api.methods.iter().map(|_| api.protocol)).collect();
        let names: Vec<_> = apis.iter().flat_map(|api| &api.methods).map(|method| method.name.as_str()).collect();
        let (at, rest) = match address::method(&entry.address, &names) {
            Ok(found) => found,
            Err(message) => return self.no_address(message, &entry.place),
        };
        if rest.is_empty() && entry.act == Act::Drop {
            let name = names[at].to_owned();
            for api in apis {
                api.methods.retain(|method| method.name != name);
            }
            return;
        }
        let Some(method) = apis.iter_mut().flat_map(|api| &mut api.methods).nth(at) else { return };
        if rest.is_empty() {
            return self.method(method);
        }
        match address::slot(method, rest) {
            Ok(slot) => self.slot(slot, protocols[at]),
            Err(message) => self.no_address(message, &entry.place),
        }
    }

    fn method(&mut self, method: &mut Method) {
        let entry = self.entry;
        if entry.act == Act::Add {
            return self.unknown(format!("`{}` is there already", method.name), &entry.place);
        }
        for (key, value, place) in &entry.set {
            if !METHOD.contains(&key.as_str()) {
                self.unknown(format!("`{key}` is no fact of a method"), place);
                continue;
            }
            let done = set(method, key, value.clone());
            self.note(key, done, place);
        }
        for (key, place) in &entry.unset {
            let done = unset(method, key);
            self.note(key, done, place);
        }
    }

    fn slot(&mut self, mut slot: Slot, protocol: Protocol) {
        let entry = self.entry;
        match (slot.find(), entry.act) {
            (None, Act::Add) => self.add(&mut slot, protocol),
            (Some(_), Act::Add) => self.stale("add", &entry.place),
            (Some(at), Act::Drop) => drop(slot.params.remove(at)),
            (None, Act::Drop) => self.stale("drop", &entry.place),
            (Some(at), Act::Change) if slot.element => self.elements(&mut slot.params[at]),
            (Some(at), Act::Change) => self.change(&mut slot.params[at]),
            (None, Act::Change) => self.no_address(slot.unknown(), &entry.place),
        }
    }

    fn add(&mut self, slot: &mut Slot, protocol: Protocol) {
        let source = self.files.source(&self.span(&self.entry.place));
        let rest = (protocol == Protocol::Rest).then_some(Location::Body);
        let location = slot.location.or(rest);
        let mut param = Param { name: slot.name.clone(), source, location, ..Param::default() };
        if !self.entry.set.iter().any(|(key, ..)| key == "type") {
            let place = self.entry.place.clone();
            return self.unknown("what is added needs a `type`", &place);
        }
        self.settled.extend(self.entry.set.iter().map(|(key, ..)| key.clone()));
        self.change(&mut param);
        slot.params.push(param);
    }

    /// Changes the elements of a list, as if they were a parameter.
    fn elements(&mut self, param: &mut Param) {
        let items = param.schema.items.take().map(|items| *items).unwrap_or_default();
        let mut element = Param { schema: items, ..Param::default() };
        self.change(&mut element);
        param.schema.items = Some(Box::<Schema>::new(element.schema));
        param.rules.extend(element.rules.into_iter().map(|(key, rule)| (format!("items.{key}"), rule)));
    }

    fn change(&mut self, param: &mut Param) {
        let entry = self.entry;
        let keys: Vec<_> = entry.set.iter().map(|(key, ..)| key.as_str()).collect();
        for (key, value, place) in &entry.set {
            if !used_as(Use::Override).contains(&key.as_str()) {
                self.unknown(format!("`{key}` is no fact of a parameter"), place);
                continue;
            }
            let done = set(param, key, value.clone());
            if key == "type" && done == Ok(true) {
                fit_to_type(param, &keys);
            }
            if done.is_ok() {
                let text = entry.reason.clone();
                let source = self.files.source(&self.span(place));
                param.rules.insert(key.clone(), Rule { text, source });
                param.inferred.retain(|inferred| inferred != key);
            }
            self.note(key, done, place);
        }
        for (key, place) in &entry.unset {
            let done = unset(param, key);
            param.rules.remove(key);
            param.inferred.retain(|inferred| inferred != key);
            self.note(key, done, place);
        }
        self.contradictions(param, &keys);
    }

    /// Reports what the entry sets and cannot hold beside the other facts of the parameter.
    fn contradictions(&mut self, param: &Param, keys: &[&str]) {
        for (key, why) in conflicts(param, keys) {
            let place = self.entry.set.iter().find(|(set, ..)| set == key).map(|(.., place)| place);
            let span = self.span(place.unwrap_or(&self.entry.place));
            self.found.push(lint::unknown_override::contradicts(&self.entry.address, &why, &span));
        }
    }

    /// Reports what cannot be done, and what changes nothing and settles nothing.
    fn note(&mut self, key: &str, done: Result<bool, String>, place: &Range<usize>) {
        match done {
            Err(message) => self.unknown(message, place),
            Ok(false) if !self.settled.iter().any(|settled| settled == key) => self.stale(key, place),
            Ok(_) => {}
        }
    }
}
