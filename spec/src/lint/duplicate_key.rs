//! An object in a message has one name twice.
//!
//! ## What it does
//!
//! Reports a second member of one name in one object of a message that is otherwise valid JSON.
//!
//! ## Why it is bad
//!
//! The names within an object should be unique (RFC 8259, section 4). A parser keeps one of the members, and which
//! one differs from parser to parser: a caller who copies the message sends something else than what it shows.
//!
//! ## Example
//!
//! ```text
//! {"id": 1, "name": "a", "id": 2}
//! ```
//!
//! ## How to fix
//!
//! Take one of the members out. If the message shows alternatives, show two messages.

use std::collections::BTreeMap;

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::{FileId, Span};
use crate::structure::{Node, Value};

/// Looks at all objects of a message; how deep they nest was bounded when it was parsed.
pub(crate) fn check(node: &Node, file: FileId, found: &mut Vec<Diagnostic>) {
    if let Value::Array(elements) = &node.value {
        for element in elements {
            check(element, file, found);
        }
    }
    let mut first = BTreeMap::new();
    for (key, value) in node.members() {
        let span = Span::new(file, key.range.clone());
        match first.get(key.name.as_str()) {
            Some(known) => found.push(report(&key.name, known, &span)),
            None => drop(first.insert(key.name.as_str(), span)),
        }
        check(value, file, found);
    }
}

fn report(name: &str, first: &Span, second: &Span) -> Diagnostic {
    let message = format!("`{name}` stands twice in one object");
    Diagnostic::new(Code::DuplicateKey, message, Label::new(second.clone(), "the second one"))
        .with(Label::new(first.clone(), "the first one"))
        .help("read with the first one; parsers differ in which one they keep (RFC 8259, section 4)")
}
