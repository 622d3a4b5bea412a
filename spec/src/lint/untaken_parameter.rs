//! A parameter that is described for all methods is taken by none of them.
//!
//! ## What it does
//!
//! Reports a row of a section for all methods (the role `shared_params`) where no method that was read has a parameter of
//! that name and of the same type, or of the same role.
//!
//! ## Why it is bad
//!
//! What the row states, a default or a bound, holds for nothing. Either the methods call the parameter otherwise, or their
//! tables leave it out.
//!
//! ## Example
//!
//! ```text
//! For all lists:   `page_size` | number | at most 100
//! list.orders:     `limit`     | number
//! ```
//!
//! ## How to fix
//!
//! Give the parameter one name in both places, or add it to the tables of the methods that take it. If the documents are
//! read in part, read them together.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `otherwise` says whether a method has a parameter of the name that is another one.
pub(crate) fn report(name: &str, otherwise: bool, span: &Span) -> Diagnostic {
    let seen = if otherwise { "no method takes it as it is described here" } else { "no method takes it" };
    Diagnostic::new(
        Code::UntakenParameter,
        format!("`{name}` is described for all methods, and {seen}"),
        Label::new(span.clone(), "what this row states holds for nothing"),
    )
}
