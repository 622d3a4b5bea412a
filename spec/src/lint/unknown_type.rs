//! A type word is neither in the dialect nor a type of the documents.
//!
//! The parameter may then be anything, and nothing is checked.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(word: &str, owner: &str, span: &Span) -> Diagnostic {
    let owner = if owner.is_empty() { String::new() } else { format!(" of `{owner}`") };
    Diagnostic::new(Code::UnknownType, format!("the type `{word}`{owner} is not known"), Label::new(span.clone(), "read as any type"))
        .help("add a `[[type]]` to the dialect, or the page that documents it")
}
