//! A type word is neither in the dialect nor a type of the documents.
//!
//! ## What it does
//!
//! Reports a type word that no `[[type]]` of the dialect matches and that no section of the documents defines.
//!
//! ## Why it is bad
//!
//! The parameter may then be anything, and nothing is checked.
//!
//! ## Example
//!
//! ```text
//! | `owner` | Persn |     the documents define the type `Person`
//! ```
//!
//! ## How to fix
//!
//! Correct the word, add it to the dialect, or read the documents together with the page that defines the type.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(word: &str, owner: &str, span: &Span) -> Diagnostic {
    let owner = if owner.is_empty() { String::new() } else { format!(" of `{owner}`") };
    Diagnostic::new(
        Code::UnknownType,
        format!("the type `{word}`{owner} is not known"),
        Label::new(span.clone(), "read as any type"),
    )
    .help("add a `[[type]]` to the dialect, or the page that documents it")
}
