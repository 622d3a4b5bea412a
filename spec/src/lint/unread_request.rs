//! A line looks like the beginning of a method, and no pattern of the dialect takes it.
//!
//! ## What it does
//!
//! Reports a heading, or a line right under one, that holds an HTTP method and a path and that none of the `request_lines`
//! of the dialect matches. Nothing that follows it is read as part of the method before. So is a block of several request
//! lines inside a method, one of which no document describes.
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
use crate::files::Span;

pub(crate) fn report(line: &Text) -> Diagnostic {
    let folded = line.folded();
    Diagnostic::new(
        Code::UnreadRequest,
        format!("`{folded}` looks like the beginning of a method and is none to the dialect"),
        Label::new(line.first_span(), "what follows belongs to no method"),
    )
    .help("add a pattern to `request_lines`, such as `{title}: {verb:verb} {path:path}`")
}

/// A method that stands in a block of request lines where none begins; `more` others of the block are described nowhere either.
pub(crate) fn listed(name: &str, span: &Span, more: usize) -> Diagnostic {
    let others = if more == 0 { String::new() } else { format!(" and {more} more of its block") };
    Diagnostic::new(
        Code::UnreadRequest,
        format!("`{name}`{others} stands among several request lines inside a method and is described nowhere"),
        Label::new(span.clone(), "no method begins here"),
    )
    .help("put a heading over the block, or give the section a role such as `method` or `example`")
}
