//! A section, a method or a type is referred to and is not there.
//!
//! ## What it does
//!
//! Reports a reference to a section or a method that no document of the set has. Types are the business of
//! `unknown-type`.
//!
//! ## Why it is bad
//!
//! The documents lean on a page that was not read with them, or on one that is gone.
//!
//! ## Example
//!
//! ```text
//! The id of the group, see the method "get.groups"     there is no such method
//! ```
//!
//! ## How to fix
//!
//! Read the documents together with the page that holds it, or correct the reference.

use std::collections::BTreeSet;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::facts::MethodFacts;
use crate::files::{File, Span};

/// How many further places are shown.
const SHOWN: usize = 2;

/// A section that no document has, with all the places that refer to it.
pub(crate) fn section(title: &str, spans: &[Span]) -> Option<Diagnostic> {
    let (first, more) = spans.split_first()?;
    let times = if more.is_empty() { String::new() } else { format!(", referred to {} times", spans.len()) };
    let found = Diagnostic::new(
        Code::UnresolvedReference,
        format!("the section \"{title}\" is not in these documents{times}"),
        Label::new(first.clone(), "referred to here"),
    );
    let found = more.iter().take(SHOWN).fold(found, |found, span| found.with(Label::new(span.clone(), "and here")));
    Some(found.help("read the documents together with the page that holds it"))
}

pub(crate) fn method(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnresolvedReference,
        format!("the method `{name}` is not in these documents"),
        Label::new(span.clone(), "referred to here"),
    )
    .help("read the documents together with the page that holds it")
}

/// Looks for methods that descriptions point to and that are not among `known`.
pub(crate) fn check(facts: &MethodFacts, known: &BTreeSet<&str>, file: &File, found: &mut Vec<Diagnostic>) {
    let rows = facts.params.iter().map(|(_, row)| row).chain(&facts.result.rows);
    for row in rows {
        for name in row.param.see_methods.iter().filter(|name| !known.contains(name.as_str())) {
            found.push(method(name, &file.find_behind(&row.name, name)));
        }
    }
}
