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
//! ## How to fix
//!
//! Add a row for it.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, in_path: bool, span: &Span) -> Diagnostic {
    let (message, help) = if in_path {
        (format!("`{{{name}}}` stands in the path and in no table"), "read as a required string")
    } else {
        (format!("`{name}` stands in the query and in no table"), "read as a string that need not be there")
    };
    Diagnostic::new(Code::UndocumentedPathParameter, message, Label::new(span.clone(), "named here only")).help(help)
}
