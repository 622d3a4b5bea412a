//! A section has a heading and says nothing.
//!
//! ## What it does
//!
//! Reports a section whose heading the dialect knows and under which nothing stands.
//!
//! ## Why it is bad
//!
//! The page was cut off, or nobody wrote it: a method without its errors looks like one that cannot fail.
//!
//! ## Example
//!
//! ```text
//! # Errors
//!
//! # The next method
//! ```
//!
//! ## How to fix
//!
//! Write the section. If there is nothing to say, say that in a sentence.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(what: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmptySection,
        format!("the section of {what} is empty"),
        Label::new(span.clone(), "nothing follows"),
    )
}
