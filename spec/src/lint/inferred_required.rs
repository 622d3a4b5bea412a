//! A parameter is taken as required although the document does not say so.
//!
//! ## What it does
//!
//! Reports a parameter that is read as required because it stands ahead of the rows that follow the alphabet.
//!
//! ## Why it is bad
//!
//! Such a page lists the required rows first and each group by the alphabet; the marks themselves were lost. The
//! order is good evidence and no statement, so the fact is marked as inferred in the IR.
//!
//! ## Example
//!
//! ```text
//! phone        string
//! zone         string
//! address      string     the alphabet begins here
//! birthday     string
//! ```
//!
//! ## How to fix
//!
//! Mark the required parameters in words. If the page cannot be changed, set `required` in `overrides.toml`.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(
        Code::InferredRequired,
        format!("`{name}` is taken as required"),
        Label::new(span.clone(), "it stands ahead of the alphabetical rows"),
    )
}
