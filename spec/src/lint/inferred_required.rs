//! A parameter is taken as required although the document does not say so.
//!
//! The page lists the required rows first and each group by the alphabet; the marks themselves were lost. The fact is marked as
//! inferred in the IR.

use super::Code;
use crate::diagnostic::{Diagnostic, Label};
use crate::files::Span;

pub(crate) fn report(name: &str, span: &Span) -> Diagnostic {
    Diagnostic::new(Code::InferredRequired, format!("`{name}` is taken as required"), Label::new(span.clone(), "it stands ahead of the alphabetical rows"))
}
