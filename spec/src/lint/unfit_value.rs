//! A value does not fit the type of its parameter, or another sentence states another one.
//!
//! ## What it does
//!
//! Reports a default, a bound or a value that cannot be one of the parameter's type, and a sentence that states
//! another value for a fact than an earlier one.
//!
//! ## Why it is bad
//!
//! The fact is left out, so nobody is held to it.
//!
//! ## Example
//!
//! ```text
//! | `limit` | number | Default: many |
//! ```
//!
//! ## How to fix
//!
//! Write a value of the type, or correct the type.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;
use crate::ir::Type;

pub(crate) fn report(fact: &str, text: &str, param: &str, kind: Type, span: &Span) -> Diagnostic {
    let kind = format!("{kind:?}").to_lowercase();
    Diagnostic::new(
        Code::UnfitValue,
        format!("`{text}` cannot be the {fact} of `{param}`, whose type is {kind}"),
        Label::new(span.clone(), "left out"),
    )
}

/// Two sentences that state different values; the first one holds.
pub(crate) fn contradicts(fact: &str, text: &str, param: &str, known: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnfitValue,
        format!("`{text}` as the {fact} of `{param}` contradicts \"{known}\""),
        Label::new(span.clone(), "left out"),
    )
}
