//! Two languages of the documents say different things.
//!
//! ## What it does
//!
//! Compares, with `doctract lint --against OTHER`, the methods of two sets of documents: their parameters and
//! fields, types, whether they are required, values, bounds and errors.
//!
//! ## Why it is bad
//!
//! The readers of one language get an older API than those of the other.
//!
//! ## Example
//!
//! ```text
//! en/items.md   | `size` | number | yes |
//! de/items.md   | `size` | number | no  |
//! ```
//!
//! ## How to fix
//!
//! Translate what was changed on the one side.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// Something that only one side has: `here` tells which.
pub(crate) fn only(what: &str, here: bool, subject: &str, span: &Span) -> Diagnostic {
    let message = if here {
        format!("{what} is not in the other documents")
    } else {
        format!("{what} is in the other documents only")
    };
    Diagnostic::new(Code::TranslationDrift, message, Label::new(span.clone(), "on this side only")).about(subject)
}

/// A fact with different values: each value is JSON, or nothing where the side is silent.
pub(crate) fn differs(fact: &str, name: &str, values: [&str; 2], subject: &str, spans: [&Span; 2]) -> Diagnostic {
    let [ours, theirs] = values;
    let message = format!("`{fact}` of `{name}` is {ours} here and {theirs} in the other documents");
    Diagnostic::new(Code::TranslationDrift, message, Label::new(spans[0].clone(), ours))
        .with(Label::new(spans[1].clone(), theirs))
        .about(subject)
}
