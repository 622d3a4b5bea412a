//! A type that the documents define is used by none of their methods.
//!
//! ## What it does
//!
//! Reports a named type (the role `type`) whose name no parameter, no answer and no type of them has as its own type.
//!
//! ## Why it is bad
//!
//! What its rows state holds for nothing. Often an answer is of that type, which only a sentence tells, and is then held to
//! nothing.
//!
//! ## Example
//!
//! ```text
//! GET /boats/{id}   Gives the boat.
//! type `Boat`       `name` string
//! ```
//!
//! ## How to fix
//!
//! Give the parameter or the answer the name of the type where its type stands, or the dialect a `[[phrase]]` with
//! `in = ["result"]` that finds it in the sentence. If the documents are read in part, read them together.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `span` is where its first row stands.
pub(crate) fn report(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UntakenType,
        format!("the type `{name}` is used by no method"),
        Label::new(span.clone(), "what its rows state holds for nothing"),
    )
    .help("give an answer that is one of these the type by a `[[phrase]]` with `{result:type}` and `in = [\"result\"]`")
}
