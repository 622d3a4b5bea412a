//! A text was cut off, and a fact with it.
//!
//! ## What it does
//!
//! Reports a phrase that announces a fact and does not give it, quotes with nothing between them, and a description
//! that ends with a colon.
//!
//! ## Why it is bad
//!
//! Pages that are copied or generated lose what stood in a nested element. The fact is documented somewhere, and
//! neither the generated code nor the suite can hold anybody to it.
//!
//! ## Example
//!
//! ```text
//! Default value:
//! Possible values are:
//! see the method ""
//! ```
//!
//! ## How to fix
//!
//! Restore what followed on the original page, or take the announcement out.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// A phrase that introduces a fact, without the fact.
pub(crate) fn fact(fact: &str, param: &str, sentence: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::LostText,
        format!("the fact `{fact}` of `{param}` is announced and not given"),
        Label::new(span.clone(), format!("`{sentence}`")),
    )
    .help("restore what followed on the original page")
}

/// Quotes with nothing between them.
pub(crate) fn empty_quotes(param: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::LostText,
        format!("the description of `{param}` quotes nothing"),
        Label::new(span.clone(), "empty quotes in this text"),
    )
    .help("write the name that belongs between the quotes")
}

/// A description that ends with a colon.
pub(crate) fn cut_off(param: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::LostText,
        format!("the description of `{param}` ends with a colon"),
        Label::new(span.clone(), "what followed is lost"),
    )
    .help("restore what followed on the original page")
}
