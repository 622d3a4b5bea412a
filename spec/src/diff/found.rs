//! Collects changes, each with its places on both sides.

use serde::Deserialize as _;
use serde_json::Value;

use super::Rule;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{Files, Span};
use crate::ir::{Ir, Source};

/// Where a change is looked for.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    /// The address: the method, and the path of what is compared.
    pub(super) address: &'p str,
    /// Whether callers send it, rather than get it.
    pub(super) request: bool,
    /// Its place in the old documents.
    pub(super) old: &'p Source,
    /// Its place in the new documents.
    pub(super) new: &'p Source,
}

/// The changes found so far.
pub(super) struct Found<'f> {
    files: &'f Files,
    /// The number of the first file of the old version.
    shift: usize,
    list: Vec<Diagnostic<Rule>>,
}

impl<'f> Found<'f> {
    pub(super) fn new(files: &'f Files, shift: usize) -> Self {
        Self { files, shift, list: Vec::new() }
    }

    pub(super) fn into_list(self) -> Vec<Diagnostic<Rule>> {
        self.list
    }

    /// How many changes there are so far.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    fn old(&self, source: &Source) -> Span {
        self.files.span_within(source, self.shift..usize::MAX)
    }

    fn new_place(&self, source: &Source) -> Span {
        self.files.span_within(source, 0..self.shift)
    }

    /// Something is on both sides, and differs: `words` tell how it was and how it is.
    pub(super) fn differs(&mut self, rule: Rule, at: At, message: String, words: [&str; 2]) {
        let [was, is] = words;
        let primary = Label::new(self.new_place(at.new), is);
        let change = Diagnostic::new(rule, message, primary).with(Label::new(self.old(at.old), was));
        self.push(rule, at.address, at.request, change);
    }

    /// Something is gone; the new place is that of what held it.
    pub(super) fn gone(&mut self, rule: Rule, at: At, message: String) {
        self.differs(rule, at, message, ["it was here", "it is no longer here"]);
    }

    /// Something came; the old place is that of what holds it now.
    pub(super) fn came(&mut self, rule: Rule, at: At, message: String) {
        let change = Diagnostic::new(rule, message, Label::new(self.new_place(at.new), "it came here"));
        let change = change.with(Label::new(self.old(at.old), "it was not here"));
        self.push(rule, at.address, at.request, change);
    }

    /// Something is on one side, and nothing on the other one could hold it.
    pub(super) fn alone(&mut self, rule: Rule, address: &str, message: String, source: &Source, is_new: bool) {
        let (span, word) =
            if is_new { (self.new_place(source), "it came here") } else { (self.old(source), "it was here") };
        let change = Diagnostic::new(rule, message, Label::new(span, word));
        self.push(rule, address, true, change);
    }

    fn push(&mut self, rule: Rule, address: &str, request: bool, mut change: Diagnostic<Rule>) {
        change.level = rule.impact(request).level();
        change.message = format!("{address}: {}", change.message);
        self.list.push(change.about(address));
    }
}

/// Visits all places that an IR names.
pub(super) fn each_source(ir: &Ir, visit: &mut dyn FnMut(&Source)) {
    if let Ok(json) = serde_json::to_value(ir) {
        walk(&json, visit);
    }
}

fn walk(json: &Value, visit: &mut dyn FnMut(&Source)) {
    match json {
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Object(members) => {
            for (name, member) in members {
                match (name == "source").then(|| Source::deserialize(member)) {
                    Some(Ok(source)) => visit(&source),
                    _ => walk(member, visit),
                }
            }
        }
        _ => {}
    }
}
