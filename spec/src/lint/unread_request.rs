//! A line looks like the beginning of a method, and no pattern of the dialect takes it.
//!
//! ## What it does
//!
//! Reports a heading, or a line right under one, that holds an HTTP method and a path and that none of the `request_lines`
//! of the dialect matches. Nothing that follows it is read as part of the method before.
//!
//! ## Why it is bad
//!
//! A method is lost, with all its parameters.
//!
//! ## Example
//!
//! ```text
//! Rent a boat: POST /boats/{id}/rents     while the dialect only knows lines that begin with the HTTP method
//! ```
//!
//! ## How to fix
//!
//! Add a pattern to `request_lines`, or give the section a role under which nothing is read.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::document::Text;

pub(crate) fn report(line: &Text) -> Diagnostic {
    let folded = line.folded();
    Diagnostic::new(
        Code::UnreadRequest,
        format!("`{folded}` looks like the beginning of a method and is none to the dialect"),
        Label::new(line.first_span(), "what follows belongs to no method"),
    )
    .help("add a pattern to `request_lines`, such as `{title}: {verb:verb} {path:path}`")
}
