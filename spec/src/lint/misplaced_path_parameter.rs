//! A parameter is said to stand in the path, and the path has no place for it.
//!
//! ## What it does
//!
//! Reports a parameter that its row, or the section that it stands in, puts into the path of the request, where the path
//! has no part of that name.
//!
//! ## Why it is bad
//!
//! Callers do not see where it goes. Where all parts of the path have rows of their own, it is read as a parameter of the
//! query.
//!
//! ## Example
//!
//! ```text
//! GET /orgs/{orgId}/users
//!
//! Path parameters: `orgId`, `page`
//! ```
//!
//! ## How to fix
//!
//! Name it in the path, or say that it stands in the query.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

/// `in_query` says whether it is read as a parameter of the query.
pub(crate) fn report(name: &str, path: &str, in_query: bool, span: &Span) -> Diagnostic {
    let help = if in_query { "read as a parameter of the query" } else { "read as it is said" };
    Diagnostic::new(
        Code::MisplacedPathParameter,
        format!("`{name}` is said to stand in the path, and `{path}` has no place for it"),
        Label::new(span.clone(), "put into the path here"),
    )
    .help(help)
}
