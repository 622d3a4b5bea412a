//! An override cannot be applied, or contradicts other facts.
//!
//! ## What it does
//!
//! Reports an entry of an overrides file whose address is that of no method or parameter, a fact whose value is
//! none of that fact, and a fact that cannot hold beside the others of its parameter: a minimum above the maximum, a
//! default that is not among the values, two entries that give one fact different values.
//!
//! ## Why it is bad
//!
//! What a maintainer decided does not hold, and nobody would notice. Code is not generated then.
//!
//! ## Example
//!
//! ```text
//! ["create.contact/phones"]      the method is `create.contacts`
//! reason = "the page forgets it"
//! required = true
//! ```
//!
//! ## How to fix
//!
//! Correct the address or the value. `doctract read` shows the names as they are read.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `message` says what cannot be done, with a hint.
pub(crate) fn report(message: String, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::UnknownOverride, message, Label::new(span.clone(), "not applied"))
}

/// The address is that of nothing; `message` says so, with a hint.
pub(crate) fn no_address(message: String, span: &Span) -> Diagnostic {
    report(message, span)
        .help("an address is METHOD, METHOD/PARAMETER, METHOD/result/FIELD or METHOD/STATUS/FIELD; `doctract read` shows the names")
}

/// `why` says which facts of the parameter at `address` cannot hold together.
pub(crate) fn contradicts(address: &str, why: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownOverride,
        format!("the override of `{address}` contradicts itself or the page: {why}"),
        Label::new(span.clone(), "this cannot hold"),
    )
    .help("correct the value, or take the other fact away with `unset`")
}

/// An earlier override, at `earlier`, gives the fact another value; the later one holds.
pub(crate) fn clashes(address: &str, key: &str, later: &Span, earlier: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownOverride,
        format!("two overrides of `{address}` give `{key}` different values"),
        Label::new(later.clone(), "this one is applied"),
    )
    .with(Label::new(earlier.clone(), "an earlier one says so"))
    .help("take one of them out")
}
