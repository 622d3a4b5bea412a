//! Two things are described in the very same words.
//!
//! ## What it does
//!
//! Reports a parameter whose description, of three words or more, is that of another parameter of the same object,
//! and a method whose description is that of another method.
//!
//! ## Why it is bad
//!
//! One of them was copied and not changed, so what it means is not documented. Where both really mean the same, the
//! reader cannot tell why there are two.
//!
//! ## Example
//!
//! ```text
//! | `first_name` | The name of the contact |
//! | `last_name`  | The name of the contact |
//! ```
//!
//! ## How to fix
//!
//! Say what tells them apart.

use std::collections::BTreeMap;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Files;
use crate::ir::{Api, Method, Param, Source};

/// Descriptions of fewer words say little, and the same little of many things: "The name".
const MIN_WORDS: usize = 3;

/// Looks at the methods, and at the parameters that stand side by side.
pub(crate) fn check(api: &Api, files: &Files, found: &mut Vec<Diagnostic>) {
    let mut copies = Copies { files, found };
    let methods = one_a_heading(&api.methods);
    let methods = methods.map(|method| (method.name.as_str(), method.description.as_str(), &method.source));
    copies.among(methods, "");
    for side in api.methods.iter().flat_map(Method::sides) {
        copies.among(described(side.params), &side.address);
        side.each(&mut |_, param| {
            copies.among(described(&param.schema.fields), &side.address);
            let items = param.schema.items.iter().flat_map(|items| described(&items.fields));
            copies.among(items, &side.address);
        });
    }
}

/// The methods, of those under one heading the first: several request lines may stand there, and share all that follows.
fn one_a_heading(methods: &[Method]) -> impl Iterator<Item = &Method> {
    let shares = |one: &Method, other: &Method| {
        let read_once = |param: &Param| other.params.iter().any(|known| known.source == param.source);
        let none = one.params.is_empty() && other.params.is_empty();
        let one_row = one.source == other.source;
        one_row || (!one.title.is_empty() && one.title == other.title && (none || one.params.iter().any(read_once)))
    };
    let before = std::iter::once(None).chain(methods.iter().map(Some));
    before.zip(methods).filter(move |(before, one)| !before.is_some_and(|before| shares(before, one))).map(|(_, one)| one)
}

/// A name, its description, and where it stands.
type Described<'p> = (&'p str, &'p str, &'p Source);

fn described(params: &[Param]) -> impl Iterator<Item = Described<'_>> {
    params.iter().map(|param| (param.name.as_str(), param.description.as_str(), &param.source))
}

struct Copies<'a> {
    files: &'a Files,
    found: &'a mut Vec<Diagnostic>,
}

impl Copies<'_> {
    fn among<'p>(&mut self, all: impl Iterator<Item = Described<'p>>, subject: &str) {
        let mut first: BTreeMap<String, (&str, &Source)> = BTreeMap::new();
        for (name, text, source) in all {
            if text.split_whitespace().nth(MIN_WORDS - 1).is_none() {
                continue;
            }
            let plain = text.to_lowercase();
            match first.get(&plain) {
                Some((known, place)) if *known != name => {
                    let span = self.files.span(source);
                    let message = format!("`{name}` is described in the words of `{known}`");
                    let subject = if subject.is_empty() { name } else { subject };
                    self.found.push(
                        Diagnostic::new(Code::CopiedDescription, message, Label::new(span, "this one"))
                            .with(Label::new(self.files.span(place), "the same words"))
                            .about(subject),
                    );
                }
                Some(_) => {}
                None => drop(first.insert(plain, (name, source))),
            }
        }
    }
}
