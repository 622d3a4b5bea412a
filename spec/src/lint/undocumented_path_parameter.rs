//! A parameter stands in the path and in no table.
//!
//! ## What it does
//!
//! Reports a parameter of the request line that no table describes.
//!
//! ## Why it is bad
//!
//! Callers see that it must be filled and not with what. It is read as a string, and as required where it stands in
//! the path.
//!
//! ## Example
//!
//! ```text
//! GET /orgs/{orgId}/users     and no row `orgId`
//! ```
//!
//! ## How to mend
//!
//! Add a row for it.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::UndocumentedPathParameter,
        format!("`{{{name}}}` stands in the path and in no table"),
        Label::new(span.clone(), "named here only"),
    )
    .help("read as a required string")
}
